import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** Answers that are written once and used often. */
export class CannedReplies1764000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      // Hundreds at most: they are all read, and what fits is chosen in memory.
      `CREATE TABLE canned_reply (
        id ${t.id},
        shipped_as TEXT UNIQUE,
        owner_id ${t.big} REFERENCES user_account (id),
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        category TEXT,
        used INTEGER NOT NULL,
        updated_at ${t.big} NOT NULL,
        updated_by TEXT,
        version INTEGER NOT NULL,
        removed_at ${t.big}
      )`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['canned_reply']);
  }
}
