import { Injectable } from '@nestjs/common';
import { PROGRAM_RULES, SLOW_RULE } from './policies/causes.js';
import type { Finding, RuleId } from '../detection/index.js';
import type { Reader, SqlValue, Transaction } from '../platform/database/index.js';

/** What is judged as a whole: the silence of one center, the faults of one watched program. */
export type Area = `silence:${number}` | `program:${string}`;

export const silenceArea = (centerId: number): Area => `silence:${centerId}`;
export const programArea = (programId: string): Area => `program:${programId}`;

/** An open finding with the incident it hangs on. */
export interface PlacedFinding extends Pick<
  Finding,
  'id' | 'rule' | 'thing' | 'deviceId' | 'certificateId' | 'beganAt' | 'openedAt'
> {
  /** Where its PC stands now; null: the server itself is meant. */
  centerId: number | null;
  /** Since when its fault is no longer seen; the finding ends when that has lasted. */
  clearSince: number | null;
  /** The PC cannot be heard: whether it still fails is not known. */
  blind: boolean;
  incidentId: number | null;
}

/** One that stands at a center. */
export interface AreaFinding extends PlacedFinding {
  centerId: number;
}

const COLUMNS = `finding.id, finding.rule, finding.thing, finding.device_id AS "deviceId",
  finding.certificate_id AS "certificateId", finding.began_at AS "beganAt", finding.opened_at AS "openedAt",
  COALESCE(device.center_id, finding.center_id) AS "centerId", member.incident_id AS "incidentId",
  finding.clear_since AS "clearSince", state.presence`;
const FROM = `finding LEFT JOIN device ON device.id = finding.device_id
  LEFT JOIN device_state state ON state.device_id = finding.device_id
  LEFT JOIN incident_member member ON member.finding_id = finding.id`;
/** Enough to tell a slow system by. */
const MOST_SLOW = 2_000;
const PROGRAM_RULE_LIST = PROGRAM_RULES.map((rule) => `'${rule}'`).join(', ');

type Row = Omit<AreaFinding, 'blind'> & { presence: string | null };

/** What areas are due, and what is open in them. */
@Injectable()
export class AreaRepository {
  /** The earliest of all wishes stands: a later one never puts an earlier one off. */
  async schedule(tx: Transaction, area: Area, at: number): Promise<void> {
    await tx.run(
      `INSERT INTO correlation_deadline (area, check_at) VALUES (?, ?) ON CONFLICT (area) DO UPDATE SET check_at =
         CASE WHEN excluded.check_at < correlation_deadline.check_at THEN excluded.check_at
           ELSE correlation_deadline.check_at END`,
      [area, at],
    );
  }

  async anyDue(reader: Reader, now: number): Promise<boolean> {
    return (
      (await reader.row('SELECT area FROM correlation_deadline WHERE check_at <= ? LIMIT 1', [now])) !== null
    );
  }

  /** Taking an area removes its deadline; judging it sets the next. */
  async takeDue(tx: Transaction, now: number): Promise<Area | null> {
    const row = await tx.row<{ area: Area }>(
      `DELETE FROM correlation_deadline WHERE area IN (
         SELECT area FROM correlation_deadline WHERE check_at <= ? ORDER BY check_at LIMIT 1${tx.skipLocked})
       RETURNING area`,
      [now],
    );
    return row?.area ?? null;
  }

  /** Silent PCs that stand in the center, or stood there when they fell silent. */
  silentIn(tx: Transaction, centerId: number): Promise<AreaFinding[]> {
    return this.findings(
      tx,
      `SELECT ${COLUMNS} FROM ${FROM} WHERE finding.id IN (
         SELECT id FROM finding WHERE center_id = ? AND rule = 'device-silent' AND ended_at IS NULL
         UNION SELECT moved.id FROM finding moved JOIN device now_at ON now_at.id = moved.device_id
         WHERE now_at.center_id = ? AND moved.rule = 'device-silent' AND moved.ended_at IS NULL)
       ORDER BY finding.began_at, finding.id`,
      [centerId, centerId],
    );
  }

  /** Open faults of one watched program, but for those that hang on the incident `settled` already. */
  faultsOf(tx: Transaction, programId: string, settled: number | null): Promise<AreaFinding[]> {
    return this.findings(
      tx,
      `SELECT ${COLUMNS} FROM ${FROM} WHERE finding.thing = ? AND finding.rule IN (${PROGRAM_RULE_LIST})
         AND finding.ended_at IS NULL AND (member.incident_id IS NULL OR member.incident_id <> ?)
       ORDER BY finding.began_at, finding.id`,
      [programId, settled ?? -1],
    );
  }

  /** PCs that find the program slow now, the first of very many. */
  slowWith(tx: Transaction, programId: string): Promise<{ centerId: number; beganAt: number }[]> {
    return tx.rows(
      `SELECT COALESCE(device.center_id, finding.center_id) AS "centerId", finding.began_at AS "beganAt"
       FROM finding LEFT JOIN device ON device.id = finding.device_id
       WHERE finding.thing = ? AND finding.rule = ? AND finding.ended_at IS NULL AND finding.clear_since IS NULL
       ORDER BY finding.began_at LIMIT ${MOST_SLOW}`,
      [programId, SLOW_RULE],
    );
  }

  /** Open faults of the same PCs that could explain faults of `programId`. */
  openOn(
    tx: Transaction,
    programId: string,
    explaining: { thing: string; rules: readonly RuleId[] },
  ): Promise<AreaFinding[]> {
    return this.findings(
      tx,
      `SELECT ${COLUMNS} FROM ${FROM} WHERE finding.thing = ? AND finding.ended_at IS NULL
         AND finding.rule IN (${explaining.rules.map(() => '?').join(', ')})
         AND EXISTS (SELECT 1 FROM finding child WHERE child.device_id = finding.device_id AND child.thing = ?
           AND child.ended_at IS NULL)
       ORDER BY finding.began_at, finding.id`,
      [explaining.thing, ...explaining.rules, programId],
    );
  }

  private async findings(
    tx: Transaction,
    sql: string,
    parameters: readonly SqlValue[],
  ): Promise<AreaFinding[]> {
    const rows = await tx.rows<Row>(sql, parameters);
    return rows.map(({ presence, ...row }) => ({
      ...row,
      blind: presence === 'silent' || presence === 'stopped',
    }));
  }
}
