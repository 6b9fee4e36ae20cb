import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** A tenth of the server's share of a busy core, and all of an idle one. */
const NICE = 10;

/**
 * Called in a worker thread: it gives way to the thread that answers people and PCs. On a server with one core an export would
 * take half of it. On Linux alone threads have a priority of their own.
 */
export function lowerPriorityOfThisThread(): void {
  if (process.platform !== 'linux') return;
  setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICE);
}
