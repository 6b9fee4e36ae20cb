import { Injectable } from '@nestjs/common';
import type { PublicReport } from '../contracts/api/index.js';
import { type CenterEntity, Centers, type DeviceEntity, Devices } from '../inventory/index.js';
import { isoDate } from '../platform/civil/index.js';
import { Clock } from '../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { fold, verbatim, word } from '../platform/i18n/index.js';
import { Attachments, type Picture } from './attachments.js';
import { TicketRepository } from './ticket.repository.js';
import { tooManyReports } from './tickets.refusals.js';
import { CATEGORY_WORDS } from './wording/categories.js';

/** One center cannot drown the desk: so many reports in so long. */
const REPORTS_PER_CENTER = 30;
const WINDOW_MS = 10 * 60_000;

/** A clerk's report without the agent: a center link, a name, a phone number, what happened. It becomes a ticket. */
@Injectable()
export class ClerkReports {
  constructor(
    private readonly centers: Centers,
    private readonly devices: Devices,
    private readonly tickets: TicketRepository,
    private readonly attachments: Attachments,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal NOT_FOUND for a link nobody has */
  async centerOf(link: string): Promise<CenterEntity> {
    const center = await this.centers.byPublicLink(link);
    if (!center) throw notFound({ vi: 'trung tâm của đường dẫn này', en: 'center for this link' });
    return center;
  }

  /** Opens a ticket and returns its number. */
  async report(link: string, report: PublicReport, picture: Picture | null): Promise<string> {
    const now = this.clock.now();
    const center = await this.centerOf(link);
    const device = await this.deviceOf(center, report.deviceId);
    const stored = picture && (await this.attachments.store(picture));
    try {
      return await this.work.run(async (tx) => {
        await this.refuseFlood(tx, center.id, now);
        const { id, number } = await this.open(tx, center, device, report, now);
        const actor = { id: null, name: report.name };
        const event = await this.tickets.record(
          tx,
          id,
          { kind: 'clerk', text: verbatim(report.what), actor },
          now,
          true,
        );
        if (stored) await this.attachments.attach(tx, id, event, stored);
        return number;
      });
    } catch (error) {
      if (stored) await this.attachments.discard(stored);
      throw error;
    }
  }

  private async open(
    tx: Transaction,
    center: CenterEntity,
    device: DeviceEntity | null,
    report: PublicReport,
    now: number,
  ): Promise<{ id: number; number: string }> {
    const number = await this.tickets.nextNumber(tx, Number(isoDate(now).slice(0, 4)));
    const category = CATEGORY_WORDS[report.category]!;
    const title = word({ vi: 'Báo sự cố: {category}', en: 'Reported: {category}' }, { category });
    const place = device ? `${center.name} · ${device.name}` : center.name;
    const id = await this.tickets.create(tx, {
      number,
      origin: 'clerk',
      centerId: center.id,
      deviceId: device?.id ?? null,
      status: 'new',
      priority: 'high',
      titleVi: title.vi,
      titleEn: title.en,
      place,
      folded: fold(`${number} ${title.vi} ${title.en} ${place} ${report.name} ${report.what}`).slice(0, 2000),
      beganAt: now,
      openedAt: now,
      reporterName: report.name,
      reporterPhone: report.phone,
      category: report.category,
    });
    return { id, number };
  }

  /** A PC of another center, or of none, is left out rather than trusted. */
  private async deviceOf(center: CenterEntity, deviceId: number | undefined): Promise<DeviceEntity | null> {
    const device = deviceId === undefined ? null : await this.devices.byId(deviceId);
    return device?.centerId === center.id ? device : null;
  }

  private async refuseFlood(tx: Transaction, centerId: number, now: number): Promise<void> {
    const row = await tx.row<{ recent: number }>(
      `SELECT COUNT(*) AS recent FROM ticket WHERE center_id = ? AND origin = 'clerk' AND opened_at > ?`,
      [centerId, now - WINDOW_MS],
    );
    if (Number(row?.recent ?? 0) >= REPORTS_PER_CENTER) throw tooManyReports();
  }
}
