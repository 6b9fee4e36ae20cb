import { Injectable } from '@nestjs/common';
import type { HandOverRequest, ResumeRequest, VendorMailPreview } from '../../contracts/api/index.js';
import { isWaiting, statusAtDesk } from '../domain/moves.js';
import { VendorMailEntity } from '../entities/vendor-mail.entity.js';
import { notWaiting, vendorMailChanged } from '../tickets.refusals.js';
import { Vendors } from '../vendor/vendors.service.js';
import { typedAtDesk } from '../wording/as-typed.js';
import { wordSentTo } from '../wording/vendor-mail.js';
import { Desk, type Person } from './desk.js';

const GOES_ON = { vi: 'Không chờ nữa, tiếp tục xử lý.', en: 'No more waiting; work goes on.' };

/** The work waits for the vendor of the system, or for nobody any more; its time stands still meanwhile. */
@Injectable()
export class WaitVerb {
  constructor(
    private readonly desk: Desk,
    private readonly vendors: Vendors,
  ) {}

  /** @throws Refusal VENDOR_UNKNOWN, VENDOR_MAIL_CHANGED when what would go out is not what was read */
  async handOver(id: number, { version, note, vendorMail }: HandOverRequest, person: Person): Promise<void> {
    const mail = vendorMail === undefined ? null : await this.asRead(id, vendorMail);
    const text = typedAtDesk(note);
    await this.desk.act(id, version, person, () => ({
      values: {},
      event: { kind: 'handed_over', text: mail ? wordSentTo(text, mail.to) : text, answers: true },
      status: 'waiting_vendor',
      tell: mail !== null,
      also: async (tx, eventId) => {
        if (!mail) return;
        const { to: recipient, subject, text: words } = mail;
        await tx.insert(VendorMailEntity, { eventId, ticketId: id, recipient, subject, text: words });
      },
    }));
  }

  private async asRead(id: number, digest: string): Promise<VendorMailPreview> {
    const mail = await this.vendors.mail(id);
    if (mail.digest !== digest) throw vendorMailChanged();
    return mail;
  }

  resume(id: number, { version, note }: ResumeRequest, person: Person): Promise<void> {
    return this.desk.act(id, version, person, (ticket) => {
      if (!isWaiting(ticket.status)) throw notWaiting();
      return {
        values: {},
        event: { kind: 'resumed', text: note ? typedAtDesk(note) : GOES_ON },
        status: statusAtDesk(ticket),
        tell: false,
      };
    });
  }
}
