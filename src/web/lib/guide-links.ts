/** A piece of a text: words, or the address of a guide in it. */
export type Piece = { text: string; slug: null } | { text: string; slug: string };

const GUIDE_ADDRESS = /https?:\/\/[^\s/]+\/guides\/([a-z0-9]+(?:-[a-z0-9]+)*)/g;

/**
 * Where a text names a guide. The host is left out of what one follows: the guide is opened where the reader is, whatever
 * address the desk uses, and nobody is led to a foreign one.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(GUIDE_ADDRESS)) {
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), slug: null });
    pieces.push({ text: found[0], slug: found[1]! });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), slug: null });
  return pieces;
}
