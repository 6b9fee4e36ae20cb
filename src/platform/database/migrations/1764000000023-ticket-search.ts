import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, createTermIndex, dropTables, dropTermIndex, execute } from './ddl.js';

/** Search over tickets, and lists that stay quick when nearly all of a million tickets have ended. */
export class TicketSearch1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await createTermIndex(runner, 'ticket_term', 'ticket');
    await execute(runner, [
      // Tickets below that id are not in the index yet; gone when all are.
      `CREATE TABLE ticket_term_backlog (id INTEGER PRIMARY KEY, below ${t.big} NOT NULL)`,
      'INSERT INTO ticket_term_backlog (id, below) SELECT 1, MAX(id) + 1 FROM ticket HAVING COUNT(*) > 0',
      'ALTER TABLE ticket DROP COLUMN folded',
      'DROP INDEX ticket_center',
      'DROP INDEX ticket_device',
      'DROP INDEX ticket_status',
      // Read by the lists of what has ended: the last first.
      'CREATE INDEX ticket_ended ON ticket (resolved_at) WHERE resolved_at IS NOT NULL',
      // Read by the same lists of one center, PC or person, and by what is open there.
      ...['center', 'device', 'assignee'].map(
        (of) => `CREATE INDEX ticket_${of} ON ticket (${of}_id, resolved_at)`,
      ),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    const indexes = ['ticket_assignee', 'ticket_device', 'ticket_center', 'ticket_ended'];
    await execute(runner, [
      ...indexes.map((index) => `DROP INDEX ${index}`),
      'CREATE INDEX ticket_status ON ticket (status, opened_at)',
      'CREATE INDEX ticket_center ON ticket (center_id, status)',
      'CREATE INDEX ticket_device ON ticket (device_id, opened_at)',
      `ALTER TABLE ticket ADD COLUMN folded TEXT NOT NULL DEFAULT ''`,
    ]);
    await dropTables(runner, ['ticket_term_backlog']);
    await dropTermIndex(runner, 'ticket_term');
  }
}
