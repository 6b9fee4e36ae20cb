import { SvelteMap } from 'svelte/reactivity';
import type { MOST_SELECTED as MostSelected, SelectedTicket } from '../../../contracts/api/index.js';
import { between } from '../../lib/between.js';

/** `MOST_SELECTED` of the contracts, whose module brings the schema library along. */
export const MOST_SELECTED: typeof MostSelected = 200;

/** The tickets that were chosen, over several pages of the list, with the version of each as it was seen last. */
export class Selection {
  readonly chosen = new SvelteMap<number, SelectedTicket>();
  /** More were to be chosen than may be. */
  full = $state(false);
  #anchor: number | null = null;

  get tickets(): SelectedTicket[] {
    return [...this.chosen.values()];
  }

  has = (id: number): boolean => this.chosen.has(id);

  /** One of `rows`, or with `range` all from the one that was pressed last. */
  toggle(id: number, rows: readonly SelectedTicket[], range: boolean): void {
    const on = !this.chosen.has(id);
    this.set(between(rows, range ? this.#anchor : null, id), on);
    this.#anchor = id;
  }

  set(rows: readonly SelectedTicket[], on: boolean): void {
    this.full = false;
    for (const { id, number, version, readers } of rows) {
      if (!on) this.chosen.delete(id);
      else if (this.chosen.has(id) || this.chosen.size < MOST_SELECTED)
        this.chosen.set(id, { id, number, version, readers });
      else this.full = true;
    }
  }

  /** The list was read again: what is chosen is chosen as it is shown now. */
  see(rows: readonly SelectedTicket[]): void {
    for (const row of rows) {
      const known = this.chosen.get(row.id);
      if (known && (known.version !== row.version || known.readers !== row.readers)) this.set([row], true);
    }
  }

  drop(ids: readonly number[]): void {
    for (const id of ids) this.chosen.delete(id);
    this.full = false;
  }

  clear(): void {
    this.chosen.clear();
    this.full = false;
    this.#anchor = null;
  }
}
