import { Injectable } from '@nestjs/common';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';

/** A pulse every few seconds; a gap of more than this in a running process means it stalled or its clock jumped. */
const LONGEST_GAP_MS = 15_000;
export const PULSE_PERIOD_MS = 5_000;

/**
 * The server knows when it was blind (decision 7). While no process listened, silence proves nothing: after every gap in
 * the pulse all deadlines are granted anew, counted from the moment it could hear again. A start is such a gap however short
 * it was: a few seconds are enough for a PC to miss its beat, and a server that dies again and again may miss each of them.
 */
@Injectable()
export class Blindness {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  /**
   * Writes the pulse; a gap before it becomes a span of blindness. Where several processes share a database another one may
   * have heard while this one started: then deadlines come one round later than they could.
   */
  async pulse(now: number, reason: 'started' | 'stalled'): Promise<void> {
    await this.work.runDerived(async (tx) => {
      const last = await tx.row<{ aliveAt: number }>(
        'SELECT alive_at AS "aliveAt" FROM server_pulse WHERE id = 1',
      );
      if (last && (reason === 'started' || Math.abs(now - last.aliveAt) > LONGEST_GAP_MS)) {
        await tx.run('INSERT INTO server_blindness (from_at, until_at, reason) VALUES (?, ?, ?)', [
          Math.min(last.aliveAt, now),
          now,
          reason,
        ]);
      }
      await tx.run(
        `INSERT INTO server_pulse (id, alive_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET alive_at = excluded.alive_at`,
        [now],
      );
    });
  }

  /**
   * The moment since which the server has heard without a gap; 0 when it never was blind. Spans from before its clock was
   * set back lie in the future and would grant deadlines for ever: the setting back left a span of its own.
   */
  async hearingSince(now: number, from: Reader | Transaction = this.reader): Promise<number> {
    const row = await from.row<{ until: number | null }>(
      'SELECT MAX(until_at) AS "until" FROM server_blindness WHERE until_at <= ?',
      [now],
    );
    return row?.until ?? 0;
  }
}
