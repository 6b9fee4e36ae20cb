import type { BoardCenter, BoardDelta, BoardView } from '../../../contracts/api/index.js';

/** The board after an event, which tells changed centers only; the list of work it tells in full. */
export function withDelta(view: BoardView, delta: BoardDelta): BoardView {
  const changed = new Map(delta.centers.map((center) => [center.id, center]));
  const centers = view.centers.map((center) => changed.get(center.id) ?? center);
  const known = new Set(view.centers.map((center) => center.id));
  return { ...view, ...delta, centers: [...centers, ...delta.centers.filter(({ id }) => !known.has(id))] };
}

/** Worst first; equals by name, so that a tile keeps its place while nothing changes. */
export function worstFirst(centers: readonly BoardCenter[]): BoardCenter[] {
  return [...centers].sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name, 'vi'));
}
