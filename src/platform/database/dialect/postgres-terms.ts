import type { Outcome, SqlValue } from './dialect.js';
import type { TermClause } from './terms.js';

type Execute = (sql: string, parameters: readonly SqlValue[]) => Promise<Outcome>;

/**
 * A GIN index finds every entry that holds the terms, not the newest: of the commonest words that is most of the table. So an
 * entry also holds, as terms, which stretches of ids it lies in, and the newest stretches are searched first.
 */
const STRETCHES_BITS = [11, 14, 17];

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

/** Ids of the newest entries that hold all that is asked, newest first. */
export async function newestPostgresTerms(
  execute: Execute,
  index: string,
  clauses: readonly TermClause[],
  limit: number,
): Promise<number[]> {
  const [newest] = (await execute(`SELECT MAX(id) AS id FROM ${index}`, [])).rows as { id: number | null }[];
  if (!newest?.id) return [];
  for (const bits of STRETCHES_BITS) {
    const last = newest.id >>> bits;
    if (last === 0) continue;
    const within = { any: [stretch(bits, last), stretch(bits, last - 1)] };
    const found = await matchesOf(execute, index, [...clauses, within], limit);
    if (found.length === limit) return found;
  }
  return matchesOf(execute, index, clauses, limit);
}

/** The question is a value that the planner does not see: it would take a sequential scan for one of many matches. */
async function matchesOf(
  execute: Execute,
  index: string,
  clauses: readonly TermClause[],
  limit: number,
): Promise<number[]> {
  const { rows } = await execute(
    `WITH found AS MATERIALIZED (SELECT id FROM ${index} WHERE terms @@ (SELECT CAST(? AS tsquery)))
     SELECT id FROM found ORDER BY id DESC LIMIT ?`,
    [clauses.map(matching).join(' & '), limit],
  );
  return (rows as { id: number }[]).map(({ id }) => id);
}

function stretch(bits: number, number: number): string {
  return `<${bits}:${number}`;
}

function matching({ any, not }: TermClause): string {
  const held = any.map((term) => `'${term}'`).join(' | ');
  return not === undefined ? `(${held})` : `((${held}) & !'${not}')`;
}
