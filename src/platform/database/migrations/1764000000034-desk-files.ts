import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** Files of the desk that wait for their entry, and colleagues who watch a ticket. */
export class DeskFiles1764000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE ticket_upload (
        id ${t.id},
        ticket_id ${t.big} NOT NULL REFERENCES ticket (id),
        user_id ${t.big} NOT NULL REFERENCES user_account (id),
        at ${t.big} NOT NULL,
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        stored_as TEXT NOT NULL
      )`,
      // Uploads.add and Uploads.claim.
      'CREATE INDEX ticket_upload_ticket ON ticket_upload (ticket_id)',
      // Uploads.forget.
      'CREATE INDEX ticket_upload_at ON ticket_upload (at)',
      `CREATE TABLE ticket_watcher (
        ticket_id ${t.big} NOT NULL REFERENCES ticket (id),
        user_id ${t.big} NOT NULL REFERENCES user_account (id),
        at ${t.big} NOT NULL,
        PRIMARY KEY (ticket_id, user_id)
      )`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['ticket_watcher', 'ticket_upload']);
  }
}
