import { Injectable } from '@nestjs/common';
import type { MadeWallLink, NewWallLink, WallLinkView } from '../contracts/api/index.js';
import { ALL_PROVINCES } from '../platform/config/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { notFound, PublicAddress } from '../platform/http/index.js';
import { AuditTrail } from './audit-trail.js';
import { TOUCH_MS } from './domain/session-times.js';
import { WallLinkEntity } from './entities/wall-link.entity.js';
import { Places } from './places.service.js';
import { digestOf, newSecret } from './secret.js';

/** A screen on the wall: no person, and nothing to press. */
export interface WallScreen {
  id: number;
  name: string;
  /** Null: everything that the server serves. */
  province: string | null;
}

/** Links in the database, so that a restart darkens no screen, and revoking one works everywhere at once. */
@Injectable()
export class WallLinks {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly address: PublicAddress,
    private readonly places: Places,
  ) {}

  /** Newest first. */
  all(): Promise<WallLinkView[]> {
    return this.reader.rows<WallLinkView>(
      `SELECT wall_link.id, wall_link.name, province.name AS "province", person.name AS "by",
         wall_link.created_at AS "createdAt", wall_link.last_used_at AS "lastUsedAt",
         wall_link.revoked_at AS "revokedAt"
       FROM wall_link
       LEFT JOIN province ON province.code = wall_link.province_code
       LEFT JOIN user_account person ON person.id = wall_link.created_by
       ORDER BY wall_link.id DESC`,
    );
  }

  /**
   * `by`: who asked for it; null is the command line of the server. The secret stands behind the # of the address: browsers
   * do not send that part, so it is in no log.
   * @throws Refusal NOT_FOUND when this server does not serve that province
   */
  async create({ name, province }: NewWallLink, by: number | null, now: number): Promise<MadeWallLink> {
    if (province !== null) await this.places.mustServe(province);
    const secret = newSecret();
    const id = await this.work.run(async (tx) => {
      const row = await tx.row<{ id: number }>(
        'INSERT INTO wall_link (name, province_code, token_hash, created_by, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id',
        [name, province, digestOf(secret), by, now],
      );
      if (!row) throw new Error('the link was not stored');
      await this.record(tx, 'wall-link.created', row.id, by, now, `${name} ${province ?? ALL_PROVINCES}`);
      return row.id;
    });
    const link = (await this.all()).find((one) => one.id === id);
    if (!link) throw new Error('the link is not there');
    return { link, url: `${this.address.url}/wall/screen#${secret}` };
  }

  /** Its screens go dark within 5 s. Revoking it twice changes nothing. */
  async revoke(id: number, by: number | null, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      if (!(await tx.findOne(WallLinkEntity, { where: { id } })))
        throw notFound({ vi: 'liên kết này', en: 'link' });
      const changed = await tx.run(
        'UPDATE wall_link SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
        [now, id],
      );
      if (changed === 1) await this.record(tx, 'wall-link.revoked', id, by, now);
    });
  }

  /** The screen behind a secret, or null when its link is unknown or revoked. */
  async find(secret: string, now: number): Promise<WallScreen | null> {
    const link = await this.reader.findOne(WallLinkEntity, { where: { tokenHash: digestOf(secret) } });
    if (!link || link.revokedAt !== null) return null;
    if (now - (link.lastUsedAt ?? -Infinity) >= TOUCH_MS) {
      await this.work.run((tx) =>
        tx.run('UPDATE wall_link SET last_used_at = ? WHERE id = ? AND COALESCE(last_used_at, 0) < ?', [
          now,
          link.id,
          now,
        ]),
      );
    }
    return { id: link.id, name: link.name, province: link.provinceCode };
  }

  private record(
    tx: Transaction,
    action: string,
    id: number,
    userId: number | null,
    at: number,
    detail?: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      at,
      userId,
      action,
      subject: `wall-link:${id}`,
      ...(detail === undefined ? {} : { detail }),
    });
  }
}
