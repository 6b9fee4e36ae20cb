import type { RecordedSpan } from './recorded.js';

/** A span and the time during which the server believed it to hold, epoch ms. */
export interface ToldSpan {
  span: RecordedSpan;
  from: number;
  /** Infinity while it holds. */
  until: number;
}

/**
 * Of the stored spans of one PC those that the server believed while they lasted, and from when until when. A change is
 * believed when it is told, not when it happened. What was told only afterwards, from the backlog of a PC that could not be
 * heard, never was believed and opened nothing.
 */
export function toldSpans(spans: readonly RecordedSpan[]): ToldSpan[] {
  const begun = new Map(spans.map((span) => [`${lineOf(span)}/${span.from}`, span]));
  return spans
    .filter(
      ({ source, until, observedAt }) => source !== 'presence' && (until === null || observedAt <= until),
    )
    .map((span) => {
      const next = span.until === null ? undefined : begun.get(`${lineOf(span)}/${span.until}`);
      const until = next === undefined || next === span ? (span.until ?? Infinity) : toldAt(next);
      return { span, from: toldAt(span), until };
    });
}

function toldAt({ from, observedAt }: RecordedSpan): number {
  return Math.max(from, observedAt);
}

function lineOf({ session, source, thing }: RecordedSpan): string {
  return `${session}/${source}/${thing}`;
}
