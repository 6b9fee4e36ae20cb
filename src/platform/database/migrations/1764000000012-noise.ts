import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** What keeps alarms quiet, and why: maintenance windows, snoozed and acknowledged tickets, flapping. */
export class Noise1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE maintenance_window (
        id ${t.id},
        scope TEXT NOT NULL,
        device_id ${t.big},
        center_id ${t.big},
        province_code TEXT,
        program_id TEXT,
        kind TEXT NOT NULL,
        from_at ${t.big},
        until_at ${t.big},
        weekdays TEXT,
        from_minute INTEGER,
        to_minute INTEGER,
        from_date TEXT,
        until_date TEXT,
        reason TEXT NOT NULL,
        announced INTEGER NOT NULL DEFAULT 0,
        created_at ${t.big} NOT NULL,
        created_by ${t.big},
        author TEXT NOT NULL,
        ended_at ${t.big},
        ended_by TEXT,
        version INTEGER NOT NULL DEFAULT 1
      )`,
      // Why nobody was told of an incident: the window that keeps it from becoming a ticket, from when until when.
      `CREATE TABLE incident_silence (
        incident_id ${t.sharedId},
        window_id ${t.big} NOT NULL,
        since ${t.big} NOT NULL,
        until_at ${t.big} NOT NULL,
        ended_at ${t.big}
      )`,
      // Read when a window changes: which incidents wait?
      'CREATE INDEX incident_silence_open ON incident_silence (incident_id) WHERE ended_at IS NULL',
      ...['acknowledged_at', 'snoozed_until'].map((name) => `ALTER TABLE ticket ADD COLUMN ${name} ${t.big}`),
      ...['acknowledged_by', 'snoozed_by'].map((name) => `ALTER TABLE ticket ADD COLUMN ${name} TEXT`),
      // Read by the sweep that wakes snoozed tickets.
      'CREATE INDEX ticket_snoozed ON ticket (snoozed_until) WHERE snoozed_until IS NOT NULL',
      `ALTER TABLE finding ADD COLUMN flap_score ${t.real} NOT NULL DEFAULT 0`,
      `ALTER TABLE finding ADD COLUMN flap_scored_at ${t.big}`,
      `ALTER TABLE finding ADD COLUMN flapping_since ${t.big}`,
      // Read when a finding opens: how often did it come and go before?
      'CREATE INDEX finding_recent ON finding (subject, rule, thing, ended_at)',
      // Read by the device page: why was nobody told of this ticket?
      'CREATE INDEX notice_ticket ON notice (ticket_id, id)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(
      runner,
      ['finding_recent', 'ticket_snoozed', 'notice_ticket'].map((index) => `DROP INDEX ${index}`),
    );
    const columns = {
      ticket: ['acknowledged_at', 'snoozed_until', 'acknowledged_by', 'snoozed_by'],
      finding: ['flap_score', 'flap_scored_at', 'flapping_since'],
    };
    for (const [table, names] of Object.entries(columns)) {
      await execute(
        runner,
        names.map((name) => `ALTER TABLE ${table} DROP COLUMN ${name}`),
      );
    }
    await dropTables(runner, ['incident_silence', 'maintenance_window']);
  }
}
