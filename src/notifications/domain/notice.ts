/**
 * The life of a notice. Recorded before each step, so that after a crash the row says how far the last attempt can have come:
 *
 *     queued ─> connecting ─> handing-over ─> sent
 *       ^           │              │
 *       └─ retried ─┘              └─ process died: unconfirmed (it may have arrived; never sent again by itself), or
 *                                     queued again where the receiver tells a copy by its id
 *     undeliverable: handed over, and a mail server reported later that nobody got it
 *     failed: refused for good, or tried for a day      skipped: nobody was to be told, or the channel is not there
 */
export type NoticeStatus =
  'queued' | 'connecting' | 'handing-over' | 'sent' | 'failed' | 'unconfirmed' | 'undeliverable' | 'skipped';

/** Why somebody is told: the answer to "vì sao tôi nhận tin này?". */
export type ToldReason =
  | 'ON_DUTY'
  | 'ON_ROTA'
  | 'FOLLOWS'
  | 'WATCHES'
  | 'ESCALATED'
  | 'ASSIGNED_TO_YOU'
  | 'YOU_ASKED'
  | 'YOU_REPORTED'
  | 'VENDOR'
  | 'ENDPOINT_WANTS'
  | 'DAILY_DIGEST';

/** Why nobody is told of an entry of a ticket's history. */
export type QuietReason = 'MAINTENANCE' | 'SNOOZED' | 'ACKNOWLEDGED';

/** Why one person is not told by one channel: the answer to "vì sao tôi không được báo?". */
export type SkippedReason =
  | QuietReason
  | 'CHANNEL_NOT_SET_UP'
  | 'CHOSEN_OFF'
  | 'CHOSEN_URGENT'
  | 'SUPERSEDED'
  | 'ENDED_MEANWHILE'
  | 'UNLINKED'
  | 'ENDPOINT_OFF';

/** Of a row that is `skipped` it says why not, of any other why. */
export type NoticeReason = ToldReason | SkippedReason;

const BACKOFF_MS = [15_000, 60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000];
/** After a day of trying the news is old and the ticket has long been on the board. */
const GIVE_UP_MS = 24 * 60 * 60_000;

/** When to try again after `attempts` failures of what was first tried at `since`; null: no more. */
export function nextAttemptAt(attempts: number, since: number, now: number): number | null {
  const wait = BACKOFF_MS[Math.min(attempts, BACKOFF_MS.length) - 1] ?? BACKOFF_MS[0]!;
  return now + wait - since > GIVE_UP_MS ? null : now + wait;
}
