/**
 * The life of a notice. Recorded before each step, so that after a crash the row says how far the last attempt can have come:
 *
 *     queued ─> connecting ─> handing-over ─> sent
 *       ^           │              │
 *       └─ retried ─┘              └─ process died: unconfirmed (it may have arrived; never sent again by itself)
 *     undeliverable: handed over, and a mail server reported later that nobody got it
 *     failed: refused for good, or tried for a day      skipped: nobody was to be told, or no mail server
 */
export type NoticeStatus =
  'queued' | 'connecting' | 'handing-over' | 'sent' | 'failed' | 'unconfirmed' | 'undeliverable' | 'skipped';

/** Why somebody is told, or why not: the answer to "vì sao tôi nhận thư này?". */
export type NoticeReason =
  | 'ON_DUTY'
  | 'ON_ROTA'
  | 'FOLLOWS'
  | 'WATCHES'
  | 'ESCALATED'
  | 'ASSIGNED_TO_YOU'
  | 'YOU_REPORTED'
  | 'VENDOR'
  | 'DAILY_DIGEST'
  | 'NO_MAIL_SERVER'
  | QuietReason;

/** Why an entry of a ticket's history is mailed to nobody. */
export type QuietReason = 'MAINTENANCE' | 'SNOOZED' | 'ACKNOWLEDGED';

const BACKOFF_MS = [15_000, 60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000];
/** After a day of trying the news is old and the ticket has long been on the board. */
const GIVE_UP_MS = 24 * 60 * 60_000;

/** When to try again after `attempts` failures; null: no more. */
export function nextAttemptAt(attempts: number, createdAt: number, now: number): number | null {
  const wait = BACKOFF_MS[Math.min(attempts, BACKOFF_MS.length) - 1] ?? BACKOFF_MS[0]!;
  return now + wait - createdAt > GIVE_UP_MS ? null : now + wait;
}
