import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Webhooks1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE webhook_endpoint (
        id ${t.id},
        name TEXT NOT NULL,
        url TEXT NOT NULL,
        secret TEXT NOT NULL,
        previous_secret TEXT,
        previous_until ${t.big},
        kinds TEXT NOT NULL,
        least_priority TEXT NOT NULL,
        province_code TEXT,
        enabled INTEGER NOT NULL,
        off_reason TEXT,
        off_at ${t.big},
        failing_since ${t.big},
        created_at ${t.big} NOT NULL
      )`,
      `ALTER TABLE notice ADD COLUMN endpoint_id ${t.big}`,
      // Read by the page of the endpoints: the last outcomes of each.
      'CREATE INDEX notice_of_endpoint ON notice (endpoint_id, id) WHERE endpoint_id IS NOT NULL',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, [
      'DROP INDEX notice_of_endpoint',
      `DELETE FROM notice WHERE channel = 'webhook'`,
      'ALTER TABLE notice DROP COLUMN endpoint_id',
    ]);
    await dropTables(runner, ['webhook_endpoint']);
  }
}
