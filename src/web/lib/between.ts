/** The items from the one with id `from` to the one with id `to`, both included; those of `to` alone where `from` is not there. */
export function between<Item extends { id: number }>(
  items: readonly Item[],
  from: number | null,
  to: number,
): Item[] {
  const [start, end] = [items.findIndex(({ id }) => id === from), items.findIndex(({ id }) => id === to)];
  if (start < 0) return items.filter(({ id }) => id === to);
  return items.slice(Math.min(start, end), Math.max(start, end) + 1);
}
