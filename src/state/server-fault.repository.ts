import { Injectable } from '@nestjs/common';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { CenterHearing, ClockFault, LineFault } from './domain/hearing.js';

/** What is wrong with the server's own senses now; null: nothing. */
export interface ServerFaults {
  line: LineFault | null;
  clock: ClockFault | null;
}

/** A stretch in which nobody listened, or in which the server's clock jumped. */
export interface BlindSpan {
  from: number;
  until: number;
  reason: BlindReason;
}
export type BlindReason = 'started' | 'stalled' | 'clock' | 'line';

export const HEARS: ServerFaults = { line: null, clock: null };

/** Centers read at once: a few ms. */
const CENTERS_PER_READ = 400;

/** What the server knows of its own deafness: faults that last stand as rows, so that every process judges by the same. */
@Injectable()
export class ServerFaultRepository {
  async read(from: Transaction | Reader): Promise<ServerFaults> {
    const rows = await from.rows<{ kind: 'line' | 'clock'; since: number; facts: string }>(
      'SELECT kind, since, facts FROM server_fault',
    );
    const of = (kind: string): object | null => {
      const row = rows.find((candidate) => candidate.kind === kind);
      return row ? { since: row.since, ...(JSON.parse(row.facts) as object) } : null;
    };
    return { line: of('line') as LineFault | null, clock: of('clock') as ClockFault | null };
  }

  async write(tx: Transaction, kind: 'line' | 'clock', fault: LineFault | ClockFault | null): Promise<void> {
    if (fault === null) return void (await tx.run('DELETE FROM server_fault WHERE kind = ?', [kind]));
    const { since, ...facts } = fault;
    await tx.run(
      `INSERT INTO server_fault (kind, since, facts) VALUES (?, ?, ?)
       ON CONFLICT (kind) DO UPDATE SET facts = excluded.facts`,
      [kind, since, JSON.stringify(facts)],
    );
  }

  async addBlindness(tx: Transaction, { from, until, reason }: BlindSpan): Promise<void> {
    await tx.run('INSERT INTO server_blindness (from_at, until_at, reason) VALUES (?, ?, ?)', [
      from,
      until,
      reason,
    ]);
  }

  /** Stretches of blindness that ended in (since, now], oldest first. */
  blindnessSince(from: Transaction | Reader, since: number, now: number): Promise<BlindSpan[]> {
    return from.rows<BlindSpan>(
      `SELECT from_at AS "from", until_at AS "until", reason FROM server_blindness
       WHERE until_at > ? AND until_at <= ? ORDER BY until_at`,
      [since, now],
    );
  }

  /** Centers after `afterId` with a PC that was heard since then, on or not: a line each, in the order of their ids. */
  heardSince(reader: Reader, afterId: number, since: number): Promise<CenterHearing[]> {
    return reader.rows<CenterHearing>(
      `SELECT device.center_id AS "centerId", 0 AS "online", MAX(state.last_received_at) AS "lastReceivedAt",
         0 AS "behind", 0 AS "ahead", 0 AS "behindMs", 0 AS "aheadMs"
       FROM device JOIN device_state state ON state.device_id = device.id
       WHERE device.center_id > ? AND state.last_received_at > ?
       GROUP BY device.center_id ORDER BY device.center_id LIMIT ${CENTERS_PER_READ}`,
      [afterId, since],
    );
  }

  /**
   * Centers after `afterId` with PCs that are believed to be on, a line each, in the order of their ids; at most so many that
   * reading them holds nobody up. `suspicious` is the skew (ms) from which a clock counts.
   */
  hearingOf(reader: Reader, afterId: number, suspicious: number): Promise<CenterHearing[]> {
    // A sum of big integers would come as text from PostgreSQL.
    const sum = (of: string, condition: string): string =>
      `CAST(SUM(CASE WHEN ${condition} THEN ${of} ELSE 0 END) AS BIGINT)`;
    return reader.rows<CenterHearing>(
      `SELECT device.center_id AS "centerId", COUNT(*) AS "online", MAX(state.last_received_at) AS "lastReceivedAt",
         ${sum('1', 'state.skew_ms >= ?')} AS "behind", ${sum('1', 'state.skew_ms <= ?')} AS "ahead",
         ${sum('state.skew_ms', 'state.skew_ms >= ?')} AS "behindMs", ${sum('state.skew_ms', 'state.skew_ms <= ?')} AS "aheadMs"
       FROM device JOIN device_state state ON state.device_id = device.id
       WHERE device.center_id > ? AND state.presence = 'online'
       GROUP BY device.center_id ORDER BY device.center_id LIMIT ${CENTERS_PER_READ}`,
      [suspicious, -suspicious, suspicious, -suspicious, afterId],
    );
  }
}
