import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** What a person does to many tickets at once, and the lists of tickets that people keep. */
export class ManyTickets1764000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      // The unique pair is what a second press runs into.
      `CREATE TABLE ticket_operation (
        id ${t.id},
        operation TEXT NOT NULL,
        ticket_id ${t.big} NOT NULL,
        at ${t.big} NOT NULL,
        UNIQUE (operation, ticket_id)
      )`,
      // Read by what forgets them.
      'CREATE INDEX ticket_operation_age ON ticket_operation (at)',
      `CREATE TABLE saved_view (
        id ${t.id},
        owner_id ${t.big} NOT NULL REFERENCES user_account (id),
        name TEXT NOT NULL,
        shared INTEGER NOT NULL,
        query TEXT NOT NULL,
        created_at ${t.big} NOT NULL,
        version INTEGER NOT NULL DEFAULT 1
      )`,
      'CREATE INDEX saved_view_owner ON saved_view (owner_id)',
      // Read by the lists of what has ended of one category.
      'CREATE INDEX ticket_category ON ticket (category, resolved_at)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['DROP INDEX ticket_category']);
    await dropTables(runner, ['saved_view', 'ticket_operation']);
  }
}
