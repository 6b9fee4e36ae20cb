import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/index.js';
import type { Beat } from './domain/accepted-report.js';

/** Hands the journal to the stage that folds it. Taking lines and folding them is one transaction, so a crash repeats both. */
@Injectable()
export class BeatJournal {
  /** Removes up to `limit` of the oldest lines and returns them; lines that another process is folding are passed by. */
  async take(tx: Transaction, limit: number): Promise<Beat[]> {
    return tx.rows<Beat>(
      `DELETE FROM beat_journal WHERE id IN (SELECT id FROM beat_journal ORDER BY id LIMIT ${limit}${tx.skipLocked})
       RETURNING device_id AS "deviceId", session, instance, sequence, received_at AS "receivedAt",
         skew_ms AS "skewMs", cpu_percent AS "cpuPercent", memory_percent AS "memoryPercent"`,
    );
  }

  /** Returns lines that cannot be folded yet. */
  async putBack(tx: Transaction, beats: readonly Beat[]): Promise<void> {
    for (const beat of beats) {
      await tx.run(
        `INSERT INTO beat_journal (device_id, session, instance, sequence, received_at, skew_ms, cpu_percent,
           memory_percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          beat.deviceId,
          beat.session,
          beat.instance,
          beat.sequence,
          beat.receivedAt,
          beat.skewMs,
          beat.cpuPercent,
          beat.memoryPercent,
        ],
      );
    }
  }
}
