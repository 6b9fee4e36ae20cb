import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, execute } from './ddl.js';

/** Entries of one ticket that became another. */
export class Split1764000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `ALTER TABLE ticket ADD COLUMN split_from ${t.big}`,
      `ALTER TABLE ticket_event ADD COLUMN moved_to ${t.big}`,
      `ALTER TABLE ticket_event ADD COLUMN moved_from ${t.big}`,
      `ALTER TABLE ticket_follower ADD COLUMN twin_of ${t.big}`,
      // Read by a ticket's page: what was split off.
      'CREATE INDEX ticket_split ON ticket (split_from) WHERE split_from IS NOT NULL',
      // Read by a clerk's page: what of theirs was split off.
      'CREATE INDEX ticket_follower_twin ON ticket_follower (twin_of) WHERE twin_of IS NOT NULL',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, [
      'DROP INDEX ticket_follower_twin',
      'DROP INDEX ticket_split',
      'ALTER TABLE ticket_follower DROP COLUMN twin_of',
      'ALTER TABLE ticket_event DROP COLUMN moved_from',
      'ALTER TABLE ticket_event DROP COLUMN moved_to',
      'ALTER TABLE ticket DROP COLUMN split_from',
    ]);
  }
}
