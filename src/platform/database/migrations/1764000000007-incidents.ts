import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Incidents1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE incident (
        id ${t.id},
        cause_key TEXT NOT NULL,
        scope TEXT NOT NULL,
        thing TEXT NOT NULL,
        center_id ${t.big},
        device_id ${t.big},
        certificate_id ${t.big},
        lead_finding_id ${t.big} NOT NULL,
        reach TEXT,
        began_at ${t.big} NOT NULL,
        opened_at ${t.big} NOT NULL,
        ended_at ${t.big},
        absorbed_by ${t.big},
        times_reopened INTEGER NOT NULL DEFAULT 0
      )`,
      // One open incident per cause.
      'CREATE UNIQUE INDEX incident_open ON incident (cause_key) WHERE ended_at IS NULL',
      // Read when a cause returns: did it end a moment ago?
      'CREATE INDEX incident_cause ON incident (cause_key, ended_at)',
      `CREATE TABLE incident_member (
        finding_id ${t.sharedId},
        incident_id ${t.big} NOT NULL REFERENCES incident (id),
        joined_at ${t.big} NOT NULL,
        left_at ${t.big}
      )`,
      'CREATE INDEX incident_member_incident ON incident_member (incident_id)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['incident_member', 'incident']);
  }
}
