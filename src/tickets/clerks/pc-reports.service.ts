import { Injectable } from '@nestjs/common';
import type { PcReport, PcReportView, PublicReportReply } from '../../contracts/api/index.js';
import {
  Centers,
  type CenterEntity,
  type DeviceEntity,
  Devices,
  MaintenancePages,
} from '../../inventory/index.js';
import { Clock } from '../../platform/clock/index.js';
import type { Transaction } from '../../platform/database/index.js';
import type { SentFile } from '../attachments.js';
import { linkUnknown } from '../tickets.refusals.js';
import { TicketRepository } from '../ticket.repository.js';
import { CATEGORIES } from '../wording/categories.js';
import { KnownTroubles } from './known-troubles.service.js';
import { MAX_PICTURE_BYTES } from './report-form.js';
import { ReportedTickets } from './reported-tickets.js';
import { ReportLinks } from './report-links.service.js';

/** "Báo sự cố" on the desktop: the page knows the PC and what is wrong on it; nobody signs in. */
@Injectable()
export class PcReports {
  constructor(
    private readonly links: ReportLinks,
    private readonly troubles: KnownTroubles,
    private readonly reported: ReportedTickets,
    private readonly tickets: TicketRepository,
    private readonly centers: Centers,
    private readonly devices: Devices,
    private readonly maintenance: MaintenancePages,
    private readonly clock: Clock,
  ) {}

  async view(secret: string): Promise<PcReportView> {
    const now = this.clock.now();
    const { device, center } = await this.placeOf(await this.links.deviceOf(secret, now));
    return {
      device: device.name,
      center: center.fullName,
      province: await this.centers.provinceName(center.provinceCode),
      troubles: await this.troubles.of(device),
      announced: (await this.maintenance.announced(center.id, now)).map(({ id, text, reason }) => ({
        id,
        text,
        reason,
      })),
      categories: CATEGORIES,
      maxPictureBytes: MAX_PICTURE_BYTES,
    };
  }

  /** Opens a ticket, or joins the one of the trouble that is confirmed. Uses up the link. */
  async report(secret: string, said: PcReport, picture: SentFile | null): Promise<PublicReportReply> {
    const now = this.clock.now();
    const { device, center } = await this.placeOf(await this.links.deviceOf(secret, now));
    const { category, what = null, phone = null, name = device.name } = said;
    const report = { center, device, category, what, phone, name };
    // What is not known of this PC cannot be confirmed from it: a link opens no ticket of others.
    const known = (await this.troubles.of(device)).some(({ incidentId }) => incidentId === said.confirms);
    return this.reported.withPicture(picture, async (tx, stored) => {
      await this.links.use(tx, secret, now);
      const open = known ? await this.openTicketOf(tx, said.confirms!) : null;
      if (open) return this.reported.join(tx, open, report, stored, now);
      return this.reported.open(tx, report, stored, now);
    });
  }

  /** One that ended meanwhile, or never had one, explains nothing any more. */
  private async openTicketOf(
    tx: Transaction,
    incidentId: number,
  ): Promise<{ id: number; number: string } | null> {
    const ticket = await this.tickets.ofIncidentToChange(tx, incidentId);
    return ticket && ticket.resolvedAt === null ? { id: ticket.id, number: ticket.number } : null;
  }

  private async placeOf(deviceId: number): Promise<{ device: DeviceEntity; center: CenterEntity }> {
    const device = await this.devices.byId(deviceId);
    const center = device && (await this.centers.byId(device.centerId));
    if (!device || !center) throw linkUnknown();
    return { device, center };
  }
}
