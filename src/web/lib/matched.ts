import { fold } from './fold.js';

/** A stretch of a text; `hit`: it is what was searched for. */
export interface Stretch {
  text: string;
  hit: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** `text` cut where its words are those of `query`, with or without marks; the last word of the query may be the beginning of one. */
export function matchedIn(text: string, query: string): Stretch[] {
  const asked = wordsOf(fold(query));
  const last = asked.pop();
  if (last === undefined) return [{ text, hit: false }];
  const stretches: Stretch[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const folded = fold(word);
    const hit = asked.includes(folded) || folded.startsWith(last) || folded.replace(/^0+/, '') === last;
    if (!hit) continue;
    if (index > from) stretches.push({ text: text.slice(from, index), hit: false });
    stretches.push({ text: word, hit: true });
    from = index + word.length;
  }
  if (from < text.length) stretches.push({ text: text.slice(from), hit: false });
  return stretches;
}

function wordsOf(folded: string): string[] {
  return folded.match(WORD) ?? [];
}
