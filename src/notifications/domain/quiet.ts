import type { QuietReason } from './notice.js';

/** An entry of a ticket's history, as far as it decides whether people are told. */
export interface Told {
  kind: string;
  /** Null: the system itself. */
  actorId: number | null;
  snoozedUntil: number | null;
  acknowledged: boolean;
  /** Planned work covers all that is still wrong. */
  underMaintenance: boolean;
}

/**
 * Why nobody is mailed about an entry; null when people are. What a person or a clerk did is always told: planned work and
 * snoozing silence the system, not people.
 */
export function quietReason(entry: Told, now: number): QuietReason | null {
  if (entry.actorId !== null || entry.kind === 'clerk') return null;
  if (entry.underMaintenance) return 'MAINTENANCE';
  if (entry.snoozedUntil !== null && entry.snoozedUntil > now) return 'SNOOZED';
  // Reminders stop; that it is over, or back, is news.
  return entry.acknowledged && entry.kind === 'evidence' ? 'ACKNOWLEDGED' : null;
}
