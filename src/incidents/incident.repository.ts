import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Reader, Transaction } from '../platform/database/index.js';
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

  /** Open incidents of single PCs about the web system `thing`, oldest first. */
  async openOfDevicesAbout(tx: Transaction, thing: string): Promise<IncidentEntity[]> {
    return tx.find(IncidentEntity, {
      where: { thing, scope: 'device', endedAt: IsNull() },
      order: { openedAt: 'ASC', id: 'ASC' },
    });
  }

  membership(tx: Transaction, findingId: number): Promise<IncidentMemberEntity | null> {
    return tx.findOne(IncidentMemberEntity, { where: { findingId } });
  }

  members(from: Transaction | Reader, incidentId: number): Promise<IncidentMemberEntity[]> {
    return from.find(IncidentMemberEntity, {
      where: { incidentId },
      order: { joinedAt: 'ASC', findingId: 'ASC' },
    });
  }

  async moveMembers(tx: Transaction, from: number, to: number): Promise<void> {
    await tx.update(IncidentMemberEntity, { incidentId: from }, { incidentId: to });
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
}
