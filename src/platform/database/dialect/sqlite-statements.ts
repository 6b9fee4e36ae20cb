import type BetterSqlite3 from 'better-sqlite3';
import type { Outcome, SqlValue } from './dialect.js';

/** More than the server has different statements. */
const MOST = 1_000;

/**
 * The prepared statements of one connection. TypeORM's own runner prepares and runs them as well, but goes through a log,
 * an event and several turns of the event loop for each (docs/decisions/0004-ingest-hot-path.md).
 */
export class SqliteStatements {
  private readonly prepared = new Map<string, BetterSqlite3.Statement>();

  constructor(private readonly db: BetterSqlite3.Database) {}

  /** @throws Error what SQLite said, and of which statement */
  execute(sql: string, parameters: readonly SqlValue[]): Outcome {
    try {
      const statement = this.of(sql);
      if (!statement.reader) return { rows: [], affected: statement.run(...parameters).changes };
      const rows = statement.all(...parameters);
      return { rows, affected: rows.length };
    } catch (error) {
      throw new Error(`${(error as Error).message}: ${sql}`, { cause: error });
    }
  }

  of(sql: string): BetterSqlite3.Statement {
    let statement = this.prepared.get(sql);
    if (!statement) {
      // Full of statements that were written for one occasion: those that are in use are soon here again.
      if (this.prepared.size >= MOST) this.prepared.clear();
      statement = this.db.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }
}
