import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Zalo1764000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      // One row, id 1: what the official account is spoken to with.
      `CREATE TABLE zalo_token (
        id ${t.sharedId},
        refresh_token TEXT NOT NULL,
        access_token TEXT,
        access_until ${t.big},
        seed_digest TEXT NOT NULL,
        renewing_at ${t.big},
        refused TEXT
      )`,
      `CREATE TABLE zalo_link (
        user_id ${t.sharedId},
        zalo_id TEXT NOT NULL UNIQUE,
        linked_at ${t.big} NOT NULL
      )`,
      `CREATE TABLE zalo_code (
        user_id ${t.sharedId},
        digest TEXT NOT NULL UNIQUE,
        expires_at ${t.big} NOT NULL
      )`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['zalo_code', 'zalo_link', 'zalo_token']);
  }
}
