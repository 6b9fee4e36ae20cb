import type { DeviceSnapshot, OpenSpan, SpanSource } from '../../state/index.js';
import {
  type Candidate,
  type DeviceContext,
  type Judgement,
  type ProgramFacts,
  BLIND,
  sees,
} from '../domain/finding.js';

/** What one kind of program rule looks for. */
export interface SpanQuestion {
  matches: (span: OpenSpan, program: ProgramFacts) => boolean;
  /** How long it must last, seconds. */
  lastsSeconds: number;
}

/** Probes name the failing step, so they lead as evidence; then what the clerk sees. */
const LEADING: readonly SpanSource[] = ['probe', 'tab', 'window', 'process', 'listener'];

/**
 * Candidates of a rule about watched programs: one per program, since the earliest matching span. A PC that is silent cannot
 * be judged; one that was switched off has no running programs.
 */
export function judgeSpans(
  snapshot: DeviceSnapshot,
  context: DeviceContext,
  question: SpanQuestion,
): Judgement {
  if (snapshot.presence === 'silent' || snapshot.presence === 'stopped') return BLIND;
  if (snapshot.presence === 'off') return sees([]);
  const found = new Map<string, OpenSpan[]>();
  for (const span of snapshot.spans) {
    const program = context.programs.get(span.thing);
    if (program && question.matches(span, program))
      found.set(span.thing, [...(found.get(span.thing) ?? []), span]);
  }
  return sees([...found].map(([thing, spans]) => candidateOf(thing, spans, context, question.lastsSeconds)));
}

function candidateOf(
  thing: string,
  spans: OpenSpan[],
  context: DeviceContext,
  lastsSeconds: number,
): Candidate {
  const since = Math.min(...spans.map((span) => span.from));
  const lead = [...spans].sort((a, b) => LEADING.indexOf(a.source) - LEADING.indexOf(b.source))[0]!;
  return {
    thing,
    since,
    opensAt: since + lastsSeconds * 1000,
    severity: context.programs.get(thing)!.severity,
    evidence: { source: lead.source, phase: lead.phase, code: lead.code, httpStatus: lead.httpStatus },
  };
}
