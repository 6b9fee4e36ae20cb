import { Injectable } from '@nestjs/common';
import { digestOf, newSecret } from '../../access/index.js';
import { DAY_MS, MINUTE_MS } from '../../platform/civil/index.js';
import { forgetOlder, Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { PublicAddress } from '../../platform/http/index.js';
import { ReportLinkEntity } from '../entities/report-link.entity.js';
import { linkExpired, linkUnknown, linkUsed, tooManyLinks } from '../tickets.refusals.js';

/** Long enough to write in between two citizens; a link found later opens nothing. */
const VALID_MS = 30 * MINUTE_MS;
/** For a while one that is over is still told from one that never was. */
const KEPT_MS = DAY_MS;
const LINKS_PER_PC = 20;
const WINDOW_MS = 10 * MINUTE_MS;

/** Links that a PC asks for when its clerk presses "Báo sự cố": short-lived, for one report, for that PC. */
@Injectable()
export class ReportLinks {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly address: PublicAddress,
  ) {}

  /** The secret stands behind the # of the address: browsers do not send that part, so it is in no log. */
  async create(deviceId: number, now: number): Promise<{ url: string; expiresAt: number }> {
    const secret = newSecret();
    const expiresAt = now + VALID_MS;
    await this.work.run(async (tx) => {
      await this.refuseFlood(tx, deviceId, now);
      const row = { digest: digestOf(secret), deviceId, createdAt: now, expiresAt, usedAt: null };
      await tx.insert(ReportLinkEntity, row);
    });
    return { url: `${this.address.url}/report-pc#${secret}`, expiresAt };
  }

  /** Id of the PC that asked for it. @throws Refusal REPORT_LINK_UNKNOWN, REPORT_LINK_USED, REPORT_LINK_EXPIRED */
  async deviceOf(secret: string, now: number): Promise<number> {
    const link = await this.reader.findOne(ReportLinkEntity, { where: { digest: digestOf(secret) } });
    return usable(link, now).deviceId;
  }

  /** Within its time, used or not: the clerk who got it is still at that page. */
  async isOpen(secret: string, now: number): Promise<boolean> {
    const link = await this.reader.findOne(ReportLinkEntity, { where: { digest: digestOf(secret) } });
    return link !== null && link.expiresAt > now;
  }

  /** Uses it up. Of two reports with the same link one succeeds. */
  async use(tx: Transaction, secret: string, now: number): Promise<number> {
    const link = usable(await tx.findToChange(ReportLinkEntity, { digest: digestOf(secret) }), now);
    await tx.update(ReportLinkEntity, { digest: link.digest }, { usedAt: now });
    return link.deviceId;
  }

  forget(now: number): Promise<void> {
    return forgetOlder(
      this.reader,
      this.work,
      { table: 'report_link', key: 'digest', at: 'expires_at' },
      now - KEPT_MS,
    );
  }

  private async refuseFlood(tx: Transaction, deviceId: number, now: number): Promise<void> {
    const row = await tx.row<{ recent: number }>(
      'SELECT COUNT(*) AS recent FROM report_link WHERE device_id = ? AND created_at > ?',
      [deviceId, now - WINDOW_MS],
    );
    if (Number(row?.recent ?? 0) >= LINKS_PER_PC) throw tooManyLinks();
  }
}

function usable(link: ReportLinkEntity | null, now: number): ReportLinkEntity {
  if (!link) throw linkUnknown();
  if (link.usedAt !== null) throw linkUsed();
  if (link.expiresAt <= now) throw linkExpired();
  return link;
}
