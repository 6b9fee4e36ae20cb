import type { TicketStatus } from '../../contracts/api/index.js';
import type { Hours, SlaEvent } from './sla.js';

const MINUTE_MS = 60_000;

/** Steps of an escalation, from 0: the one on duty is reminded, the second person is told, then the head. */
export const STEPS = ['remind', 'second', 'head'] as const;
export type EscalationStep = (typeof STEPS)[number];

/** Who could be told of a ticket; null: nobody of that rank. */
export interface Reachable {
  /** Whom the rota gave it to; nobody took it yet. */
  assignee: number | null;
  first: number | null;
  second: number | null;
  head: number | null;
}

/**
 * Does nobody answer? A ticket that is new and awake, and for which no person did anything since it became so. Waiting,
 * taking, acknowledging and ending lead to other states; an answer to whoever reported it leaves it new and counts.
 */
export function isUnanswered(
  ticket: { status: TicketStatus; snoozedUntil: number | null },
  history: readonly SlaEvent[],
): boolean {
  if (ticket.status !== 'new' || ticket.snoozedUntil !== null) return false;
  const becameSo = history.findLastIndex(({ status }) => status !== null);
  return !history.slice(becameSo + 1).some(({ answers }) => answers);
}

/** When step `step` is due that waits `minutes[step]` from `since` on; null: there is none, or no working time is known. */
export function stepDueAt(
  minutes: readonly number[],
  step: number,
  since: number,
  hours: Hours,
): number | null {
  const wait = minutes[step];
  return wait === undefined || step >= STEPS.length ? null : hours.after(since, wait * MINUTE_MS);
}

/**
 * Whom a step tells, given who was told by a step before. Whoever is away or was told already is passed by, and the next in
 * rank has it; null: nobody is left.
 */
export function whomToTell(step: EscalationStep, people: Reachable, told: readonly number[]): number | null {
  const { assignee, first, second, head } = people;
  const ranks = step === 'head' ? [head] : [assignee, first, second, head];
  return ranks.find((id) => id !== null && !told.includes(id)) ?? null;
}
