import type { PastSpan, ProgramSource, ProgramState, Report } from '../../contracts/agent/index.js';

export type SpanSource = ProgramSource | 'probe' | 'presence';
export type SpanState = ProgramState | 'failed' | 'online' | 'silent' | 'lost_network' | 'off' | 'stopped';

/** How a failing or slow step presented itself; nulls where it does not apply. */
export interface SpanDetail {
  phase: string | null;
  code: string | null;
  httpStatus: number | null;
}

/** What one source says of one watched program, as told by an agent. Times are the server's (epoch ms). */
export interface Observation extends SpanDetail {
  thing: string;
  source: SpanSource;
  state: SpanState;
  from: number;
  /** The agent's own clock at `from`: with the source it identifies the span however often it is told. */
  agentFrom: number;
}

/** A state that holds now, as stored. */
export interface OpenSpan extends Observation {
  id: number;
}

export interface SpanChanges {
  close: { id: number; until: number }[];
  open: Observation[];
  amend: { id: number; detail: SpanDetail }[];
}

/** Skew below this is network delay and is not corrected for: `since` stays exactly what the agent said. */
const SKEW_TOLERANCE_MS = 2_000;

/** The server's time of an instant on the agent's clock, never later than the report's arrival. */
export function toServerTime(agentInstant: number, skewMs: number, receivedAt: number): number {
  const corrected = Math.abs(skewMs) > SKEW_TOLERANCE_MS ? agentInstant + skewMs : agentInstant;
  return Math.min(corrected, receivedAt);
}

/** Everything a report says about watched programs now, in server time. */
export function observationsOf(report: Report, skewMs: number, receivedAt: number): Observation[] {
  const programs = report.programs.map(({ id, source, state, since }): Observation => ({
    thing: id,
    source,
    state,
    from: toServerTime(since, skewMs, receivedAt),
    agentFrom: since,
    phase: null,
    code: null,
    httpStatus: null,
  }));
  const probes = report.probes.map(({ id, state, since, phase, code, httpStatus }): Observation => ({
    thing: id,
    source: 'probe',
    state,
    from: toServerTime(since, skewMs, receivedAt),
    agentFrom: since,
    phase,
    code,
    httpStatus,
  }));
  return [...programs, ...probes];
}

/** A backlog span in server time: history, whatever it says. */
export function pastSpanOf(
  past: PastSpan,
  skewMs: number,
  receivedAt: number,
): Observation & { until: number } {
  return {
    thing: past.id,
    source: past.source,
    state: past.state,
    from: toServerTime(past.from, skewMs, receivedAt),
    until: toServerTime(past.until, skewMs, receivedAt),
    agentFrom: past.from,
    phase: past.phase,
    code: past.code,
    httpStatus: past.httpStatus,
  };
}

/**
 * What must change so that the open spans say what the report says. A source the report no longer names has stopped being
 * watched: its span ends with the report. Folding the same report twice changes nothing the second time.
 */
export function foldObservations(
  stored: readonly OpenSpan[],
  told: readonly Observation[],
  receivedAt: number,
): SpanChanges {
  const changes: SpanChanges = { close: [], open: [], amend: [] };
  const storedByKey = new Map(stored.map((span) => [keyOf(span), span]));
  for (const observation of told) {
    const span = storedByKey.get(keyOf(observation));
    storedByKey.delete(keyOf(observation));
    if (!span) changes.open.push(observation);
    else if (span.state === observation.state && span.agentFrom === observation.agentFrom) {
      if (!sameDetail(span, observation)) changes.amend.push({ id: span.id, detail: detailOf(observation) });
    } else {
      changes.close.push({ id: span.id, until: Math.max(span.from, observation.from) });
      changes.open.push(observation);
    }
  }
  for (const left of storedByKey.values())
    changes.close.push({ id: left.id, until: Math.max(left.from, receivedAt) });
  return changes;
}

export function isEmpty(changes: SpanChanges): boolean {
  return changes.close.length + changes.open.length + changes.amend.length === 0;
}

function keyOf({ thing, source }: { thing: string; source: SpanSource }): string {
  return `${source}/${thing}`;
}

function detailOf({ phase, code, httpStatus }: SpanDetail): SpanDetail {
  return { phase, code, httpStatus };
}

function sameDetail(a: SpanDetail, b: SpanDetail): boolean {
  return a.phase === b.phase && a.code === b.code && a.httpStatus === b.httpStatus;
}
