const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait after so many failures in a row (from 1): doubling from two seconds up to five minutes, spread over
 * half of it so that a province does not return in one instant. `random` is between 0 and 1. The server's own
 * `Retry-After` is a floor, spread upwards.
 */
export function waitAfterFailures(failures: number, random: number, retryAfterMs: number | null): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  const wait = ceiling * (0.5 + random / 2);
  return retryAfterMs === null ? wait : Math.max(wait, retryAfterMs * (1 + random / 4));
}
