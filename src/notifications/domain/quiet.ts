import type { QuietReason } from './notice.js';

/** An entry of a ticket's history, as far as it decides whether people are told. */
export interface Told {
  kind: string;
  /** Whose words they are, with an account or without one; null: the system's. */
  actorName: string | null;
  snoozedUntil: number | null;
  acknowledged: boolean;
  /** Planned work covers all that is still wrong. */
  underMaintenance: boolean;
}

/**
 * Why nobody is mailed about an entry; null when people are. What a person did, a clerk or a vendor included, is always told:
 * planned work and snoozing silence the system, not people.
 */
export function quietReason(entry: Told, now: number): QuietReason | null {
  if (entry.actorName !== null) return null;
  if (entry.underMaintenance) return 'MAINTENANCE';
  if (entry.snoozedUntil !== null && entry.snoozedUntil > now) return 'SNOOZED';
  // Reminders stop; that it is over, or back, is news.
  return entry.acknowledged && entry.kind === 'evidence' ? 'ACKNOWLEDGED' : null;
}
