import { Injectable } from '@nestjs/common';
import type { PublicReport, PublicReportReply } from '../../contracts/api/index.js';
import { type CenterEntity, Centers, type DeviceEntity, Devices } from '../../inventory/index.js';
import { Clock } from '../../platform/clock/index.js';
import { notFound } from '../../platform/http/index.js';
import type { SentFile } from '../attachments.js';
import { ReportedTickets } from './reported-tickets.js';

/** A clerk's report without the agent: a center link, a name, a phone number, what happened. */
@Injectable()
export class CenterReports {
  constructor(
    private readonly centers: Centers,
    private readonly devices: Devices,
    private readonly reported: ReportedTickets,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal NOT_FOUND for a link nobody has */
  async centerOf(link: string): Promise<CenterEntity> {
    const center = await this.centers.byPublicLink(link);
    if (!center) throw notFound({ vi: 'trung tâm của đường dẫn này', en: 'center for this link' });
    return center;
  }

  async report(link: string, said: PublicReport, picture: SentFile | null): Promise<PublicReportReply> {
    const now = this.clock.now();
    const center = await this.centerOf(link);
    const device = await this.deviceOf(center, said.deviceId);
    const report = { ...said, center, device };
    return this.reported.withPicture(picture, (tx, stored) => this.reported.open(tx, report, stored, now));
  }

  /** A PC of another center, or of none, is left out rather than trusted. */
  private async deviceOf(center: CenterEntity, deviceId: number | undefined): Promise<DeviceEntity | null> {
    const device = deviceId === undefined ? null : await this.devices.byId(deviceId);
    return device?.centerId === center.id ? device : null;
  }
}
