import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { PublicAddress } from '../platform/http/index.js';
import {
  ReceivedMails,
  type TicketEntity,
  TicketEventEntity,
  TicketRepository,
  VendorMailEntity,
} from '../tickets/index.js';
import { DeliveryError, type Enclosure, type Message } from './channels/channel.js';
import { webhookBody, type WebhookCenter } from './channels/webhook/body.js';
import { wordDigest } from './digest-wording.js';
import { DigestRepository, linesOf } from './digest.repository.js';
import type { NoticeEntity } from './entities/notice.entity.js';
import { NoticeRepository } from './notice.repository.js';
import { ReporterMail } from './reporter-mail.service.js';
import { type MailReason, wordMail, type WordedMail, wordReplyCode, wordZalo } from './wording.js';

/** Makes the message of a notice as its channel wants it, from what is known when it goes out. */
@Injectable()
export class Composer {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly tickets: TicketRepository,
    private readonly reporterMail: ReporterMail,
    private readonly received: ReceivedMails,
    private readonly digests: DigestRepository,
    private readonly reader: Reader,
    private readonly config: Config,
    private readonly address: PublicAddress,
  ) {}

  /** @throws DeliveryError when what it is about is gone */
  async compose(notice: NoticeEntity): Promise<Message> {
    if (notice.digestId !== null) return this.digest(notice, notice.digestId);
    const ticket = await this.tickets.byId(this.reader, notice.ticketId ?? 0);
    const event = await this.reader.findOne(TicketEventEntity, { where: { id: notice.ticketEventId ?? 0 } });
    if (!ticket || !event) throw new DeliveryError('ETICKETGONE', true, false);
    const { recipient: to, messageId } = notice;
    const message = { to, messageId, threadId: `ticket-${ticket.id}@trucban` };
    switch (notice.channel) {
      case 'mail':
        return { ...message, ...(await this.mail(notice, ticket, event)) };
      case 'zalo':
        return {
          ...message,
          subject: '',
          text: wordZalo(ticket, event, await this.why(notice), this.address.url),
        };
      case 'webhook': {
        const center = await this.center(ticket.centerId);
        return { ...message, subject: '', text: webhookBody(ticket, event, center, this.address.url) };
      }
      case 'browser':
        return { ...message, subject: '', text: '' };
    }
  }

  private async mail(
    notice: NoticeEntity,
    ticket: TicketEntity,
    event: TicketEventEntity,
  ): Promise<Pick<Message, 'subject' | 'text' | 'answers' | 'byHand' | 'enclosures'>> {
    const { recipient, messageId } = notice;
    const { subject, text, enclosures = [] } = await this.worded(notice, ticket, event);
    return {
      subject,
      text: this.config.imapUrl === null ? text : text + wordReplyCode(messageId),
      answers: await this.received.lastFrom(ticket.id, recipient),
      byHand: notice.reason === 'VENDOR',
      enclosures,
    };
  }

  private async worded(
    notice: NoticeEntity,
    ticket: TicketEntity,
    event: TicketEventEntity,
  ): Promise<WordedMail & { enclosures?: Enclosure[] }> {
    const { reason, recipient } = notice;
    if (reason === 'VENDOR') {
      const mail = await this.reader.findOne(VendorMailEntity, { where: { eventId: event.id } });
      if (mail) return mail;
    }
    if (reason !== 'YOU_REPORTED') return wordMail(ticket, event, await this.why(notice), this.address.url);
    return this.reporterMail.of(ticket, event, recipient);
  }

  private async why(notice: NoticeEntity): Promise<MailReason> {
    const { reason, heldUntil } = notice;
    const before = reason === 'ESCALATED' ? await this.notices.sentBefore(notice) : [];
    return { reason, before, held: heldUntil !== null };
  }

  private center(id: number | null): Promise<WebhookCenter | null> {
    return this.reader.row<WebhookCenter>(
      `SELECT id, name, commune_code AS "communeCode", province_code AS "provinceCode" FROM center WHERE id = ?`,
      [id],
    );
  }

  private async digest({ recipient, messageId }: NoticeEntity, id: number): Promise<Message> {
    const digest = await this.digests.byId(this.reader, id);
    if (!digest) throw new DeliveryError('EDIGESTGONE', true, false);
    const period = { from: digest.coversFrom, until: digest.madeAt ?? digest.dueAt };
    const worded = wordDigest(linesOf(digest), period, this.address.url);
    return { to: recipient, ...worded, messageId, threadId: `digest-${id}@trucban` };
  }
}
