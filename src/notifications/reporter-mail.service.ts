import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Reader } from '../platform/database/index.js';
import {
  Attachments,
  FollowerPages,
  Followers,
  showsFiles,
  type TicketEntity,
  type TicketEventEntity,
} from '../tickets/index.js';
import { DeliveryError, type Enclosure } from './channels/channel.js';
import { wordReporterMail, type WordedMail } from './wording.js';

/** All files of a mail together: many mail servers of provinces take no more than 10 MB, and packing makes it a third larger. */
const MOST_ENCLOSED_BYTES = 5 * 1024 * 1024;

/** The mail to whoever reported it: what is for them, the files that come along, and the page where they answer or fetch the others. */
@Injectable()
export class ReporterMail {
  constructor(
    private readonly followers: Followers,
    private readonly pages: FollowerPages,
    private readonly attachments: Attachments,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async of(
    ticket: TicketEntity,
    event: TicketEventEntity,
    recipient: string,
  ): Promise<WordedMail & { enclosures: Enclosure[] }> {
    const readers = await this.followers.byMail(this.reader, event);
    const reader = readers.find(({ email }) => email === recipient);
    if (!reader) throw new DeliveryError('EFOLLOWERGONE', true, false);
    const files = showsFiles(reader.told) ? await this.attachments.ofEvent(event.id) : [];
    const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const encloses = all <= MOST_ENCLOSED_BYTES;
    const tooLarge = encloses ? [] : files.map(({ name }) => name);
    const asks = event.kind === 'remote_help' || tooLarge.length > 0;
    const page = asks ? await this.pages.addressFor(reader.followerId, this.clock.now()) : null;
    const enclosures: Enclosure[] = [];
    for (const file of encloses ? files : []) {
      const { name, mediaType } = file;
      enclosures.push({ name, mediaType, content: await this.attachments.content(file) });
    }
    return { ...wordReporterMail(ticket, reader.told, { page, tooLarge }), enclosures };
  }
}
