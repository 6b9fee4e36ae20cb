import type { Goodbye } from '../../contracts/agent/index.js';
import { civilDay, MINUTE_MS } from '../../platform/civil/index.js';

/** Presence of a PC as stored. `never` (enrolled, not heard yet) has no row. */
export type Presence = 'online' | 'silent' | 'off' | 'stopped';

export interface PresenceFacts {
  presence: Presence;
  since: number;
  /** Server clock of the last accepted report, epoch ms. */
  lastReceivedAt: number;
  /** The last goodbye it said, and when; it may be one of an earlier absence. */
  goodbye: Goodbye | null;
  goodbyeAt: number | null;
  /** When the server last came out of a blindness: before it, silence proves nothing about the PC. */
  hearingSince: number;
  beatSeconds: number;
  missedBeats: number;
  lateMinutes: number;
}

/** The working hours of the PC's center. Instants are epoch ms. */
export interface Hours {
  atWork: (instant: number) => boolean;
  /** When the stretch of work that runs at this instant began; null: nobody is at work. */
  beganAt: (instant: number) => number | null;
  /** The first working instant at or after this one; null: none is known. */
  nextAt: (instant: number) => number | null;
}

export interface PresenceVerdict {
  presence: Presence;
  /** When the new presence truly began: silence begins with the last report, not with its discovery. */
  since: number;
  /** The next moment at which time alone could change the verdict; null when only a report can. */
  checkAt: number | null;
}

/** The moment after which an unbroken silence means that the PC is silent. Half a beat more than the missed ones, for jitter. */
export function silentAfter(facts: SilenceFacts): number {
  return Math.max(facts.lastReceivedAt, facts.hearingSince) + graceMs(facts);
}

type SilenceFacts = Pick<PresenceFacts, 'lastReceivedAt' | 'hearingSince' | 'beatSeconds' | 'missedBeats'>;

function graceMs({ beatSeconds, missedBeats }: Pick<PresenceFacts, 'beatSeconds' | 'missedBeats'>): number {
  return (missedBeats + 0.5) * beatSeconds * 1000;
}

/**
 * Judges a PC that may have gone quiet. Inside working hours it is silent and somebody should look; outside it was
 * switched off without saying so, as people do. One that was lost while people were at work is looked at again when they
 * are back from the break in which its deadline fell.
 */
export function judgeSilence(facts: PresenceFacts, hours: Hours, now: number): PresenceVerdict {
  const { presence, since, lastReceivedAt } = facts;
  if (presence === 'silent' || presence === 'stopped') return { presence, since, checkAt: null };
  const deadline = silentAfter(facts);
  if (presence === 'online') {
    if (now < deadline) return { presence, since, checkAt: deadline };
    if (hours.atWork(deadline)) return { presence: 'silent', since: lastReceivedAt, checkAt: null };
  }
  const absentSince = presence === 'online' ? lastReceivedAt : since;
  const again = saidGoodbye(facts, absentSince) ? null : afterTheBreak(facts, hours, deadline);
  if (again !== null && now >= again) return { presence: 'silent', since: absentSince, checkAt: null };
  return { presence: 'off', since: absentSince, checkAt: again };
}

/** Did the absence that began at `since` begin with a goodbye? An update promises to be back. */
export function saidGoodbye({ goodbye, goodbyeAt }: PresenceGoodbye, since: number): boolean {
  return goodbye !== null && goodbye !== 'update' && goodbyeAt !== null && goodbyeAt >= since;
}

type PresenceGoodbye = Pick<PresenceFacts, 'goodbye' | 'goodbyeAt'>;

/**
 * When a PC lost at work is silent, if its deadline fell into the break: as long after work goes on again, that day, as a
 * PC may be late, and then its usual deadline. Null: it was not lost at work, or the day's work is over.
 */
function afterTheBreak(facts: PresenceFacts, hours: Hours, deadline: number): number | null {
  if (!hours.atWork(facts.lastReceivedAt)) return null;
  const next = hours.nextAt(deadline);
  if (next === null || civilDay(next) !== civilDay(facts.lastReceivedAt)) return null;
  const again = Math.max(next, facts.hearingSince) + facts.lateMinutes * MINUTE_MS + graceMs(facts);
  return hours.atWork(again) ? again : null;
}

/** What a goodbye makes of a PC. An update comes back by itself within its deadline, so it stays expected. */
export function presenceAfterGoodbye(goodbye: Goodbye): Presence {
  switch (goodbye) {
    case 'shutdown':
    case 'sleep':
    case 'logoff':
      return 'off';
    case 'stopped_by_hand':
      return 'stopped';
    case 'update':
      return 'online';
  }
}
