import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Outbox1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE outbox (
        id ${t.id},
        topic TEXT NOT NULL,
        key TEXT NOT NULL,
        payload TEXT,
        created_at ${t.big} NOT NULL,
        due_at ${t.big} NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        last_error TEXT
      )`,
      // One waiting event per thing that changed, however often it changed meanwhile.
      'CREATE UNIQUE INDEX outbox_event ON outbox (topic, key)',
      // Read by the dispatcher: the next events of a topic that are due.
      'CREATE INDEX outbox_due ON outbox (topic, id, due_at)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['outbox']);
  }
}
