/** One command of a file, in words, and the line it stands on. */
export interface CommandLine {
  line: number;
  words: string[];
}

/**
 * The commands of a text, one a line, as they would follow `npx trucban`. Empty lines and what follows `#` at the start of
 * a word are left out; quotes, single or double, hold words together.
 * @throws Error naming the line whose quote is not closed
 */
export function commandLines(text: string): CommandLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((content, index) => ({ line: index + 1, words: wordsOf(content, index + 1) }))
    .filter(({ words }) => words.length > 0);
}

/** A bare run of letters, or a quoted stretch; a word is several of them side by side. */
const PIECE = /^(?:"([^"]*)"|'([^']*)'|([^\s"']+))/;

function wordsOf(content: string, line: number): string[] {
  const words: string[] = [];
  let rest = content.trimStart();
  while (rest !== '' && !rest.startsWith('#')) {
    let word = '';
    for (let piece = PIECE.exec(rest); piece; piece = PIECE.exec(rest)) {
      word += piece[1] ?? piece[2] ?? piece[3] ?? '';
      rest = rest.slice(piece[0].length);
    }
    if (rest !== '' && !/^\s/.test(rest)) throw new Error(`line ${line}: a quote is not closed`);
    words.push(word);
    rest = rest.trimStart();
  }
  return words;
}
