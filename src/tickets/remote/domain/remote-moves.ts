import type { RemoteState } from '../../../contracts/api/index.js';
import { MINUTE_MS } from '../../../platform/civil/index.js';

/** What people do with it, and what time does by itself. */
export type RemoteMove = 'accept' | 'decline' | 'begin' | 'end' | 'expire';
/** `ticket`: it ended, and what was asked for it with it. */
export type Mover = 'clerk' | 'desk' | 'time' | 'ticket';

/**
 * What may follow what, and by whom: the one table. Nobody's screen is seen before its clerk agreed, and whoever is at either
 * end may end it at any time.
 */
const MOVES: Readonly<
  Partial<Record<RemoteState, Partial<Record<RemoteMove, { to: RemoteState; by: readonly Mover[] }>>>>
> = {
  asked: {
    accept: { to: 'accepted', by: ['clerk'] },
    decline: { to: 'declined', by: ['clerk'] },
    end: { to: 'ended', by: ['desk', 'clerk', 'ticket'] },
    expire: { to: 'expired', by: ['time'] },
  },
  accepted: {
    begin: { to: 'begun', by: ['desk'] },
    end: { to: 'ended', by: ['desk', 'clerk', 'ticket'] },
    expire: { to: 'expired', by: ['time'] },
  },
  begun: {
    end: { to: 'ended', by: ['desk', 'clerk', 'ticket'] },
    expire: { to: 'expired', by: ['time'] },
  },
};

export const OPEN_STATES = ['asked', 'accepted', 'begun'] as const satisfies readonly RemoteState[];

/** How long a state lasts when nobody does anything: a clerk may have a citizen before her; nobody shares a screen all day. */
const LASTS_MS: Readonly<Record<(typeof OPEN_STATES)[number], number>> = {
  asked: 30 * MINUTE_MS,
  accepted: 30 * MINUTE_MS,
  begun: 4 * 60 * MINUTE_MS,
};

/** What the program shows is of no use after the session, and of too much use to anybody else. */
export const CODES_LAST_MS = 30 * MINUTE_MS;

/** The state that `move` leads to; null: it may not be made there, or not by them. */
export function afterMove(from: RemoteState, move: RemoteMove, by: Mover): RemoteState | null {
  const found = MOVES[from]?.[move];
  return found?.by.includes(by) ? found.to : null;
}

export function isOpen(state: RemoteState): state is (typeof OPEN_STATES)[number] {
  return OPEN_STATES.some((open) => open === state);
}

/** The clerk may type the codes, also anew: the program makes new ones when it is restarted. */
export function takesCodes(state: RemoteState): boolean {
  return state === 'accepted' || state === 'begun';
}

/** When it passes by itself, if it becomes `state` now. */
export function passesAt(state: RemoteState, now: number): number {
  return isOpen(state) ? now + LASTS_MS[state] : now;
}

/** When time alone changes something next; null: never. */
export function checkAt(
  { state, expiresAt }: { state: RemoteState; expiresAt: number },
  codesForgottenAt: number | null,
): number | null {
  if (!isOpen(state)) return null;
  return codesForgottenAt === null ? expiresAt : Math.min(expiresAt, codesForgottenAt);
}
