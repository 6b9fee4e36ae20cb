import { Injectable } from '@nestjs/common';
import { Reader, type Transaction } from '../platform/database/index.js';
import type { Beat } from './domain/accepted-report.js';

export interface JournalLine extends Beat {
  id: number;
}

/** Hands the journal to the stage that folds it. Lines are removed after they were folded, so a crash in between repeats that. */
@Injectable()
export class BeatJournal {
  constructor(private readonly reader: Reader) {}

  /** Up to `limit` lines that follow line `after`, the oldest first. */
  read(after: number, limit: number): Promise<JournalLine[]> {
    return this.reader.rows<JournalLine>(
      `SELECT id, device_id AS "deviceId", session, instance, sequence, received_at AS "receivedAt", skew_ms AS "skewMs",
         cpu_percent AS "cpuPercent", memory_percent AS "memoryPercent"
       FROM beat_journal WHERE id > ? ORDER BY id LIMIT ${limit}`,
      [after],
    );
  }

  /** Removes these lines, given in their order, and no others: on PostgreSQL a line may be committed after one with a higher id. */
  async remove(tx: Transaction, lines: readonly JournalLine[]): Promise<void> {
    for (let from = 0; from < lines.length;) {
      let to = from;
      while (lines[to + 1]?.id === lines[to]!.id + 1) to += 1;
      await tx.run('DELETE FROM beat_journal WHERE id BETWEEN ? AND ?', [lines[from]!.id, lines[to]!.id]);
      from = to + 1;
    }
  }
}
