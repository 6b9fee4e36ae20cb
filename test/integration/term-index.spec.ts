import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { createPostgresTerms } from '../../src/platform/database/dialect/postgres-terms.js';
import { createSqliteTerms } from '../../src/platform/database/dialect/sqlite-terms.js';
import type { NewestTerms } from '../../src/platform/database/dialect/terms.js';
import { startApp, type TestApp } from '../factories/app.js';
import { seededRandom } from '../load/random.js';

const INDEX = 'thing_term';
const THINGS = 3_000;
const NEWEST = 900_000;
const random = seededRandom(7);

/** How often a term is held; `old` and `young` by one end of the ids alone. */
const TERMS: Readonly<Record<string, (share: number) => boolean>> = {
  all: () => true,
  half: () => random() < 0.5,
  tenth: () => random() < 0.1,
  rare: () => random() < 0.004,
  old: (share) => share < 0.2 && random() < 0.5,
  young: (share) => share > 0.999,
  waxing: (share) => random() < share ** 4,
  nobody: () => false,
};

let app: TestApp;
/** Newest first, with gaps between the ids. */
const things: { id: number; terms: ReadonlySet<string> }[] = [];

beforeAll(async () => {
  app = await startApp();
  for (let n = THINGS; n > 0; n--) {
    // The newest third lies close together, as in a year with many tickets.
    const id = n > 2_000 ? NEWEST - (THINGS - n) * 3 : Math.round((n / 2_000) * (NEWEST - 4_000));
    const held = Object.entries(TERMS).flatMap(([term, holds]) => (holds(id / NEWEST) ? [term] : []));
    things.push({ id, terms: new Set(held) });
  }
  await app.app.get(UnitOfWork).run(async (tx) => {
    await tx.run('CREATE TABLE thing (id BIGINT PRIMARY KEY)');
    const create = process.env.TRUCBAN_TEST_DATABASE === 'postgres' ? createPostgresTerms : createSqliteTerms;
    for (const sql of create(INDEX, 'thing')) await tx.run(sql);
    for (const { id, terms } of things) {
      await tx.run('INSERT INTO thing (id) VALUES (?)', [id]);
      await tx.putTerms(INDEX, id, [...terms]);
    }
  });
});
afterAll(() => app.close());

const newest = (asked: NewestTerms): Promise<number[]> => app.app.get(Reader).newestWith(INDEX, asked);
/** The same, thing by thing. */
function expected({ clauses, limit, among }: NewestTerms): number[] {
  return things
    .filter(({ id, terms }) => {
      const fulfils = clauses.every(
        ({ any, not }) => any.some((term) => terms.has(term)) && !(not !== undefined && terms.has(not)),
      );
      return fulfils && (!among || among.includes(id));
    })
    .slice(0, limit)
    .map(({ id }) => id);
}
const one = (term: string, not?: string) => ({ any: [term], ...(not && { not }) });

describe('the newest entries of a term index', () => {
  it.each([
    ['a term that all hold', [one('all')]],
    ['a common term', [one('half')]],
    ['two common terms', [one('half'), one('tenth')]],
    ['a rare term', [one('rare')]],
    ['a rare one beside common ones', [one('all'), one('half'), one('rare')]],
    ['what only old entries hold', [one('old')]],
    ['what only the newest hold', [one('young')]],
    ['what was rarer before', [one('waxing')]],
    ['either of two', [{ any: ['rare', 'old'] }]],
    ['one and not another', [one('all', 'half')]],
    ['what few hold', [{ any: ['rare'], few: true }, one('half')]],
    ['what nobody holds', [one('nobody')]],
    ['what nobody holds beside what all do', [one('all'), one('nobody')]],
  ])('are found by %s', async (_, clauses) => {
    for (const limit of [1, 7, 100, 501, 5_000]) {
      expect(await newest({ clauses, limit })).toEqual(expected({ clauses, limit }));
    }
  });

  it('are found among some that are known', async () => {
    const among = expected({ clauses: [one('half')], limit: 501 });
    for (const limit of [3, 501]) {
      const asked = { clauses: [one('waxing')], limit, among };
      expect(await newest(asked)).toEqual(expected(asked));
    }
  });

  it('change with an entry, and go with what it is of', async () => {
    const [first, second, third] = things.map(({ id }) => id) as [number, number, number];
    await app.app.get(UnitOfWork).run(async (tx) => {
      await tx.putTerms(INDEX, first, ['fresh']);
      await tx.putTerms(INDEX, second, ['fresh']);
      await tx.run('DELETE FROM thing WHERE id = ?', [second]);
    });
    expect(await newest({ clauses: [one('fresh')], limit: 5 })).toEqual([first]);
    expect(await newest({ clauses: [one('all')], limit: 1 })).toEqual([third]);
  });
});
