import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Two agents on one folder would take each other's spans out of the spool. The lock is the id of the process that
 * holds it together with the boot, so one left by a crash or a power cut is seen to be empty.
 * Returns the id of the process in the way, or null when the lock is ours.
 */
export function takeLock(directory: string, boot: string): number | null {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'running.pid');
  const mine = `${process.pid} ${boot}`;
  if (createNew(path, mine)) return null;
  const holder = readHolder(path);
  if (holder.boot === boot && holder.pid !== process.pid && isAlive(holder.pid)) return holder.pid;
  rmSync(path, { force: true });
  return createNew(path, mine) ? null : readHolder(path).pid;
}

export function releaseLock(directory: string): void {
  rmSync(join(directory, 'running.pid'), { force: true });
}

function createNew(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(path: string): { pid: number; boot: string } {
  const [pid = '', boot = ''] = readFileSync(path, 'utf8').split(' ');
  return { pid: Number(pid), boot };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
