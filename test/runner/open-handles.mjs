/**
 * Loaded before Jest. When the results are written and the process is still there some seconds later, it says what keeps it:
 * the runner ends such a process and counts a failure, and a build machine can only be asked once.
 */
import { existsSync } from 'node:fs';

const RESULTS = process.env.TRUCBAN_TEST_RESULTS;
const LOOK_EVERY_MS = 500;
/** Shorter than the runner's patience. */
const PATIENCE_MS = 6_000;

let writtenAt = null;
const watch = setInterval(() => {
  if (writtenAt === null && existsSync(RESULTS)) writtenAt = Date.now();
  if (writtenAt === null || Date.now() - writtenAt < PATIENCE_MS) return;
  clearInterval(watch);
  console.error(`still open: ${process.getActiveResourcesInfo().join(', ')}`);
  // Not in Node's documentation, and nothing else tells which process or socket it is.
  for (const handle of process._getActiveHandles?.() ?? []) console.error(`  ${describe(handle)}`);
}, LOOK_EVERY_MS);
watch.unref();

function describe(handle) {
  const details = [
    handle.constructor?.name,
    handle.spawnargs?.join(' '),
    handle.remoteAddress,
    handle.remotePort,
  ];
  return [...details, handle._handle?.constructor?.name].filter(Boolean).join(' ');
}
