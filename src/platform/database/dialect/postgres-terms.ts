import type { Outcome, SqlValue } from './dialect.js';
import type { NewestTerms, TermClause } from './terms.js';

type Execute = (sql: string, parameters: readonly SqlValue[]) => Promise<Outcome>;

/**
 * A GIN index finds every entry that holds the terms, not the newest: of the commonest words that is most of the table. So an
 * entry also holds, as terms, which stretches of ids it lies in, and a question can be put to the newest stretches alone.
 */
const STRETCHES_BITS = [11, 14, 17];
/** In one question. */
const MOST_STRETCHES = 8;
/** The first question looks at so many ids: enough for common words, and it tells how common they are. */
const PROBED = 2 ** STRETCHES_BITS[0]!;
/** Words are not spread evenly: so much farther than the first answer says. */
const MARGIN = 1.5;

/** Entries are added one by one: a list of pending ones would have to be read by every search. */
export function createPostgresTerms(index: string, owner: string): string[] {
  return [
    `CREATE TABLE ${index} (
       id BIGINT PRIMARY KEY REFERENCES ${owner} (id) ON DELETE CASCADE,
       terms TSVECTOR NOT NULL
     )`,
    `CREATE INDEX ${index}_terms ON ${index} USING gin (terms) WITH (fastupdate = off)`,
  ];
}

export async function putPostgresTerms(
  execute: Execute,
  index: string,
  id: number,
  terms: readonly string[],
): Promise<void> {
  const all = [...terms, ...STRETCHES_BITS.map((bits) => stretch(bits, id >>> bits))];
  await execute(
    `INSERT INTO ${index} (id, terms) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))
     ON CONFLICT (id) DO UPDATE SET terms = excluded.terms`,
    [id, all.join(' ')],
  );
}

/**
 * What `Rows.newestWith` says, in at most three questions: the newest ids; as many as, by that answer, hold enough; all of
 * them. What few entries hold is found among all of them as quickly as among many.
 */
export async function newestPostgresTerms(
  execute: Execute,
  index: string,
  { clauses, limit, among }: NewestTerms,
): Promise<number[]> {
  if (among) return heldAmong(execute, index, clauses, limit, among);
  const [row] = (await execute(`SELECT MAX(id) AS id FROM ${index}`, [])).rows as { id: number | null }[];
  const newest = row?.id ?? 0;
  const probed = stretchesBetween(newest - PROBED, newest);
  const probe = await matchesOf(execute, index, [...clauses, ...probed], limit);
  if (probe.length === limit || probed.length === 0) return probe;
  const isFew = clauses.some(({ few }) => few);
  const within = isFew ? [] : stretchesBetween(newest - reachOf(probe.length, limit), newest);
  const near = within.length === 0 ? [] : await matchesOf(execute, index, [...clauses, ...within], limit);
  return near.length === limit ? near : matchesOf(execute, index, clauses, limit);
}

/** In how many of the newest ids there may be `limit` matches, when there were `found` in the first of them. */
function reachOf(found: number, limit: number): number {
  return found === 0 ? Infinity : Math.ceil(((PROBED * limit) / found) * MARGIN);
}

/** Holds for the ids from `from` to `to`; empty: where nearly all of them are meant, that is no help. */
function stretchesBetween(from: number, to: number): TermClause[] {
  if (from < to / 2) return [];
  const bits = STRETCHES_BITS.find((one) => (to >>> one) - (from >>> one) < MOST_STRETCHES);
  if (bits === undefined) return [];
  const [first, last] = [from >>> bits, to >>> bits];
  return [{ any: Array.from({ length: last - first + 1 }, (_, at) => stretch(bits, first + at)) }];
}

/** The question is a value that the planner does not see: it would take a sequential scan for one of many matches. */
function matchesOf(
  execute: Execute,
  index: string,
  clauses: readonly TermClause[],
  limit: number,
): Promise<number[]> {
  return idsOf(
    execute,
    `WITH found AS MATERIALIZED (SELECT id FROM ${index} WHERE terms @@ (SELECT CAST(? AS tsquery)))
     SELECT id FROM found ORDER BY id DESC LIMIT ?`,
    [clauses.map(matching).join(' & '), limit],
  );
}

/** Some hundred entries are read more quickly than the long lists of common words. */
function heldAmong(
  execute: Execute,
  index: string,
  clauses: readonly TermClause[],
  limit: number,
  among: readonly number[],
): Promise<number[]> {
  return idsOf(
    execute,
    `WITH asked AS MATERIALIZED (SELECT id, terms FROM ${index} WHERE id = ANY(CAST(? AS bigint[])))
     SELECT id FROM asked WHERE terms @@ CAST(? AS tsquery) ORDER BY id DESC LIMIT ?`,
    [`{${among.join(',')}}`, clauses.map(matching).join(' & '), limit],
  );
}

async function idsOf(execute: Execute, sql: string, parameters: readonly SqlValue[]): Promise<number[]> {
  return ((await execute(sql, parameters)).rows as { id: number }[]).map(({ id }) => id);
}

function stretch(bits: number, number: number): string {
  return `<${bits}:${number}`;
}

function matching({ any, not }: TermClause): string {
  const held = any.map((term) => `'${term}'`).join(' | ');
  return not === undefined ? `(${held})` : `((${held}) & !'${not}')`;
}
