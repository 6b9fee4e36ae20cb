import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Clerks1764000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE report_link (
        digest TEXT PRIMARY KEY,
        device_id ${t.big} NOT NULL,
        created_at ${t.big} NOT NULL,
        expires_at ${t.big} NOT NULL,
        used_at ${t.big}
      )`,
      // Read by the limit of links a PC may ask for, and by what forgets them.
      'CREATE INDEX report_link_device ON report_link (device_id, created_at)',
      'CREATE INDEX report_link_expiry ON report_link (expires_at)',
      `CREATE TABLE ticket_follower (
        id ${t.id},
        ticket_id ${t.big} NOT NULL REFERENCES ticket (id),
        origin_id ${t.big} NOT NULL,
        digest TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        phone TEXT,
        device_id ${t.big},
        began_at ${t.big} NOT NULL,
        verdict TEXT,
        rating INTEGER,
        said_at ${t.big}
      )`,
      // Read by a ticket's page: who follows it.
      'CREATE INDEX ticket_follower_ticket ON ticket_follower (ticket_id, id)',
      // Read by reopening: whom the merged ticket had.
      'CREATE INDEX ticket_follower_origin ON ticket_follower (origin_id)',
      `ALTER TABLE ticket_event ADD COLUMN follower_id ${t.big}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(runner, ['ALTER TABLE ticket_event DROP COLUMN follower_id']);
    await dropTables(runner, ['ticket_follower', 'report_link']);
  }
}
