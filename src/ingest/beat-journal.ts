import { Injectable } from '@nestjs/common';
import { Reader, type Transaction } from '../platform/database/index.js';
import type { Beat } from './domain/accepted-report.js';

/** Where a line stands and whose it is. */
export interface JournalPlace {
  id: number;
  deviceId: number;
}

export interface JournalLine extends JournalPlace, Beat {}

const LENGTHS = 250;

/** Hands the journal to the stage that folds it. Lines are removed after they were folded, so a crash in between repeats that. */
@Injectable()
export class BeatJournal {
  constructor(private readonly reader: Reader) {}

  /** Of up to `limit` lines that follow line `after`, the oldest first. */
  places(after: number, limit: number): Promise<JournalPlace[]> {
    return this.reader.rows<JournalPlace>(
      `SELECT id, device_id AS "deviceId" FROM beat_journal WHERE id > ? ORDER BY id LIMIT ${limit}`,
      [after],
    );
  }

  /** Those of these lines that are still there. */
  lines(ids: readonly number[]): Promise<JournalLine[]> {
    // Few different lengths are few different statements to prepare.
    const length = Math.ceil(ids.length / LENGTHS) * LENGTHS;
    const asked = Array.from({ length }, (_, place) => ids[Math.min(place, ids.length - 1)]!);
    return this.reader.rows<JournalLine>(
      `SELECT id, device_id AS "deviceId", session, instance, sequence, received_at AS "receivedAt", skew_ms AS "skewMs",
         cpu_percent AS "cpuPercent", memory_percent AS "memoryPercent"
       FROM beat_journal WHERE id IN (${asked.map(() => '?').join(', ')})`,
      asked,
    );
  }

  /** Removes these lines, given in their order, and no others: on PostgreSQL a line may be committed after one with a higher id. */
  async remove(tx: Transaction, ids: ArrayLike<number>): Promise<void> {
    for (let from = 0; from < ids.length;) {
      let to = from;
      while (ids[to + 1] === ids[to]! + 1) to += 1;
      await tx.run('DELETE FROM beat_journal WHERE id BETWEEN ? AND ?', [ids[from]!, ids[to]!]);
      from = to + 1;
    }
  }
}
