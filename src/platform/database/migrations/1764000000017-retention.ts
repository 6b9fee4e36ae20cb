import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** What lets everything that is old be found and forgotten without a scan. */
export class Retention1764000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      // When each piece of nightly work is due, and when it ran last.
      `CREATE TABLE nightly_work (name TEXT PRIMARY KEY, due_at ${t.big} NOT NULL, ran_at ${t.big})${t.keyed}`,
      // Read by the sweep that forgets old findings.
      'CREATE INDEX finding_ended ON finding (ended_at, id) WHERE ended_at IS NOT NULL',
      // Read by the sweep that forgets incidents that never had a ticket.
      'CREATE INDEX incident_ended ON incident (ended_at, id) WHERE ended_at IS NOT NULL',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['DROP INDEX incident_ended', 'DROP INDEX finding_ended']);
    await dropTables(runner, ['nightly_work']);
  }
}
