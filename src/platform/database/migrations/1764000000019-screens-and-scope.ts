import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** Links by which a screen on the wall shows the board, and the province to which an account is held. */
export class ScreensAndScope1764000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE wall_link (
        id ${t.id},
        name TEXT NOT NULL,
        province_code TEXT,
        token_hash TEXT NOT NULL UNIQUE,
        created_by ${t.big},
        created_at ${t.big} NOT NULL,
        last_used_at ${t.big},
        revoked_at ${t.big}
      )`,
      'ALTER TABLE user_account ADD COLUMN province_code TEXT',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['ALTER TABLE user_account DROP COLUMN province_code']);
    await dropTables(runner, ['wall_link']);
  }
}
