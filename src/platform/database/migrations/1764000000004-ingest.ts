import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columnTypes, dropTables, execute } from './ddl.js';

export class Ingest1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const t = columnTypes(runner);
    await execute(runner, [
      // Narrow and append-only: one row per accepted report until the next fold. No index, because it is read whole.
      `CREATE TABLE beat_journal (
        id ${t.id},
        device_id ${t.big} NOT NULL,
        session INTEGER NOT NULL,
        instance TEXT NOT NULL,
        sequence ${t.big} NOT NULL,
        received_at ${t.big} NOT NULL,
        skew_ms ${t.big} NOT NULL,
        cpu_percent INTEGER NOT NULL,
        memory_percent INTEGER NOT NULL
      )`,
      `CREATE TABLE document_receipt (
        device_id ${t.big} NOT NULL,
        kind TEXT NOT NULL,
        digest TEXT NOT NULL,
        received_at ${t.big} NOT NULL,
        PRIMARY KEY (device_id, kind)
      )${t.keyed}`,
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['document_receipt', 'beat_journal']);
  }
}
