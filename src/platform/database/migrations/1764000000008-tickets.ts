import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Tickets1764000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE ticket (
        id ${t.id},
        number TEXT NOT NULL UNIQUE,
        origin TEXT NOT NULL,
        incident_id ${t.big},
        center_id ${t.big},
        device_id ${t.big},
        status TEXT NOT NULL,
        priority TEXT NOT NULL,
        title_vi TEXT NOT NULL,
        title_en TEXT NOT NULL,
        place TEXT NOT NULL,
        folded TEXT NOT NULL,
        assignee_id ${t.big},
        touched_at ${t.big},
        began_at ${t.big} NOT NULL,
        opened_at ${t.big} NOT NULL,
        resolved_at ${t.big},
        resolved_by_system INTEGER NOT NULL DEFAULT 0,
        reporter_name TEXT,
        reporter_phone TEXT,
        category TEXT,
        incident_reopens INTEGER NOT NULL DEFAULT 0,
        version INTEGER NOT NULL DEFAULT 1
      )`,
      // One ticket per incident, open or not: a cause that returns reopens it.
      'CREATE UNIQUE INDEX ticket_incident ON ticket (incident_id) WHERE incident_id IS NOT NULL',
      // Read by the lists: what is open, worst first.
      'CREATE INDEX ticket_status ON ticket (status, opened_at)',
      'CREATE INDEX ticket_center ON ticket (center_id, status)',
      'CREATE INDEX ticket_device ON ticket (device_id, opened_at)',
      `CREATE TABLE ticket_event (
        id ${t.id},
        ticket_id ${t.big} NOT NULL REFERENCES ticket (id),
        at ${t.big} NOT NULL,
        actor_id ${t.big},
        actor_name TEXT,
        kind TEXT NOT NULL,
        text_vi TEXT NOT NULL,
        text_en TEXT NOT NULL
      )`,
      'CREATE INDEX ticket_event_ticket ON ticket_event (ticket_id, id)',
      `CREATE TABLE ticket_attachment (
        id ${t.id},
        ticket_id ${t.big} NOT NULL REFERENCES ticket (id),
        event_id ${t.big} NOT NULL REFERENCES ticket_event (id),
        name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        stored_as TEXT NOT NULL
      )`,
      'CREATE INDEX ticket_attachment_ticket ON ticket_attachment (ticket_id)',
      'CREATE TABLE ticket_counter (year INTEGER PRIMARY KEY, last INTEGER NOT NULL)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['ticket_counter', 'ticket_attachment', 'ticket_event', 'ticket']);
  }
}
