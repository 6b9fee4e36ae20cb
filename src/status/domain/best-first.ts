export interface Query {
  /** As typed, with its marks. */
  asked: string;
  /** Without marks, lower case. */
  folded: string;
}

/**
 * What was found, the likeliest first: names that hold what was typed with its very marks, then names that begin with it,
 * then names that hold it as a whole, then the rest in the order found.
 */
export function bestFirst<T extends { name: string }>(
  found: readonly T[],
  query: Query,
  fold: (text: string) => string,
): T[] {
  const asked = query.asked.toLocaleLowerCase('vi');
  const distance = ({ name }: T): number => {
    const folded = fold(name);
    if (asked !== query.folded && name.toLocaleLowerCase('vi').includes(asked)) return 0;
    if (folded.startsWith(query.folded)) return 1;
    return folded.includes(query.folded) ? 2 : 3;
  };
  return [...found].sort((a, b) => distance(a) - distance(b));
}
