import type { ToldReason } from './notice.js';

/** Somebody with an account who supports the place. */
export interface Supporter {
  id: number;
  /** A message reaches them where no page is open, by mail or by Zalo. */
  away: boolean;
}

export interface Entry {
  kind: string;
  actorId: number | null;
  /** For whom alone it is: of a step of an escalation, of a clerk's answer about remote help. */
  toldId: number | null;
  assigneeId: number | null;
}

/** Who is on duty for the place, in the order in which one turns to them; none: the rota says nobody, or there is none. */
export type OnDutyOrder = readonly number[];

export interface Addressee {
  id: number;
  reason: ToldReason;
}

/** What the desk itself says to a clerk: of the desk those hear it who watch. */
const SAID_BY_THE_DESK: ReadonlySet<string> = new Set(['reply', 'asked']);
/** Between the desk and somebody outside; it stands on the ticket for everybody else. */
const FOR_OTHERS: ReadonlySet<string> = new Set(['handed_over', 'remote_help']);

/**
 * Who is told of an entry in a ticket's history, and why. Whoever is on duty alone is told of what is new; who has the ticket,
 * was told of it before or watches it hears how it goes on. Where the rota knows nobody, everybody who supports the place is
 * told. Nobody is told of what they did themselves.
 */
export function audienceOf(
  entry: Entry,
  people: readonly Supporter[],
  onDuty: OnDutyOrder,
  toldBefore: ReadonlySet<number>,
  watchers: ReadonlySet<number> = new Set(),
): Addressee[] {
  const { kind, actorId, toldId, assigneeId } = entry;
  if (toldId !== null) return only(people, toldId, kind === 'escalated' ? 'ESCALATED' : 'YOU_ASKED');
  if (FOR_OTHERS.has(kind)) return [];
  if (kind === 'assigned') {
    // The rota gave it to somebody who was told of it a moment ago: that is one message, not two.
    const fresh = actorId === null ? people.filter(({ id }) => !toldBefore.has(id)) : people;
    return only(fresh, assigneeId, 'ASSIGNED_TO_YOU');
  }
  const others = people.filter(({ id }) => id !== actorId);
  const watching = others
    .filter(({ id }) => watchers.has(id))
    .map(({ id }): Addressee => ({ id, reason: 'WATCHES' }));
  if (SAID_BY_THE_DESK.has(kind)) return watching;
  // A page that nobody may have open at night is not enough for whoever is turned to alone.
  const turnTo = onDuty.map((id) => people.find((person) => person.id === id && person.away)).find(Boolean);
  if (kind === 'escalated' || !turnTo) return others.map(({ id }) => ({ id, reason: 'ON_DUTY' }));
  return others.flatMap(({ id }): Addressee[] => {
    if (id === turnTo.id) return [{ id, reason: 'ON_ROTA' }];
    if (id === assigneeId || toldBefore.has(id)) return [{ id, reason: 'FOLLOWS' }];
    return watching.filter((one) => one.id === id);
  });
}

function only(people: readonly Supporter[], wanted: number | null, reason: ToldReason): Addressee[] {
  return people.filter(({ id }) => id === wanted).map(({ id }) => ({ id, reason }));
}
