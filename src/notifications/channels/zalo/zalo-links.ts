import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { AuditTrail, digestOf } from '../../../access/index.js';
import type { ZaloCode } from '../../../contracts/api/index.js';
import { type Reader, type Transaction, UnitOfWork } from '../../../platform/database/index.js';
import { NoticeRepository } from '../../notice.repository.js';
import { LINK_CODE_MS, linkCodeFrom, linkCodeIn } from './domain/link-code.js';
import { ZaloCodeEntity, ZaloLinkEntity } from './entities/zalo.entities.js';

/** Which Zalo is whose: a person shows that it is theirs by sending, from it, a code that only their page shows. */
@Injectable()
export class ZaloLinks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notices: NoticeRepository,
    private readonly audit: AuditTrail,
  ) {}

  async of(from: Transaction | Reader, userId: number): Promise<string | null> {
    return (await from.findOne(ZaloLinkEntity, { where: { userId } }))?.zaloId ?? null;
  }

  /** By account. */
  async all(from: Transaction | Reader): Promise<ReadonlyMap<number, string>> {
    const links = await from.rows<Pick<ZaloLinkEntity, 'userId' | 'zaloId'>>(
      'SELECT user_id AS "userId", zalo_id AS "zaloId" FROM zalo_link',
    );
    return new Map(links.map(({ userId, zaloId }) => [userId, zaloId]));
  }

  /** A code in the place of any before it. */
  async issue(userId: number, now: number): Promise<ZaloCode> {
    const code = linkCodeFrom(randomBytes(16));
    const expiresAt = now + LINK_CODE_MS;
    await this.work.run((tx) =>
      tx.run(
        `INSERT INTO zalo_code (user_id, digest, expires_at) VALUES (?, ?, ?)
         ON CONFLICT (user_id) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at`,
        [userId, digestOf(code), expiresAt],
      ),
    );
    return { code, expiresAt };
  }

  /** What somebody wrote to the account. True when it held a code that is open, and the two are linked now. */
  async wrote(zaloId: string, text: string, now: number): Promise<boolean> {
    const code = linkCodeIn(text);
    if (code === null) return false;
    return this.work.run(async (tx) => {
      const open = await tx.findOne(ZaloCodeEntity, { where: { digest: digestOf(code) } });
      if (!open || open.expiresAt <= now) return false;
      const { userId } = open;
      await tx.run('DELETE FROM zalo_code WHERE user_id = ?', [userId]);
      // One Zalo is one person's, the one's who showed it last.
      await tx.run('DELETE FROM zalo_link WHERE user_id = ? OR zalo_id = ?', [userId, zaloId]);
      await tx.insert(ZaloLinkEntity, { userId, zaloId, linkedAt: now });
      await this.audit.record(tx, { at: now, userId, action: 'zalo.linked', subject: `user:${userId}` });
      return true;
    });
  }

  /** The person, or their Zalo, wants no more of it. */
  async end(who: { userId: number } | { zaloId: string }, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      const link = await tx.findOne(ZaloLinkEntity, { where: who });
      if (!link) return;
      await tx.run('DELETE FROM zalo_link WHERE user_id = ?', [link.userId]);
      await this.notices.drop(tx, { zaloOf: link.userId }, now);
      const done = { action: 'zalo.unlinked', subject: `user:${link.userId}` };
      await this.audit.record(tx, { at: now, userId: link.userId, ...done });
    });
  }
}
