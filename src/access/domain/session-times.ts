const MINUTE_MS = 60_000;

/** A session ends 12 hours after sign-in, whatever happens: one working day. */
export const SESSION_MS = 12 * 60 * MINUTE_MS;
/**
 * A session also ends after half an hour in which the browser asked for nothing. An open page that refreshes itself counts
 * as use: the duty desk's board must not go dark in front of the person on duty.
 */
export const IDLE_MS = 30 * MINUTE_MS;
/** The last use is written at most this often, so that reading costs no write. */
export const TOUCH_MS = MINUTE_MS;

export interface SessionTimes {
  lastUsedAt: number;
  expiresAt: number;
}

/** `usedSince`: the instant that was `IDLE_MS` ago. */
export function isAlive(session: SessionTimes, now: number, usedSince: number): boolean {
  return now < session.expiresAt && session.lastUsedAt > usedSince;
}
