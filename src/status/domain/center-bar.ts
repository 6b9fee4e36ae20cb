import type { BarSpan, Text, Tone } from '../../contracts/api/index.js';

/** Worst first. One PC that works makes a center that works; what is unknown of one says nothing of the others. */
const WORST_FIRST: readonly Tone[] = ['problem', 'widespread', 'warning', 'handled', 'ok', 'off', 'unknown'];

export interface NamedBar {
  name: string;
  bar: readonly BarSpan[];
}

export interface CenterBarWords {
  /** What is said of several PCs at once. */
  several: (count: number, first: Text) => Text;
  /** What is said of one. */
  one: (name: string, label: Text) => Text;
  /** What is said when nothing is wrong, by tone. */
  calm: Partial<Record<Tone, Text>>;
}

/** The bar of a center: at each moment the worst among its PCs, and whose it is. Every bar covers the same time. */
export function centerBar(bars: readonly NamedBar[], words: CenterBarWords): BarSpan[] {
  const edges = new Set(bars.flatMap(({ bar }) => bar.flatMap(({ from, until }) => [from, until])));
  const moments = [...edges].sort((a, b) => a - b);
  const walked = bars.map(({ name, bar }) => ({ name, bar, at: 0 }));
  const joined: BarSpan[] = [];
  for (const [index, from] of moments.slice(0, -1).entries()) {
    const until = moments[index + 1]!;
    for (const walk of walked) while (walk.bar[walk.at] && walk.bar[walk.at]!.until <= from) walk.at += 1;
    const now = walked.flatMap(({ name, bar, at }) => (bar[at] ? [{ name, span: bar[at] }] : []));
    const { tone, label } = worstOf(now, words);
    const last = joined.at(-1);
    if (last && last.tone === tone && last.label.vi === label.vi) last.until = until;
    else joined.push({ from, until, tone, label });
  }
  return joined;
}

function worstOf(
  now: readonly { name: string; span: BarSpan }[],
  words: CenterBarWords,
): { tone: Tone; label: Text } {
  const tone = WORST_FIRST.find((candidate) => now.some(({ span }) => span.tone === candidate)) ?? 'unknown';
  const [first, ...others] = now.filter(({ span }) => span.tone === tone);
  const calm = words.calm[tone];
  if (calm || !first) return { tone, label: calm ?? { vi: '', en: '' } };
  if (others.length === 0) return { tone, label: words.one(first.name, first.span.label) };
  return { tone, label: words.several(others.length + 1, first.span.label) };
}
