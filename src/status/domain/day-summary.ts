import type { BarSpan, Tone, ToneSeconds } from '../../contracts/api/index.js';

/** Worst first. A moment that nobody knows of is worse than one that is known to be fine, and milder than any fault. */
export const DAY_TONES: readonly Tone[] = [
  'problem',
  'widespread',
  'warning',
  'handled',
  'unknown',
  'ok',
  'off',
];

/** Seconds by tone. */
export type DaySummary = Record<Tone, number>;

export interface Stretch {
  from: number;
  until: number;
}

/** How long each tone of a bar lasted within the stretches of work. Without work there is nothing to tell: all is 0. */
export function summaryOf(bar: readonly BarSpan[], work: readonly Stretch[]): DaySummary {
  const summary = Object.fromEntries(DAY_TONES.map((tone) => [tone, 0])) as DaySummary;
  for (const { tone, from, until } of bar) {
    for (const stretch of work)
      summary[tone] += Math.max(0, Math.min(until, stretch.until) - Math.max(from, stretch.from));
  }
  for (const tone of DAY_TONES) summary[tone] = Math.round(summary[tone] / 1000);
  return summary;
}

/**
 * A day as most days are: at work, and nothing was wrong; being off for a part of it is usual as well. No row is kept for
 * such a day, nor for one without work. A day off from morning to evening is not usual: it must not look like a good one.
 */
export function isUsual(summary: DaySummary): boolean {
  const wrong = DAY_TONES.some((tone) => tone !== 'ok' && tone !== 'off' && summary[tone] > 0);
  return !wrong && (summary.ok > 0 || summary.off === 0);
}

/** The worst that was seen. */
export function toneOf(summary: DaySummary): Tone {
  return DAY_TONES.find((tone) => summary[tone] > 0) ?? 'off';
}

export function lastedOf(summary: DaySummary): ToneSeconds[] {
  return DAY_TONES.filter((tone) => summary[tone] > 0).map((tone) => ({ tone, seconds: summary[tone] }));
}
