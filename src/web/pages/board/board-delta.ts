import type { BoardCenter, BoardDelta, BoardView } from '../../../contracts/api/index.js';

/** The board after an event, which tells only what changed. */
export function withDelta(view: BoardView, delta: BoardDelta): BoardView {
  const { centers, gone, provinces, ...rest } = delta;
  const left = new Set(gone);
  return {
    ...view,
    ...rest,
    centers: replaced(view.centers, centers, ({ id }) => id).filter(({ id }) => !left.has(id)),
    provinces: replaced(view.provinces, provinces ?? [], ({ code }) => code),
  };
}

/** The same things, those that are told anew in the place of the former ones, new ones at the end. */
function replaced<T>(former: readonly T[], told: readonly T[], keyOf: (thing: T) => number | string): T[] {
  const changed = new Map(told.map((thing) => [keyOf(thing), thing]));
  const known = new Set(former.map(keyOf));
  return [
    ...former.map((thing) => changed.get(keyOf(thing)) ?? thing),
    ...told.filter((thing) => !known.has(keyOf(thing))),
  ];
}

/** Worst first; equals by name, so that a tile keeps its place while nothing changes. */
export function worstFirst(centers: readonly BoardCenter[]): BoardCenter[] {
  return [...centers].sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'vi'));
}
