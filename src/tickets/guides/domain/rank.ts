/** A guide as it is looked for. All texts are folded. */
export interface Findable {
  category: string;
  program: string | null;
  /** Its titles in both languages. */
  title: string;
  /** Other words for it, separated by commas. */
  keywords: string;
}

export interface Sought {
  /** Folded words of a clerk, of a ticket or of a search; may end in the middle of one. */
  text: string;
  category: string | null;
  /** Ids of watched programs that are in trouble. */
  programs: readonly string[];
}

/** A program says more than a category, and a category more than single words; many rare words outweigh a category. */
const PROGRAM = 12;
const CATEGORY = 6;
const PHRASE_WORD = 4;
const BEGUN_PHRASE = 4;
const TITLE_WORD = 3;
/** One word that a title shares with a text may be any word. */
const LEAST_WORDS = 3.5;
/** Says nothing but that it is none of the others. */
const NO_CATEGORY = 'other';

/**
 * Those that fit, the best first; equals stay in the order they came in. In a search the words alone decide, and one that
 * many guides share is enough.
 */
export function bestGuides<G extends Findable>(guides: readonly G[], sought: Sought, most: number): G[] {
  return ranked(guides, sought.text, LEAST_WORDS, (guide) => scoreOfPlace(guide, sought)).slice(0, most);
}

export function searchGuides<G extends Findable>(guides: readonly G[], text: string): G[] {
  return ranked(guides, text, 0, () => 0);
}

function ranked<G extends Findable>(
  guides: readonly G[],
  text: string,
  leastWords: number,
  placeOf: (guide: G) => number,
): G[] {
  const words = wordsOf(text);
  const rarity = rarityOf(guides);
  const scored = guides.map((guide) => {
    const byWords = scoreOfTitle(guide, words, rarity) + scoreOfPhrases(guide, words);
    return { guide, score: placeOf(guide) + (byWords >= leastWords ? byWords : 0) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ guide }) => guide);
}

function scoreOfPlace({ program, category }: Findable, sought: Sought): number {
  const byProgram = program !== null && sought.programs.includes(program) ? PROGRAM : 0;
  return byProgram + (category === sought.category && category !== NO_CATEGORY ? CATEGORY : 0);
}

function scoreOfTitle(
  { title }: Findable,
  words: readonly string[],
  rarity: (word: string) => number,
): number {
  const own = wordsOf(title);
  const last = words.at(-1) ?? '';
  const found = own.filter((word) => words.includes(word) || (last.length > 2 && word.startsWith(last)));
  const single = [...new Set(found)].reduce((sum, word) => sum + TITLE_WORD * rarity(word), 0);
  const pairs = new Set(pairsOf(words));
  return single + TITLE_WORD * pairsOf(own).filter((pair) => pairs.has(pair)).length;
}

/** Most Vietnamese words are two syllables: those that stand side by side say more than the same two apart. */
function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]} ${word}`);
}

/** Phrases that the text holds whole, or that it has begun to name at its end. */
function scoreOfPhrases({ keywords }: Findable, words: readonly string[]): number {
  const text = ` ${words.join(' ')}`;
  const last = words.at(-1) ?? '';
  const phrases = keywords
    .split(',')
    .map((phrase) => wordsOf(phrase))
    .filter((phrase) => phrase.length > 0);
  const whole = phrases.filter((phrase) => `${text} `.includes(` ${phrase.join(' ')} `));
  const begun = last.length > 2 && phrases.some((phrase) => phrase.join(' ').startsWith(last));
  const byWhole = whole.reduce((sum, phrase) => sum + PHRASE_WORD * phrase.length, 0);
  return byWhole > 0 || !begun ? byWhole : BEGUN_PHRASE;
}

/** How much a word of a title tells: 1 for a word of one guide, and the less the more have it. */
function rarityOf(guides: readonly Findable[]): (word: string) => number {
  const having = new Map<string, number>();
  for (const { title } of guides)
    for (const word of new Set(wordsOf(title))) having.set(word, (having.get(word) ?? 0) + 1);
  return (word) => 1 / Math.sqrt(having.get(word) ?? 1);
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
