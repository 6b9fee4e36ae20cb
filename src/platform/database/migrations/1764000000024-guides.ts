import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Guides1764000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      `CREATE TABLE guide (
        id ${t.id},
        slug TEXT NOT NULL UNIQUE,
        category TEXT NOT NULL,
        program_id TEXT,
        state TEXT NOT NULL,
        number INTEGER NOT NULL,
        shipped_version INTEGER,
        ticket_id ${t.big},
        version INTEGER NOT NULL,
        updated_at ${t.big} NOT NULL
      )`,
      // The unique pair is read by everything that shows a guide.
      `CREATE TABLE guide_version (
        id ${t.id},
        guide_id ${t.big} NOT NULL REFERENCES guide (id),
        number INTEGER NOT NULL,
        title_vi TEXT NOT NULL,
        body_vi TEXT NOT NULL,
        title_en TEXT NOT NULL,
        body_en TEXT NOT NULL,
        keywords TEXT NOT NULL,
        origin TEXT NOT NULL,
        at ${t.big} NOT NULL,
        author_id ${t.big},
        author TEXT,
        note TEXT NOT NULL,
        restored_from INTEGER,
        UNIQUE (guide_id, number)
      )`,
      `CREATE TABLE guide_picture (
        stored_as TEXT PRIMARY KEY,
        media_type TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        at ${t.big} NOT NULL
      )`,
      `CREATE TABLE guide_vote (
        id ${t.id},
        guide_id ${t.big} NOT NULL REFERENCES guide (id),
        voter TEXT NOT NULL,
        useful INTEGER NOT NULL,
        note TEXT,
        at ${t.big} NOT NULL,
        UNIQUE (guide_id, voter)
      )`,
      // Read by what forgets them.
      'CREATE INDEX guide_vote_at ON guide_vote (at)',
      'CREATE INDEX guide_picture_at ON guide_picture (at)',
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['guide_vote', 'guide_picture', 'guide_version', 'guide']);
  }
}
