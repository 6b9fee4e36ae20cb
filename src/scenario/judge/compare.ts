import { timeText } from '../format/times.js';
import type { WantedRow } from './expectation.js';
import type { Row } from './outcome.js';

/** One thing that is not as the file says. */
export interface Difference {
  line: number;
  /** The moment of the expectation, local time. */
  at: string;
  message: string;
}

type Found = Omit<Difference, 'at'>;

/** What differs when exactly `wanted` must be there, in any order. Every wanted row takes a row of its own. */
export function compareRows(
  name: string,
  line: number,
  wanted: readonly WantedRow[],
  rows: readonly Row[],
): Found[] {
  const taken = pairUp(wanted, rows);
  const left = rows.filter((_, index) => !taken.includes(index));
  const differences: Found[] = [];
  wanted.forEach((want, index) => {
    if (taken[index] === undefined) differences.push({ line: want.line, message: missing(name, want, left) });
  });
  for (const row of left) differences.push({ line, message: `${name}: not expected: ${rowText(row)}` });
  return differences;
}

/** For every wanted row the index of its own row, as many as can be found (augmenting paths). */
function pairUp(wanted: readonly WantedRow[], rows: readonly Row[]): (number | undefined)[] {
  const rowOf: (number | undefined)[] = wanted.map(() => undefined);
  const find = (index: number, tried: Set<number>): boolean =>
    rows.some((row, candidate) => {
      if (tried.has(candidate) || !fits(wanted[index]!, row)) return false;
      tried.add(candidate);
      const holder = rowOf.indexOf(candidate);
      if (holder !== -1 && !find(holder, tried)) return false;
      rowOf[index] = candidate;
      return true;
    });
  wanted.forEach((_, index) => find(index, new Set()));
  return rowOf;
}

export function fits(want: WantedRow, row: Row): boolean {
  return want.wishes.every((wish) => wish.holds(row));
}

/** What was wanted, and how the row that comes nearest says it. */
function missing(name: string, want: WantedRow, left: readonly Row[]): string {
  const text = want.wishes.map(({ field, wanted }) => `${field}: ${wanted}`).join(', ');
  const score = (row: Row): number => want.wishes.filter((wish) => wish.holds(row)).length;
  const [near] = [...left].sort((a, b) => score(b) - score(a));
  if (!near) return `${name}: missing {${text}}`;
  const wrong = want.wishes
    .filter((wish) => !wish.holds(near))
    .map(({ field, wanted }) => `${field} is ${valueText(near, field)}, expected ${wanted}`);
  return `${name}: missing {${text}}; nearest: ${wrong.join('; ')}`;
}

function valueText(row: Row, field: string): string {
  const at = row[`${field}At`];
  return typeof at === 'number' ? timeText(at) : JSON.stringify(row[field] ?? null);
}

/** A row in one line, instants readable. */
export function rowText(row: Row): string {
  return JSON.stringify(readable(row));
}

/** With local times in the place of epoch ms. */
export function readable(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) =>
      field.endsWith('At')
        ? [field.slice(0, -2), typeof value === 'number' ? timeText(value) : null]
        : [field, value],
    ),
  );
}
