/** Of people in the order in which one turns to them, the one with the fewest open tickets; the earlier one where they are equal. */
export function leastLoaded(candidates: readonly number[], open: ReadonlyMap<number, number>): number | null {
  const load = (id: number): number => open.get(id) ?? 0;
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  return others.reduce((best, id) => (load(id) < load(best) ? id : best), first);
}
