import type { SlaLevel, TicketStatus } from '../../contracts/api/index.js';
import { hasEnded, isWaiting } from './moves.js';

/** Working time, as the SLA asks it: the hours of the ticket's center, or the whole day. */
export interface Hours {
  /** Working time (ms) between two instants. */
  between(from: number, until: number): number;
  /** When `ms` of working time after `from` have passed; null: never, as far as is known. */
  after(from: number, ms: number): number | null;
}

/** Every hour of every day. */
export const AROUND_THE_CLOCK: Hours = {
  between: (from, until) => Math.max(0, until - from),
  after: (from, ms) => from + ms,
};

/** Working time (ms) allowed until the first answer and until the ticket is resolved. */
export interface SlaTarget {
  answerMs: number;
  resolveMs: number;
}

/** One entry of a ticket's history as far as its time goes by it, oldest first; the first one opens the ticket. */
export interface SlaEvent {
  at: number;
  /** The state from here on. */
  status: TicketStatus | null;
  /** A person took it up or answered; what the server does by itself is no answer. */
  answers: boolean;
}

export interface SlaClock {
  targetMs: number;
  /** Working time used until now, or until it stopped. */
  usedMs: number;
  state: 'running' | 'paused' | 'stopped';
  /** When the target is reached if nothing happens; null while it does not run, and where no working time is known. */
  dueAt: number | null;
  /** The target is used up; once it stopped, more than that. */
  overdue: boolean;
}

export interface Sla {
  /** Until somebody answers. */
  answer: SlaClock;
  /** Until it is resolved. A ticket that is reopened goes on where it stopped. */
  resolve: SlaClock;
  answeredAt: number | null;
}

/** A stretch in which a clock ran; `until` null: it still runs. */
interface Running {
  from: number;
  until: number | null;
}

/**
 * How a ticket's time stands, from its history alone: never counted up, so that a calendar, a target or a history that is put
 * right puts the time right. Time does not run while the ticket waits for the user or the vendor, nor once it ended; the
 * targets are those of its priority and category as they are now, and count from the opening.
 */
export function slaOf(history: readonly SlaEvent[], target: SlaTarget, hours: Hours, now: number): Sla {
  const answeredAt = history.find(({ answers }) => answers)?.at ?? null;
  const running = runningStretches(history);
  const untilAnswer = answeredAt === null ? running : before(running, answeredAt);
  return {
    answer: clockOf(untilAnswer, target.answerMs, hours, now, answeredAt !== null || ended(history)),
    resolve: clockOf(running, target.resolveMs, hours, now, ended(history)),
    answeredAt,
  };
}

/** The next instant at which a clock passes three quarters of its target or the target itself; null: none does by itself. */
export function nextCheckAt({ answer, resolve }: Sla, hours: Hours, now: number): number | null {
  const instants = [answer, resolve].flatMap((clock) => {
    if (clock.state !== 'running' || clock.overdue) return [];
    const soonIn = clock.targetMs * SOON_SHARE - clock.usedMs;
    return [soonIn > 0 ? hours.after(now, soonIn) : null, clock.dueAt];
  });
  const later = instants.filter((at): at is number => at !== null).map((at) => Math.max(at, now + 1));
  return later.length === 0 ? null : Math.min(...later);
}

/** Of a target, the share after which a ticket is told to be due soon. */
const SOON_SHARE = 0.75;

/** How pressing a ticket is by its time: the worse of the clocks that have not stopped. */
export function slaLevelOf({ answer, resolve }: Sla): SlaLevel {
  const open = [answer, resolve].filter(({ state }) => state !== 'stopped');
  if (open.some(({ overdue }) => overdue)) return 'overdue';
  const soon = open.some(
    ({ state, usedMs, targetMs }) => state === 'running' && usedMs >= targetMs * SOON_SHARE,
  );
  return soon ? 'soon' : 'ok';
}

function ended(history: readonly SlaEvent[]): boolean {
  const last = history.findLast(({ status }) => status !== null)?.status ?? 'new';
  return hasEnded(last);
}

function runningStretches(history: readonly SlaEvent[]): Running[] {
  const stretches: Running[] = [];
  let since: number | null = null;
  for (const { at, status } of history) {
    if (status === null) continue;
    const runs = !hasEnded(status) && !isWaiting(status);
    if (runs && since === null) since = at;
    if (!runs && since !== null) {
      stretches.push({ from: since, until: at });
      since = null;
    }
  }
  if (since !== null) stretches.push({ from: since, until: null });
  return stretches;
}

function before(stretches: readonly Running[], end: number): Running[] {
  return stretches
    .filter(({ from }) => from < end)
    .map(({ from, until }) => ({ from, until: Math.min(until ?? end, end) }));
}

function clockOf(
  stretches: readonly Running[],
  targetMs: number,
  hours: Hours,
  now: number,
  stopped: boolean,
): SlaClock {
  const last = stretches.at(-1);
  const runsSince = !stopped && last?.until === null ? last.from : null;
  const finishedMs = stretches.reduce(
    (sum, { from, until }) => sum + (until === null ? 0 : hours.between(from, until)),
    0,
  );
  const usedMs = finishedMs + (runsSince === null ? 0 : hours.between(runsSince, now));
  return {
    targetMs,
    usedMs,
    state: stopped ? 'stopped' : runsSince === null ? 'paused' : 'running',
    dueAt: runsSince === null ? null : dueAfter(runsSince, targetMs - finishedMs, hours),
    // Answered in the very instant it was due is in time.
    overdue: stopped ? usedMs > targetMs : usedMs >= targetMs,
  };
}

/** Where all was used before the clock ran again, it is due as it starts. */
function dueAfter(since: number, leftMs: number, hours: Hours): number | null {
  return leftMs <= 0 ? since : hours.after(since, leftMs);
}
