import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { listOf, type Reader, type Transaction } from '../platform/database/index.js';
import { IncidentMemberEntity } from './entities/incident-member.entity.js';
import { IncidentEntity } from './entities/incident.entity.js';

@Injectable()
export class IncidentRepository {
  byId(from: Transaction | Reader, id: number): Promise<IncidentEntity | null> {
    return from.findOne(IncidentEntity, { where: { id } });
  }

  openByCause(tx: Transaction, causeKey: string): Promise<IncidentEntity | null> {
    return tx.findOne(IncidentEntity, { where: { causeKey, endedAt: IsNull() } });
  }

  /** The incident of this cause that ended last, not before `since`. Absorbed ones live on in another. */
  async endedSince(tx: Transaction, causeKey: string, since: number): Promise<IncidentEntity | null> {
    const row = await tx.row<{ id: number }>(
      `SELECT id FROM incident WHERE cause_key = ? AND ended_at >= ? AND absorbed_by IS NULL
       ORDER BY ended_at DESC LIMIT 1`,
      [causeKey, since],
    );
    return row && this.byId(tx, row.id);
  }

  /** The incident of this cause that `parent` took in, the last of them. */
  async absorbedBy(tx: Transaction, causeKey: string, parent: number): Promise<IncidentEntity | null> {
    const row = await tx.row<{ id: number }>(
      'SELECT id FROM incident WHERE absorbed_by = ? AND cause_key = ? ORDER BY ended_at DESC LIMIT 1',
      [parent, causeKey],
    );
    return row && this.byId(tx, row.id);
  }

  /** Open incidents of whole centers and systems about one watched program. */
  async openParentsAbout(tx: Transaction, thing: string): Promise<IncidentEntity[]> {
    const open = await tx.find(IncidentEntity, { where: { thing, endedAt: IsNull() } });
    return open.filter(({ scope }) => scope === 'system' || scope === 'center');
  }

  membership(tx: Transaction, findingId: number): Promise<IncidentMemberEntity | null> {
    return tx.findOne(IncidentMemberEntity, { where: { findingId } });
  }

  members(from: Transaction | Reader, incidentId: number, limit: number): Promise<IncidentMemberEntity[]> {
    return from.find(IncidentMemberEntity, {
      where: { incidentId },
      order: { joinedAt: 'ASC', findingId: 'ASC' },
      take: limit,
    });
  }

  async openMemberIds(tx: Transaction, incidentId: number): Promise<number[]> {
    const rows = await tx.rows<{ id: number }>(
      'SELECT finding_id AS id FROM incident_member WHERE incident_id = ? AND left_at IS NULL',
      [incidentId],
    );
    return rows.map(({ id }) => id);
  }

  /** How many members there are of each severity, open or not, in each center. */
  shares<T>(from: Transaction | Reader, incidentId: number): Promise<T[]> {
    return from.rows<T>(
      `SELECT finding.severity, finding.center_id AS "centerId",
         CASE WHEN member.left_at IS NULL THEN 1 ELSE 0 END AS "isOpen", COUNT(*) AS "count"
       FROM incident_member member JOIN finding ON finding.id = member.finding_id WHERE member.incident_id = ?
       GROUP BY finding.severity, finding.center_id, CASE WHEN member.left_at IS NULL THEN 1 ELSE 0 END`,
      [incidentId],
    );
  }

  async openCenters(from: Reader, incidentId: number): Promise<number[]> {
    const rows = await from.rows<{ id: number }>(
      `SELECT DISTINCT finding.center_id AS id FROM incident_member member
       JOIN finding ON finding.id = member.finding_id
       WHERE member.incident_id = ? AND member.left_at IS NULL ORDER BY finding.center_id`,
      [incidentId],
    );
    return rows.map(({ id }) => id);
  }

  absorbedInto(from: Reader, incidentId: number): Promise<IncidentEntity[]> {
    return from.find(IncidentEntity, { where: { absorbedBy: incidentId }, order: { id: 'ASC' }, take: 50 });
  }

  /** The member that should word the incident: of those still open, a widening one before others, then the oldest. */
  async leadOf(
    tx: Transaction,
    incidentId: number,
    widening: readonly string[],
  ): Promise<{ open: number | null; lastLeftAt: number | null }> {
    const open = await tx.row<{ id: number }>(
      `SELECT finding.id FROM incident_member member JOIN finding ON finding.id = member.finding_id
       WHERE member.incident_id = ? AND member.left_at IS NULL
       ORDER BY CASE WHEN finding.rule IN (${widening.map(() => '?').join(', ')}) THEN 0 ELSE 1 END,
         finding.began_at, finding.id LIMIT 1`,
      [incidentId, ...widening],
    );
    const left = open
      ? null
      : await tx.row<{ at: number | null }>(
          'SELECT MAX(left_at) AS "at" FROM incident_member WHERE incident_id = ?',
          [incidentId],
        );
    return { open: open?.id ?? null, lastLeftAt: left?.at ?? null };
  }

  /** Members that are back: which PC, silent since when, until when; the first `limit`. */
  returns(
    tx: Transaction,
    incidentId: number,
    limit: number,
  ): Promise<{ deviceId: number; beganAt: number; endedAt: number }[]> {
    return tx.rows(
      `SELECT finding.device_id AS "deviceId", finding.began_at AS "beganAt", finding.ended_at AS "endedAt"
       FROM incident_member member JOIN finding ON finding.id = member.finding_id
       WHERE member.incident_id = ? AND finding.ended_at IS NOT NULL AND finding.device_id IS NOT NULL
       ORDER BY finding.ended_at, finding.id LIMIT ${limit}`,
      [incidentId],
    );
  }

  async moveMembers(tx: Transaction, from: number, to: number): Promise<void> {
    await tx.update(IncidentMemberEntity, { incidentId: from }, { incidentId: to });
  }

  async moveMember(tx: Transaction, findingId: number, to: number): Promise<void> {
    await tx.update(IncidentMemberEntity, { findingId }, { incidentId: to });
  }

  /** The finding hangs on nothing until it is placed anew. */
  async park(tx: Transaction, findingId: number): Promise<void> {
    await tx.run('DELETE FROM incident_member WHERE finding_id = ?', [findingId]);
  }

  create(tx: Transaction, values: Partial<IncidentEntity>): Promise<number> {
    return tx.insert(IncidentEntity, values);
  }

  async change(tx: Transaction, id: number, values: Partial<IncidentEntity>): Promise<void> {
    await tx.update(IncidentEntity, { id }, values);
  }

  async join(tx: Transaction, incidentId: number, findingId: number, joinedAt: number): Promise<void> {
    await tx.insert(IncidentMemberEntity, { incidentId, findingId, joinedAt });
  }

  async leave(tx: Transaction, findingId: number, leftAt: number): Promise<void> {
    await tx.update(IncidentMemberEntity, { findingId }, { leftAt });
  }

  async forgetMembers(tx: Transaction, findingIds: readonly number[]): Promise<void> {
    await tx.run(`DELETE FROM incident_member WHERE finding_id IN ${listOf(findingIds)}`, findingIds);
  }

  /** Removes incidents that have no members any more, with the decisions about them. An open one stays, whoever names it. */
  async forget(tx: Transaction, ids: readonly number[]): Promise<void> {
    const without = `id IN ${listOf(ids)} AND ended_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM incident_member member WHERE member.incident_id = incident.id)`;
    await tx.run(
      `DELETE FROM incident_decision WHERE incident_id IN (SELECT id FROM incident WHERE ${without})`,
      ids,
    );
    await tx.run(`DELETE FROM incident WHERE ${without}`, ids);
  }
}
