import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

/** On tables of other migrations. */
const INDEXES = [
  'finding_open_thing',
  'finding_open_center',
  'incident_open_thing',
  'incident_member_open',
  'incident_absorbed',
];

export class Correlation1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `ALTER TABLE incident ADD COLUMN clear_since ${t.big}`,
      'ALTER TABLE incident ADD COLUMN cause TEXT',
      `ALTER TABLE ticket ADD COLUMN absorbed_into ${t.big}`,
      `CREATE TABLE incident_decision (
        id ${t.id},
        incident_id ${t.big} NOT NULL REFERENCES incident (id),
        at ${t.big} NOT NULL,
        code TEXT NOT NULL,
        facts TEXT NOT NULL
      )`,
      // Read by the ticket page: why is it one ticket?
      'CREATE INDEX incident_decision_incident ON incident_decision (incident_id)',
      `CREATE TABLE correlation_deadline (area TEXT PRIMARY KEY, check_at ${t.big} NOT NULL)${t.keyed}`,
      // Read by the correlation sweeper.
      'CREATE INDEX correlation_deadline_due ON correlation_deadline (check_at)',
      // Read when a web system is judged: few of its probes fail, and those are asked for first.
      'DROP INDEX state_span_reach',
      'CREATE INDEX state_span_reach ON state_span (thing, source, state) WHERE until_at IS NULL',
      // Read when a program, or the silence of a center, is judged as a whole.
      'CREATE INDEX finding_open_thing ON finding (thing, rule) WHERE ended_at IS NULL',
      'CREATE INDEX finding_open_center ON finding (center_id, rule) WHERE ended_at IS NULL',
      'CREATE INDEX incident_open_thing ON incident (thing) WHERE ended_at IS NULL',
      // Read whenever a member leaves: is anybody left?
      'CREATE INDEX incident_member_open ON incident_member (incident_id) WHERE left_at IS NULL',
      // Read when a member comes back alone: did it have a ticket before?
      'CREATE INDEX incident_absorbed ON incident (absorbed_by) WHERE absorbed_by IS NOT NULL',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await execute(
      runner,
      INDEXES.map((index) => `DROP INDEX IF EXISTS ${index}`),
    );
    await execute(runner, [
      'DROP INDEX IF EXISTS state_span_reach',
      'CREATE INDEX state_span_reach ON state_span (thing, source) WHERE until_at IS NULL',
    ]);
    await dropTables(runner, ['correlation_deadline', 'incident_decision']);
    await execute(runner, [
      'ALTER TABLE ticket DROP COLUMN absorbed_into',
      'ALTER TABLE incident DROP COLUMN cause',
      'ALTER TABLE incident DROP COLUMN clear_since',
    ]);
  }
}
