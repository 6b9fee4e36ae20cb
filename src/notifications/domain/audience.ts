import type { NoticeReason } from './notice.js';

/** Somebody a message can reach. */
export interface Reachable {
  id: number;
  email: string;
}

export interface Entry {
  kind: string;
  actorId: number | null;
  /** Of a step of an escalation. */
  toldId: number | null;
  assigneeId: number | null;
}

/** Who is on duty for the place, in the order in which one turns to them; none: the rota says nobody, or there is none. */
export type OnDutyOrder = readonly number[];

export interface Addressee {
  id: number;
  email: string;
  reason: NoticeReason;
}

/**
 * Who is told of an entry in a ticket's history, and why. Whoever is on duty alone is told of what is new; who has the ticket or
 * was told of it before hears how it goes on. Where the rota knows nobody, everybody who supports the place is told. Nobody is
 * told of what they did themselves.
 */
export function audienceOf(
  entry: Entry,
  people: readonly Reachable[],
  onDuty: OnDutyOrder,
  toldBefore: ReadonlySet<string>,
): Addressee[] {
  const { kind, actorId, toldId, assigneeId } = entry;
  if (kind === 'assigned') {
    // The rota gave it to somebody who was told of it a moment ago: that is one message, not two.
    const fresh = actorId === null ? people.filter(({ email }) => !toldBefore.has(email)) : people;
    return only(fresh, assigneeId, 'ASSIGNED_TO_YOU');
  }
  if (kind === 'escalated' && toldId !== null) return only(people, toldId, 'ESCALATED');
  const others = people.filter(({ id }) => id !== actorId);
  const turnTo = onDuty.map((id) => people.find((person) => person.id === id)).find(Boolean);
  if (kind === 'escalated' || !turnTo)
    return others.map(({ id, email }) => ({ id, email, reason: 'ON_DUTY' }));
  return others.flatMap(({ id, email }): Addressee[] => {
    if (id === turnTo.id) return [{ id, email, reason: 'ON_ROTA' }];
    return id === assigneeId || toldBefore.has(email) ? [{ id, email, reason: 'FOLLOWS' }] : [];
  });
}

function only(people: readonly Reachable[], wanted: number | null, reason: NoticeReason): Addressee[] {
  return people.filter(({ id }) => id === wanted).map(({ id, email }) => ({ id, email, reason }));
}
