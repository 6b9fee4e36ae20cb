import type { SqliteStatements } from './sqlite-statements.js';
import { type NewestTerms, type TermClause, TERM_MARKS } from './terms.js';

/** Of a LIMIT. */
const UNLIMITED = -1;

/**
 * FTS5 of terms alone: no text, no positions, so an entry costs little more than its place in each list. Lists are read from
 * their newest end, and skipped through by pages, so that the newest entries that hold several terms are found without
 * reading a list to its end.
 */
export function createSqliteTerms(index: string, owner: string): string[] {
  return [
    `CREATE VIRTUAL TABLE ${index} USING fts5(terms, content='', contentless_delete=1, detail=none,
       tokenize="ascii tokenchars '${TERM_MARKS}'")`,
    `CREATE TRIGGER ${index}_forget AFTER DELETE ON ${owner}
     BEGIN DELETE FROM ${index} WHERE rowid = OLD.id; END`,
  ];
}

export function putSqliteTerms(
  statements: SqliteStatements,
  index: string,
  id: number,
  terms: readonly string[],
): void {
  statements.execute(`INSERT OR REPLACE INTO ${index} (rowid, terms) VALUES (?, ?)`, [id, terms.join(' ')]);
}

/** What `Rows.newestWith` says. */
export function newestSqliteTerms(
  statements: SqliteStatements,
  index: string,
  { clauses, limit, among }: NewestTerms,
): number[] {
  const idsOf = (from: number, most: number): number[] =>
    statements
      .execute(
        // FTS5 stops at a whole number; one that is bound as a number of JavaScript it does not take for that.
        `SELECT rowid AS id FROM ${index} WHERE ${index} MATCH ? AND rowid >= CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT ?`,
        [clauses.map(matching).join(' AND '), from, most],
      )
      .rows.map((row) => (row as { id: number }).id);
  if (!among) return idsOf(1, limit);
  const known = new Set(among);
  return idsOf(Math.min(...among), UNLIMITED)
    .filter((id) => known.has(id))
    .slice(0, limit);
}

function matching({ any, not }: TermClause): string {
  const held = any.map((term) => `"${term}"`).join(' OR ');
  return not === undefined ? `(${held})` : `((${held}) NOT "${not}")`;
}
