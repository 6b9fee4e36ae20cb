import { nextTurn } from '../clock/index.js';
import type { SqlValue } from './dialect/dialect.js';
import type { Reader } from './reader.js';
import type { Transaction, UnitOfWork } from './unit-of-work.js';

/** Few enough that neither reading nor removing them holds the event loop (decision 19). */
export const ROWS_PER_SLICE = 250;

/**
 * Removes what `next` names, a small unit at a time, until it names no more; between two units others have their turn.
 * A unit that a power cut takes back is found again the next time.
 */
export async function forgetInSlices<Key extends SqlValue>(
  work: UnitOfWork,
  next: () => Promise<Key[]>,
  remove: (tx: Transaction, ids: readonly Key[]) => Promise<unknown>,
): Promise<void> {
  for (;;) {
    const ids = await next();
    if (ids.length > 0) await work.runDerived((tx) => remove(tx, ids));
    if (ids.length < ROWS_PER_SLICE) return;
    await nextTurn();
  }
}

/** Where rows lie that are forgotten by their age: an index begins with `at`. */
export interface Aging {
  table: string;
  key: string;
  /** The column with the instant that counts. */
  at: string;
}

/** Removes what is older than `before`, epoch ms, the oldest first. */
export function forgetOlder<Key extends SqlValue>(
  reader: Reader,
  work: UnitOfWork,
  { table, key, at }: Aging,
  before: number,
): Promise<void> {
  return forgetInSlices<Key>(
    work,
    async () => {
      const old = await reader.rows<{ key: Key }>(
        `SELECT ${key} AS "key" FROM ${table} WHERE ${at} < ? ORDER BY ${at} LIMIT ${ROWS_PER_SLICE}`,
        [before],
      );
      return old.map((row) => row.key);
    },
    (tx, keys) => tx.run(`DELETE FROM ${table} WHERE ${key} IN ${listOf(keys)}`, keys),
  );
}

/** Does what is due, `atOnce` rows a unit at the most, until a unit finds fewer; `step` answers how many it found. */
export async function inSlices(
  work: UnitOfWork,
  atOnce: number,
  step: (tx: Transaction) => Promise<number>,
): Promise<void> {
  for (let found = atOnce; found === atOnce;) found = await work.runDerived(step);
}

/** `(?, ?, …)` for so many values. */
export function listOf(values: readonly unknown[]): string {
  return `(${values.map(() => '?').join(', ')})`;
}
