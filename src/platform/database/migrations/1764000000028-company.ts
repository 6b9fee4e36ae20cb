import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** Who has a ticket open just now. */
export class Company1764000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE ticket_onlooker (
        ticket_id ${t.big} NOT NULL REFERENCES ticket (id),
        user_id ${t.big} NOT NULL REFERENCES user_account (id),
        seen_at ${t.big} NOT NULL,
        writing INTEGER NOT NULL,
        PRIMARY KEY (ticket_id, user_id)
      )`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['ticket_onlooker']);
  }
}
