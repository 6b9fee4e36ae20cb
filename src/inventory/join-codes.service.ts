import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { AuditTrail, digestOf } from '../access/index.js';
import type { JoinCodeView, NewJoinCode } from '../contracts/api/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { notFound, PublicAddress } from '../platform/http/index.js';
import { Centers } from './centers.service.js';
import { JOIN_CODE_LENGTH, joinCodeFrom, normalizedJoinCode } from './domain/join-code.js';
import { JoinCodeEntity } from './entities/join-code.entity.js';
import { joinCodeUnknown, joinCodeUnusable } from './inventory.refusals.js';

const HOUR_MS = 3_600_000;
/** Ended codes stay in the list for a month. */
const SHOWN_AFTER_END_MS = 30 * DAY_MS;

@Injectable()
export class JoinCodes {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly address: PublicAddress,
    private readonly centers: Centers,
  ) {}

  async ofCenter(centerId: number, now: number): Promise<JoinCodeView[]> {
    const codes = await this.reader.find(JoinCodeEntity, { where: { centerId }, order: { id: 'DESC' } });
    return codes
      .filter(({ expiresAt }) => expiresAt > now - SHOWN_AFTER_END_MS)
      .map((code) => viewOf(code, null));
  }

  /** The only moment at which the code is readable: it is stored as a digest. */
  async create(centerId: number, asked: NewJoinCode, by: number | null, now: number): Promise<JoinCodeView> {
    const code = joinCodeFrom(randomBytes(JOIN_CODE_LENGTH));
    const row = {
      centerId,
      codeHash: digestOf(normalizedJoinCode(code)),
      createdAt: now,
      createdBy: by,
      expiresAt: now + asked.validHours * HOUR_MS,
      usesLeft: asked.uses,
      revokedAt: null,
    };
    if (!(await this.centers.byId(centerId))) throw notFound({ vi: 'trung tâm này', en: 'center' });
    const id = await this.work.run(async (tx) => {
      const inserted = await tx.insert(JoinCodeEntity, row);
      await this.audit.record(tx, {
        at: now,
        userId: by,
        action: 'join-code.created',
        subject: `center:${centerId}`,
        detail: `code ${inserted}, ${asked.validHours} h, ${asked.uses} uses`,
      });
      return inserted;
    });
    return { ...viewOf({ ...row, id }, code), commands: this.commands(code) };
  }

  async revoke(id: number, by: number | null, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.run('UPDATE join_code SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', [now, id]);
      const code = await tx.findOne(JoinCodeEntity, { where: { id } });
      if (!code) throw notFound({ vi: 'mã thêm máy này', en: 'join code' });
      await this.audit.record(tx, {
        at: now,
        userId: by,
        action: 'join-code.revoked',
        subject: `center:${code.centerId}`,
        detail: `code ${id}`,
      });
    });
  }

  /** Uses the code up by one and names its center. It holds the code's row until the end of the unit of work. */
  async use(tx: Transaction, typed: string, now: number): Promise<number> {
    const codeHash = digestOf(normalizedJoinCode(typed));
    const taken = await tx.run(
      `UPDATE join_code SET uses_left = uses_left - 1
        WHERE code_hash = ? AND uses_left > 0 AND revoked_at IS NULL AND expires_at > ?`,
      [codeHash, now],
    );
    const code = await tx.findOne(JoinCodeEntity, { where: { codeHash } });
    if (!code) throw joinCodeUnknown();
    if (taken === 1) return code.centerId;
    if (code.revokedAt !== null) throw joinCodeUnusable('REVOKED');
    throw joinCodeUnusable(code.expiresAt <= now ? 'EXPIRED' : 'USED_UP');
  }

  private commands(code: string): { windows: string; linux: string } {
    const options = `enrol --server ${this.address.url} --code ${code} --name "Quầy 1"`;
    return { windows: `trucban-agent.exe ${options}`, linux: `trucban-agent ${options}` };
  }
}

function viewOf(entity: JoinCodeEntity, code: string | null): JoinCodeView {
  const { id, createdAt, expiresAt, usesLeft, revokedAt } = entity;
  return { id, code, createdAt, expiresAt, usesLeft, revoked: revokedAt !== null, commands: null };
}
