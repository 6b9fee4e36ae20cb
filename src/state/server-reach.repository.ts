import { Injectable } from '@nestjs/common';
import type { Reader, Transaction } from '../platform/database/index.js';
import { NEVER_TRIED, type ServerReach, SOON_MS } from './domain/server-reach.js';
import { ServerReachEntity } from './entities/index.js';

/** A system as it stands, and whether some PC says now that it does not reach it. */
export interface WatchedReach extends ServerReachEntity {
  isDoubted: boolean;
}

@Injectable()
export class ServerReachRepository {
  of(from: Transaction | Reader, programId: string): Promise<ServerReachEntity | null> {
    return from.findOne(ServerReachEntity, { where: { programId } });
  }

  /** Every row: as many as there are watched web systems. */
  async all(reader: Reader): Promise<WatchedReach[]> {
    const rows = await reader.find(ServerReachEntity);
    const failing = await reader.rows<{ id: string }>(
      `SELECT program_id AS id FROM server_reach WHERE EXISTS (SELECT 1 FROM state_span span
         WHERE span.thing = server_reach.program_id AND span.source = 'probe' AND span.state = 'failed'
           AND span.until_at IS NULL)`,
    );
    const doubted = new Set(failing.map(({ id }) => id));
    return rows.map((row) => ({ ...row, isDoubted: doubted.has(row.programId) }));
  }

  /** The system is watched at this address from now on; what was seen at another one is forgotten. */
  async begin(tx: Transaction, programId: string, url: string, now: number): Promise<void> {
    await tx.run('DELETE FROM server_reach WHERE program_id = ? AND url <> ?', [programId, url]);
    await tx.run(
      `INSERT INTO server_reach (program_id, url, state, since, check_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (program_id) DO NOTHING`,
      [programId, url, NEVER_TRIED.state, now, now],
    );
  }

  async forget(tx: Transaction, programId: string): Promise<void> {
    await tx.run('DELETE FROM server_reach WHERE program_id = ?', [programId]);
  }

  /** Whether the next try is this process's to make. */
  async claim(
    tx: Transaction,
    { programId, triedAt }: ServerReachEntity,
    now: number,
    until: number,
  ): Promise<boolean> {
    const claimed = await tx.run(
      `UPDATE server_reach SET tried_at = ?, claimed_until = ?
       WHERE program_id = ? AND tried_at = ? AND claimed_until <= ?`,
      [now, until, programId, triedAt, now],
    );
    return claimed === 1;
  }

  /** Nothing is written when the claim of `triedAt` has run out or the address has changed meanwhile. */
  async record(
    tx: Transaction,
    programId: string,
    triedAt: number,
    { state, since, phase, code, httpStatus, badTries, badSince, reachedAt }: ServerReach,
    checkAt: number,
  ): Promise<void> {
    const values = { state, since, phase, code, httpStatus, badTries, badSince, reachedAt };
    await tx.update(ServerReachEntity, { programId, triedAt }, { ...values, claimedUntil: 0, checkAt });
  }

  async makeDue(tx: Transaction, programId: string, now: number): Promise<void> {
    await tx.run('UPDATE server_reach SET check_at = ? WHERE program_id = ?', [now, programId]);
  }

  /** A PC began to fail: what the last try said is too old to be set against it. */
  async doubt(tx: Transaction, programId: string, now: number): Promise<void> {
    await tx.run(
      `UPDATE server_reach SET check_at = CASE WHEN tried_at + ${SOON_MS} > ? THEN tried_at + ${SOON_MS} ELSE ? END
       WHERE program_id = ? AND check_at > ? AND check_at > tried_at + ${SOON_MS}`,
      [now, now, programId, now],
    );
  }
}
