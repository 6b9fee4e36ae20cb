import type { Seen } from './collect.js';
import { MINUTE, type Cause, type Waits } from './world.js';

/** What a ticket's rule is about, in the words of the labels; an unknown rule is about nothing that was labelled. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^recurring-/, 'recurring'],
  [/^server-line-/, 'server-line'],
  [/silent|stopped|absent|dark|power|line|off/, 'presence'],
  [/^program-/, 'program'],
  [/^web-/, 'web'],
  [/^disk-/, 'disk'],
  [/^clock-/, 'clock'],
  [/^certificate-/, 'certificate'],
];
/** What a late look, a slow answer or a last retry may add to a cause's own time. */
const SLACK = 5 * MINUTE;

/** One opening of a ticket, and what it was about. */
export interface Opening {
  ticket: Seen;
  at: number;
  again: boolean;
  cause: Cause | null;
}

export interface Comparison {
  openings: Opening[];
  missed: Cause[];
  figures: Record<string, unknown>;
}

/** Holds what was opened against what really happened. */
export function compare(causes: readonly Cause[], tickets: readonly Seen[], waits: Waits): Comparison {
  const index = new CauseIndex(causes, waits);
  const openings = tickets.flatMap((ticket) =>
    ticket.opened.map((at, place): Opening => ({
      ticket,
      at,
      again: place > 0,
      cause: index.about(ticket, at),
    })),
  );
  const expected = causes.filter(({ expects }) => expects === 'ticket');
  const right = openings.filter(({ cause }) => cause?.expects === 'ticket');
  const byCause = new Map<Cause, Opening[]>();
  for (const opening of right) byCause.set(opening.cause!, [...(byCause.get(opening.cause!) ?? []), opening]);
  const missed = expected.filter((cause) => !byCause.has(cause));
  return { openings, missed, figures: figuresOf(expected, missed, openings, byCause) };
}

function figuresOf(
  expected: readonly Cause[],
  missed: readonly Cause[],
  openings: readonly Opening[],
  byCause: ReadonlyMap<Cause, readonly Opening[]>,
): Record<string, unknown> {
  const right = openings.filter(({ cause }) => cause?.expects === 'ticket');
  const delays = [...byCause].flatMap(([cause, own]) =>
    cause.dueAt === null ? [] : (Math.min(...own.map(({ at }) => at)) - cause.dueAt) / 1_000,
  );
  const found = Math.max(1, byCause.size);
  const tickets = (own: readonly Opening[], absorbedToo: boolean): number =>
    new Set(own.filter(({ ticket }) => absorbedToo || !ticket.absorbed).map(({ ticket }) => ticket.id)).size;
  const perCause = (absorbedToo: boolean): number =>
    [...byCause.values()].reduce((sum, own) => sum + tickets(own, absorbedToo), 0) / found;
  delays.sort((a, b) => a - b);
  return {
    causes: expected.length,
    recall: ratio(expected.length - missed.length, expected.length),
    precision: ratio(right.length, openings.length),
    ticketsPerCause: round(perCause(false), 3),
    ticketsPerCauseBeforeMerging: round(perCause(true), 3),
    medianOpenS: quantile(delays, 0.5),
    p95OpenS: quantile(delays, 0.95),
    openings: openings.length,
    falseOpenings: openings.length - right.length,
    byKind: confusion(expected, missed, openings, byCause),
  };
}

/** For each kind of cause which tickets it got, and for tickets without a cause what had really happened there. */
function confusion(
  expected: readonly Cause[],
  missed: readonly Cause[],
  openings: readonly Opening[],
  byCause: ReadonlyMap<Cause, readonly Opening[]>,
): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  const count = (row: string, column: string): void => {
    const counts = (table[row] ??= {});
    counts[column] = (counts[column] ?? 0) + 1;
  };
  for (const { kind } of expected) count(kind, 'causes');
  for (const { kind } of missed) count(kind, 'missed');
  for (const [cause, own] of byCause) {
    if (new Set(own.filter(({ ticket }) => !ticket.absorbed).map(({ ticket }) => ticket.id)).size > 1)
      count(cause.kind, 'withSeveralTickets');
  }
  for (const { ticket, cause } of openings) {
    const row = cause ? (cause.expects === 'ticket' ? cause.kind : `not a cause: ${cause.kind}`) : 'no label';
    count(row, ticket.absorbed ? `${ticket.kind} (merged)` : ticket.kind);
  }
  return table;
}

/** Finds what a ticket is about without asking each cause about each ticket. */
class CauseIndex {
  private readonly byFamily = new Map<string, Cause[]>();

  constructor(
    causes: readonly Cause[],
    private readonly waits: Waits,
  ) {
    for (const cause of [...causes].sort((a, b) => a.from - b.from)) {
      const { family } = cause;
      if (!this.byFamily.has(family)) this.byFamily.set(family, []);
      this.byFamily.get(family)!.push(cause);
    }
  }

  /** A real cause before what is none, the narrower before the wider, the later before the earlier. */
  about(ticket: Seen, at: number): Cause | null {
    const family = FAMILIES.find(([rule]) => rule.test(ticket.rule))?.[1];
    const fitting = (this.byFamily.get(family ?? '') ?? []).filter(
      (cause) => this.isTime(cause, at) && isPlace(cause, ticket),
    );
    const rank = ({ expects, scope }: Cause): number =>
      (expects === 'ticket' ? 10 : 0) + ['all', 'center', 'pc'].indexOf(scope);
    return fitting.sort((a, b) => rank(b) - rank(a) || b.from - a.from)[0] ?? null;
  }

  private isTime({ from, until }: Cause, at: number): boolean {
    const { silent, gather, slow } = this.waits;
    return at >= from - 2_000 && at <= until + Math.max(silent + gather, slow) + SLACK;
  }
}

function isPlace(cause: Cause, ticket: Seen): boolean {
  if (cause.thumbprint !== null || ticket.thumbprint !== null) return cause.thumbprint === ticket.thumbprint;
  if (cause.thing !== null && cause.thing !== ticket.thing) return false;
  if (cause.scope === 'all') return true;
  if (cause.scope === 'center') return ticket.centers.has(cause.center!);
  return cause.pcs.some((pc) => ticket.pcs.has(pc));
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : round(part / whole, 4));

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}
