import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** The third side of the verdict about a web system: what the server itself sees of it. */
export class ServerProbe1764000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE server_reach (
        program_id TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        state TEXT NOT NULL,
        since ${t.big} NOT NULL,
        phase TEXT,
        code TEXT,
        http_status INTEGER,
        bad_tries INTEGER NOT NULL DEFAULT 0,
        bad_since ${t.big},
        reached_at ${t.big},
        tried_at ${t.big} NOT NULL DEFAULT 0,
        claimed_until ${t.big} NOT NULL DEFAULT 0,
        check_at ${t.big} NOT NULL
      )${t.keyed}`,
      'ALTER TABLE incident ADD COLUMN sides TEXT',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['ALTER TABLE incident DROP COLUMN sides']);
    await dropTables(runner, ['server_reach']);
  }
}
