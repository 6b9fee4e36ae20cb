const middle = (tile: HTMLElement) => {
  const { left, width } = tile.getBoundingClientRect();
  return left + width / 2;
};
const rowOf = (tile: HTMLElement) => Math.round(tile.getBoundingClientRect().top);

/** The tile that a key leads to from another: left and right in reading order, up and down by the row's nearest. */
export function neighbour(tiles: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | null {
  const index = tiles.indexOf(from);
  if (index < 0) return null;
  switch (key) {
    case 'ArrowRight':
      return tiles[index + 1] ?? null;
    case 'ArrowLeft':
      return tiles[index - 1] ?? null;
    case 'Home':
      return tiles[0] ?? null;
    case 'End':
      return tiles.at(-1) ?? null;
    case 'ArrowDown':
      return nearestInNextRow(tiles.slice(index), from);
    case 'ArrowUp':
      return nearestInNextRow(tiles.slice(0, index + 1).reverse(), from);
    default:
      return null;
  }
}

function nearestInNextRow(tiles: readonly HTMLElement[], from: HTMLElement): HTMLElement | null {
  const first = tiles.find((tile) => rowOf(tile) !== rowOf(from));
  if (!first) return null;
  const row = tiles.filter((tile) => rowOf(tile) === rowOf(first));
  return row.reduce((best, tile) =>
    Math.abs(middle(tile) - middle(from)) < Math.abs(middle(best) - middle(from)) ? tile : best,
  );
}
