import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Notifications1764000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE notice (
        id ${t.id},
        ticket_event_id ${t.big} NOT NULL,
        ticket_id ${t.big} NOT NULL,
        channel TEXT NOT NULL,
        recipient TEXT NOT NULL,
        status TEXT NOT NULL,
        reason TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        message_id TEXT NOT NULL,
        created_at ${t.big} NOT NULL,
        attempted_at ${t.big},
        due_at ${t.big} NOT NULL,
        settled_at ${t.big},
        error TEXT
      )`,
      // One notice per event, channel and recipient, however often the event is handled.
      'CREATE UNIQUE INDEX notice_once ON notice (ticket_event_id, channel, recipient)',
      // Read by the courier: what is to be sent now, and what was under way when a process died.
      `CREATE INDEX notice_waiting ON notice (status, due_at)`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['notice']);
  }
}
