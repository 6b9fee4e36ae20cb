import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

const SESSION_COLUMNS = ['province_code', 'valid_from', 'valid_until', 'season_from', 'season_until'];

/** Hours of a province, of a season, from a date on; year tables of holidays that somebody vouches for. */
export class Calendars1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      ...SESSION_COLUMNS.map((name) => `ALTER TABLE working_session ADD COLUMN ${name} TEXT`),
      `CREATE TABLE holiday_year (
        year ${t.sharedId},
        confirmed_at ${t.big} NOT NULL,
        confirmed_by TEXT NOT NULL
      )`,
      `CREATE TABLE holiday (
        date TEXT PRIMARY KEY,
        year INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        stands_for TEXT
      )${t.keyed}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['holiday', 'holiday_year']);
    await execute(
      runner,
      SESSION_COLUMNS.map((name) => `ALTER TABLE working_session DROP COLUMN ${name}`),
    );
  }
}
