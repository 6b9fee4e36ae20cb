import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute, letBeNull } from './ddl.js';

/** What the server knows of its own hearing, and findings that are about it: at no center. */
export class Server1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await letBeNull(runner, 'finding', 'center_id', t.big);
    await execute(runner, [
      `CREATE TABLE server_fault (kind TEXT PRIMARY KEY, since ${t.big} NOT NULL, facts TEXT NOT NULL)${t.keyed}`,
      // Read whenever a deadline is granted: when could the server hear again?
      'CREATE INDEX server_blindness_until ON server_blindness (until_at)',
    ]);
  }

  /** Findings about the server stay: the column they need stays as it is. */
  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['DROP INDEX server_blindness_until']);
    await dropTables(runner, ['server_fault']);
  }
}
