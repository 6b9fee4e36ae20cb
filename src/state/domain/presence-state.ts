import { MINUTE_MS } from '../../platform/civil/index.js';
import { type Hours, type Presence, type PresenceFacts, saidGoodbye } from './presence.js';

/**
 * What a person wants to know of a PC's presence. Finer than what is stored and judged, and made of it: stored are the
 * presence, the last goodbye and the last report; the rest is the center's hours and the other PCs of the center.
 * `docs/presence.md` has the table.
 */
export const PRESENCE_STATES = [
  /** Reports. */
  'on',
  /** Reported until the server lost its line: nobody can tell. */
  'unheard',
  /** Work has just begun and it is not on yet. */
  'expected',
  /** Work began a while ago and it is still not on. */
  'late',
  /** Stopped reporting at work without a word. */
  'silent',
  /** The same, while other PCs of its center go on reporting: the center has power and a line. */
  'lost-network',
  /** Said that it shuts down, or that its user logs off. */
  'off',
  /** Said that it goes to sleep. */
  'asleep',
  /** Went outside working hours without a word. */
  'gone',
  /** A person stopped the agent. */
  'stopped',
  /** Enrolled and not heard yet. */
  'never',
] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

export interface PresenceStateFacts extends Pick<
  PresenceFacts,
  'goodbye' | 'goodbyeAt' | 'lateMinutes' | 'lastReceivedAt'
> {
  presence: Presence;
  since: number;
  /** The newest report of another PC of the same center, epoch ms; null: there is none. */
  othersHeardAt: number | null;
  /** Since when the server has lost its own line, epoch ms; null: it has not. */
  lineLostSince: number | null;
}

/** How a PC that was heard at least once is at `now`, and since when. */
export function presenceState(
  facts: PresenceStateFacts,
  hours: Hours,
  now: number,
): { state: Exclude<PresenceState, 'never'>; since: number } {
  const { presence, since } = facts;
  switch (presence) {
    case 'online':
      return facts.lineLostSince !== null && facts.lastReceivedAt <= facts.lineLostSince
        ? { state: 'unheard', since: facts.lastReceivedAt }
        : { state: 'on', since };
    case 'stopped':
      return { state: 'stopped', since };
    case 'silent':
      return { state: (facts.othersHeardAt ?? 0) > since ? 'lost-network' : 'silent', since };
    case 'off': {
      const began = hours.beganAt(now);
      if (began === null || since >= began) return { state: wayOfLeaving(facts), since };
      const late = now >= began + facts.lateMinutes * MINUTE_MS;
      return { state: late ? 'late' : 'expected', since: began };
    }
  }
}

/** How it went, before anybody could expect it back. */
function wayOfLeaving(facts: PresenceStateFacts): 'off' | 'asleep' | 'gone' {
  if (!saidGoodbye(facts, facts.since)) return 'gone';
  return facts.goodbye === 'sleep' ? 'asleep' : 'off';
}
