import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

const SECONDS = ['ok', 'warning', 'problem', 'widespread', 'handled', 'off', 'unknown']
  .map((tone) => `${tone}_seconds INTEGER NOT NULL`)
  .join(', ');

/** The 30-day bars: one short row for each day of a PC or a center that was not as usual. */
export class History1764000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      // By day first: days are written one after the other and forgotten the oldest first; a bar asks for 30 keys.
      ...['device_day', 'center_day'].map(
        (table) =>
          `CREATE TABLE ${table} (day INTEGER NOT NULL, id ${t.big} NOT NULL, ${SECONDS}, PRIMARY KEY (day, id))${t.keyed}`,
      ),
      `CREATE TABLE history_due (
        center_id ${t.big} NOT NULL,
        day INTEGER NOT NULL,
        due_at ${t.big} NOT NULL,
        PRIMARY KEY (center_id, day)
      )${t.keyed}`,
      // Read by the sweep that writes those rows.
      'CREATE INDEX history_due_at ON history_due (due_at)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['history_due', 'center_day', 'device_day']);
  }
}
