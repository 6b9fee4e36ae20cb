import { Injectable } from '@nestjs/common';
import type { Tone } from '../contracts/api/index.js';
import { listOf, Reader, type Transaction } from '../platform/database/index.js';
import { DAY_TONES, type DaySummary } from './domain/day-summary.js';

/** Of what the days are. The table of PCs and that of centers look alike. */
export type DayTable = 'device_day' | 'center_day';

export interface StoredDay {
  /** PC or center. */
  id: number;
  summary: DaySummary;
}

/** A center's day that is to be summed up, with all of its PCs. */
export interface DueDay {
  centerId: number;
  day: number;
  /** Also says which asking it was: one that comes while it is worked on has another. */
  dueAt: number;
}

const COLUMNS = DAY_TONES.map((tone) => `${tone}_seconds`);
const SELECTED = DAY_TONES.map((tone) => `${tone}_seconds AS "${tone}"`).join(', ');

/**
 * Days in short. A row stands for a day of a PC or a center that was not as usual (`isUsual`); that there is none for a day
 * that is over and not due any more says that it was.
 */
@Injectable()
export class HistoryRepository {
  constructor(private readonly reader: Reader) {}

  /** By day, of those that have a row. */
  async daysOf(table: DayTable, id: number, days: readonly number[]): Promise<Map<number, DaySummary>> {
    const rows = await this.reader.rows<{ day: number } & Record<Tone, number>>(
      `SELECT day, ${SELECTED} FROM ${table} WHERE day IN ${listOf(days)} AND id = ?`,
      [...days, id],
    );
    return new Map(rows.map(({ day, ...summary }) => [day, summary]));
  }

  /** Puts `stored` in the place of all that is kept of the day for `ids`. */
  async put(
    tx: Transaction,
    table: DayTable,
    day: number,
    ids: readonly number[],
    stored: readonly StoredDay[],
  ): Promise<void> {
    if (ids.length > 0)
      await tx.run(`DELETE FROM ${table} WHERE day = ? AND id IN ${listOf(ids)}`, [day, ...ids]);
    const sql = `INSERT INTO ${table} (day, id, ${COLUMNS.join(', ')}) VALUES (?, ?, ${COLUMNS.map(() => '?').join(', ')})`;
    for (const { id, summary } of stored)
      await tx.run(sql, [day, id, ...DAY_TONES.map((tone) => summary[tone])]);
  }

  /** Every center that had a PC by the end of the day. Days that are due already stay as they are. */
  async dueEverywhere(tx: Transaction, day: number, endOfDay: number, dueAt: number): Promise<void> {
    await tx.run(
      `INSERT INTO history_due (center_id, day, due_at)
       SELECT center.id, CAST(? AS INTEGER), CAST(? AS BIGINT) FROM center
       WHERE EXISTS (SELECT 1 FROM device WHERE device.center_id = center.id AND device.enrolled_at < ?)
       ON CONFLICT (center_id, day) DO NOTHING`,
      [day, dueAt, endOfDay],
    );
  }

  async due(tx: Transaction, { centerId, day, dueAt }: DueDay): Promise<void> {
    await tx.run(
      `INSERT INTO history_due (center_id, day, due_at) VALUES (?, ?, ?)
       ON CONFLICT (center_id, day) DO UPDATE SET due_at = excluded.due_at`,
      [centerId, day, dueAt],
    );
  }

  nextDue(now: number): Promise<DueDay | null> {
    return this.reader.row<DueDay>(
      `SELECT center_id AS "centerId", day, due_at AS "dueAt" FROM history_due WHERE due_at <= ?
       ORDER BY due_at LIMIT 1`,
      [now],
    );
  }

  async dueDaysOf(centerId: number): Promise<Set<number>> {
    const rows = await this.reader.rows<{ day: number }>('SELECT day FROM history_due WHERE center_id = ?', [
      centerId,
    ]);
    return new Set(rows.map(({ day }) => day));
  }

  /** False: somebody else has it, or it was asked for again since. */
  async claim(tx: Transaction, { centerId, day, dueAt }: DueDay): Promise<boolean> {
    const sql = 'DELETE FROM history_due WHERE center_id = ? AND day = ? AND due_at = ?';
    return (await tx.run(sql, [centerId, day, dueAt])) === 1;
  }

  /** Is some PC still believed to be on since before `end`? Where it went is judged first. */
  async unsettled(centerId: number, end: number): Promise<boolean> {
    const row = await this.reader.row(
      `SELECT 1 FROM device JOIN device_state state ON state.device_id = device.id
       WHERE device.center_id = ? AND state.presence = 'online' AND state.last_received_at < ? LIMIT 1`,
      [centerId, end],
    );
    return row !== null;
  }

  /** The oldest day that has a row, where it is before `day`. */
  async oldestBefore(table: DayTable, day: number): Promise<number | null> {
    const row = await this.reader.row<{ day: number | null }>(
      `SELECT MIN(day) AS "day" FROM ${table} WHERE day < ?`,
      [day],
    );
    return row?.day ?? null;
  }

  /** The first few rows of a day; answers how many they were. */
  async forgetSome(tx: Transaction, table: DayTable, day: number, limit: number): Promise<number> {
    return tx.run(
      `DELETE FROM ${table} WHERE day = ? AND id IN (SELECT id FROM ${table} WHERE day = ? ORDER BY id LIMIT ${limit})`,
      [day, day],
    );
  }
}
