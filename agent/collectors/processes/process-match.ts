import type { WatchedProgram } from '../../../src/contracts/agent/index.js';

type ProcessMatch = NonNullable<WatchedProgram['process']>;

/** Whether a process is the watched one. `path` is null when the system does not let us see it. */
export function matchesProcess(match: ProcessMatch, names: readonly string[], path: string | null): boolean {
  if (!names.some((name) => comparable(name) === comparable(match.name))) return false;
  if (match.pathContains === null) return true;
  return path !== null && oneSlash(path).includes(oneSlash(match.pathContains));
}

function comparable(name: string): string {
  return name.toLowerCase().replace(/\.exe$/, '');
}

function oneSlash(path: string): string {
  return path.toLowerCase().replaceAll('\\', '/');
}
