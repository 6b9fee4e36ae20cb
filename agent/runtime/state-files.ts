import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ZodType } from 'zod';

/** %ProgramData%\TrucBan on Windows, /var/lib/trucban-agent elsewhere; `--state` and TRUCBAN_AGENT_STATE override. */
export function defaultStateDirectory(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (environment['TRUCBAN_AGENT_STATE']) return environment['TRUCBAN_AGENT_STATE'];
  if (platform === 'win32') return join(environment['ProgramData'] ?? 'C:\\ProgramData', 'TrucBan');
  return '/var/lib/trucban-agent';
}

/** Names of the files in the state directory. */
export const STATE_FILES = {
  config: 'agent.json',
  policy: 'policy.json',
  reply: 'last-reply.json',
  sent: 'last-sent.json',
  boot: 'boot.json',
  spool: 'spool',
} as const;

/**
 * Replaces a file as a whole: a reader, or the next start after a power cut, sees the old text or the new one. With
 * `durable` the new text is on the disk before this returns; without, a power cut may bring the old one back.
 */
export function replaceFile(path: string, text: string, options: { durable: boolean; mode?: number }): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}.new`;
  const file = openSync(fresh, 'w', options.mode ?? 0o600);
  try {
    writeSync(file, text);
    if (options.durable) fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    renameSync(fresh, path);
  } catch (error) {
    // Windows refuses the rename while another program (a virus scanner) holds the target.
    rmSync(fresh, { force: true });
    throw error;
  }
  if (options.durable) syncDirectory(dirname(path));
}

/** A rename is only durable when its directory is; Windows neither needs nor allows this. */
export function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** What a cache file holds, or null when it is absent, torn or of another version: a cache is never worth a stop. */
export function readCached<T>(path: string, schema: ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
