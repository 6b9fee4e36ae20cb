import type { Goodbye } from '../../contracts/agent/index.js';

/** Presence of a PC as stored. `never` (enrolled, not heard yet) has no row. */
export type Presence = 'online' | 'silent' | 'off' | 'stopped';

export interface PresenceFacts {
  presence: Presence;
  since: number;
  /** Server clock of the last accepted report, epoch ms. */
  lastReceivedAt: number;
  /** When the server last came out of a blindness: before it, silence proves nothing about the PC. */
  hearingSince: number;
  beatSeconds: number;
  missedBeats: number;
}

export interface PresenceVerdict {
  presence: Presence;
  /** When the new presence truly began: silence begins with the last report, not with its discovery. */
  since: number;
  /** The next moment at which time alone could change the verdict; null when only a report can. */
  checkAt: number | null;
}

/** The moment after which an unbroken silence means that the PC is silent. Half a beat more than the missed ones, for jitter. */
export function silentAfter(facts: PresenceFacts): number {
  const beatMs = facts.beatSeconds * 1000;
  return Math.max(facts.lastReceivedAt, facts.hearingSince) + (facts.missedBeats + 0.5) * beatMs;
}

/**
 * Judges a PC that may have gone quiet. Inside working hours it is silent and somebody should look; outside it was
 * switched off without saying so, as people do.
 */
export function judgeSilence(
  facts: PresenceFacts,
  atWork: (instant: number) => boolean,
  now: number,
): PresenceVerdict {
  if (facts.presence !== 'online') return { presence: facts.presence, since: facts.since, checkAt: null };
  const deadline = silentAfter(facts);
  if (now < deadline) return { presence: 'online', since: facts.since, checkAt: deadline };
  const presence = atWork(deadline) ? 'silent' : 'off';
  return { presence, since: facts.lastReceivedAt, checkAt: null };
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
