const MOST_BEFORE = 40;
const MOST = 140;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * Of `texts` the one that holds the most of the words that were typed, cut to a line around the first of them; null where
 * none holds any. The last word may be the beginning of one.
 */
export function excerptOf(
  texts: readonly string[],
  asked: string,
  fold: (text: string) => string,
): string | null {
  const words = fold(asked).match(WORD) ?? [];
  let best: { text: string; words: number; at: number } | null = null;
  for (const text of texts) {
    // At most so many, which is told much faster than how many.
    if (lettersIn(text, words, fold) <= (best?.words ?? 0)) continue;
    const hits = hitsIn(text, words, fold);
    const held = new Set(hits.map(({ word }) => word)).size;
    if (held > (best?.words ?? 0)) best = { text, words: held, at: hits[0]!.at };
  }
  return best && cut(best.text, best.at);
}

function lettersIn(text: string, words: readonly string[], fold: (text: string) => string): number {
  const folded = fold(text);
  return new Set(words.filter((word) => folded.includes(word))).size;
}

function hitsIn(
  text: string,
  words: readonly string[],
  fold: (text: string) => string,
): { word: string; at: number }[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: written, index }) => {
    const folded = fold(written);
    const word = words.find(
      (one, at) => one === folded || (at === words.length - 1 && folded.startsWith(one)),
    );
    return word === undefined ? [] : [{ word, at: index }];
  });
}

/** At words, with a sign where something is left out. */
function cut(text: string, at: number): string {
  const line = text.replace(/\s/g, ' ');
  const from = at <= MOST_BEFORE ? 0 : line.indexOf(' ', at - MOST_BEFORE) + 1;
  const until = line.length <= from + MOST ? line.length : line.lastIndexOf(' ', from + MOST);
  const end = until > at ? until : from + MOST;
  return `${from > 0 ? '… ' : ''}${line.slice(from, end)}${end < line.length ? ' …' : ''}`;
}
