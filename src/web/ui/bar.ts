import type { BarSpan, HistoryDay, Tone } from '../../contracts/api/index.js';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const LABEL_EVERY_HOURS = 4;
const VIET_NAM_OFFSET_MS = 7 * HOUR_MS;

/** The spans as far as they lie between two moments, in order of time. */
export function cutTo(spans: readonly BarSpan[], from: number, until: number): BarSpan[] {
  return spans
    .map((span) => ({ ...span, from: Math.max(span.from, from), until: Math.min(span.until, until) }))
    .filter((span) => span.until > span.from)
    .sort((a, b) => a.from - b.from);
}

/** The round hours of Viet Nam to be written under the bar; none so close to an end that its label is cut. */
export function labelledHours(from: number, until: number): number[] {
  const step = LABEL_EVERY_HOURS * HOUR_MS;
  const first = Math.ceil((from + HOUR_MS / 2 + VIET_NAM_OFFSET_MS) / step) * step - VIET_NAM_OFFSET_MS;
  const hours: number[] = [];
  for (let moment = first; moment < until - HOUR_MS / 2; moment += step) hours.push(moment);
  return hours;
}

/** How long each state lasted altogether. */
export function lastedByTone(spans: readonly BarSpan[]): [Tone, number][] {
  const lasted = new Map<Tone, number>();
  for (const { tone, from, until } of spans) lasted.set(tone, (lasted.get(tone) ?? 0) + until - from);
  return [...lasted];
}

/** The day of the bar that a key moves to; null: the key moves nowhere. */
export function movedTo(key: string, index: number, last: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** The parts of a day's column, the worst first: what lasted, and its share of the working hours told of, in percent. */
export function columnOf({ kind, lasted }: HistoryDay): { tone: Tone; share: number }[] {
  if (kind === 'usual') return [{ tone: 'ok', share: 100 }];
  const all = lasted.reduce((sum, { seconds }) => sum + seconds, 0);
  return lasted.map(({ tone, seconds }) => ({ tone, share: (seconds / all) * 100 }));
}

/** Days under which their date is written. */
export function isMonday(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
}
