import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Memory, where the system has it as a folder with room: a test's data is many small files and waits, gone a second later. */
const IN_MEMORY = '/dev/shm';
const ROOM_BYTES = 1024 ** 3;

/** A new folder whose name begins with `prefix`; whoever asked removes it. */
export function throwAwayFolder(prefix) {
  return mkdtempSync(join(hasRoom(IN_MEMORY) ? IN_MEMORY : tmpdir(), prefix));
}

function hasRoom(folder) {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM_BYTES;
}
