import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory, where the system has it as a folder: what a scenario writes durably is thrown away a second later. */
const IN_MEMORY = '/dev/shm';

/** A new folder for the data of one scenario; whoever asked removes it. */
export function scratchFolder(): string {
  return mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'trucban-scenario-'));
}
