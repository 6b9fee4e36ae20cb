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
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['ticket_follower', 'report_link']);
  }
}
