import { timeText } from '../format/times.js';
import type { World } from '../play/world.js';
import { compareRows, type Difference, fits, rowText } from './compare.js';
import type { Expectation, Selection } from './expectation.js';
import { type Outcome, readOutcome, readPresence, type Row } from './outcome.js';

/** What differs from one expectation at this moment of the scenario. */
export async function judge(world: World, expected: Expectation, at: number): Promise<Difference[]> {
  return (await differencesOf(world, expected)).map((found) => ({ ...found, at: timeText(at) }));
}

async function differencesOf(world: World, expected: Expectation): Promise<Omit<Difference, 'at'>[]> {
  const { line } = expected;
  if (expected.kind === 'presence') {
    const presence = await readPresence(world);
    return expected.pcs
      .filter((pc) => presence[pc.name] !== pc.presence)
      .map((pc) => ({
        line: pc.line,
        message: `presence: ${pc.name} is ${presence[pc.name]}, expected ${pc.presence}`,
      }));
  }
  const { name } = expected;
  const rows = select(await readOutcome(world), expected.selection);
  if (expected.kind === 'rows') return compareRows(name, line, expected.rows, rows);
  if (expected.kind === 'none') {
    return rows
      .filter((row) => fits(expected.row, row))
      .map((row) => ({ line, message: `${name}: there is one: ${rowText(row)}` }));
  }
  if (rows.length === expected.count) return [];
  const there = rows.map(rowText).join('\n    ');
  return [{ line, message: `${name}: ${rows.length}, expected ${expected.count}\n    ${there}` }];
}

function select(outcome: Outcome, { of, openOnly }: Selection): Row[] {
  const rows = outcome[of];
  if (!openOnly) return rows;
  return rows.filter((row) => (of === 'tickets' ? row['resolvedAt'] === null : row['endedAt'] === null));
}
