import type { Clock } from './clock.js';

/** One line each. Never given a token, a join code or anything a clerk typed. */
export interface Log {
  info(line: string): void;
  problem(line: string): void;
}

export function consoleLog(clock: Clock): Log {
  const stamp = (): string => new Date(clock.now()).toISOString();
  return {
    info: (line) => console.log(`${stamp()} ${line}`),
    problem: (line) => console.error(`${stamp()} ${line}`),
  };
}

export const silentLog: Log = { info: () => undefined, problem: () => undefined };

/** The words of an error without its stack. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
