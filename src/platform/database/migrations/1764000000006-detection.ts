import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Detection1764000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE finding (
        id ${t.id},
        subject TEXT NOT NULL,
        rule TEXT NOT NULL,
        thing TEXT NOT NULL,
        device_id ${t.big},
        certificate_id ${t.big},
        center_id ${t.big} NOT NULL,
        severity TEXT NOT NULL,
        evidence TEXT NOT NULL,
        began_at ${t.big} NOT NULL,
        opened_at ${t.big} NOT NULL,
        clear_since ${t.big},
        ended_at ${t.big}
      )`,
      // One open finding per subject, rule and thing; the database says so, not the code.
      'CREATE UNIQUE INDEX finding_open ON finding (subject, rule, thing) WHERE ended_at IS NULL',
      'CREATE INDEX finding_device ON finding (device_id, ended_at)',
      `CREATE TABLE detection_deadline (subject TEXT PRIMARY KEY, check_at ${t.big} NOT NULL)${t.keyed}`,
      // Read by the detection sweeper.
      'CREATE INDEX detection_deadline_due ON detection_deadline (check_at)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['detection_deadline', 'finding']);
  }
}
