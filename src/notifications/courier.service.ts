import { Inject, Injectable, Logger, Optional, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
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
import { CHANNEL, type Channel, DeliveryError, type Enclosure, type Message } from './channels/channel.js';
import { MailChannel } from './channels/mail/mail.channel.js';
import { wordDigest } from './digest-wording.js';
import { DigestRepository, linesOf } from './digest.repository.js';
import { nextAttemptAt } from './domain/notice.js';
import type { NoticeEntity } from './entities/notice.entity.js';
import { NoticeRepository } from './notice.repository.js';
import { ReporterMail } from './reporter-mail.service.js';
import { wordMail, type WordedMail, wordReplyCode } from './wording.js';

const AT_ONCE = 8;
/** Longer than an attempt can last: past it, its process is gone. */
const LEASE_MS = 60_000;

/** Carries queued notices to their channel: the attempt is recorded before it, the outcome after. */
@Injectable()
export class Courier implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Notifications');
  private readonly channel: Channel | null;
  private round: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly notices: NoticeRepository,
    private readonly tickets: TicketRepository,
    private readonly reporterMail: ReporterMail,
    private readonly received: ReceivedMails,
    private readonly digests: DigestRepository,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly address: PublicAddress,
    @Optional() @Inject(CHANNEL) given: Channel | null,
  ) {
    this.channel =
      given ?? (config.smtpUrl === null ? null : new MailChannel(config.smtpUrl, config.mailFrom));
  }

  /** Called after a commit that queued notices. */
  wake(): void {
    if (this.config.selfMoving)
      void this.deliverDue().catch((error: unknown) => this.logger.error(String(error)));
  }

  /** Delivers what is due now; resolves when nothing is left that could be sent. */
  async deliverDue(): Promise<void> {
    this.again = true;
    this.round ??= this.rounds().finally(() => {
      this.round = null;
    });
    await this.round;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.round;
  }

  private async rounds(): Promise<void> {
    while (this.again) {
      this.again = false;
      const now = this.clock.now();
      await this.notices.recover(now - LEASE_MS, now);
      const due = this.channel ? await this.notices.due(now, AT_ONCE) : [];
      await Promise.all(due.map((notice) => this.deliver(notice, now)));
      this.again ||= due.length === AT_ONCE;
    }
  }

  private async deliver(notice: NoticeEntity, now: number): Promise<void> {
    if (!this.channel || !(await this.notices.claim(notice, now))) return;
    const attempt: NoticeEntity = { ...notice, attempts: notice.attempts + 1, status: 'connecting' };
    try {
      const message = await this.message(notice);
      await this.channel.deliver(message, async () => {
        const mine = await this.notices.mark(attempt, { status: 'handing-over' });
        if (!mine) throw new DeliveryError('ETAKENOVER', false, false);
        attempt.status = 'handing-over';
      });
      await this.notices.mark(attempt, { status: 'sent', settledAt: this.clock.now(), error: null });
    } catch (error) {
      await this.settleFailure(attempt, error);
    }
  }

  private async settleFailure(attempt: NoticeEntity, error: unknown): Promise<void> {
    const now = this.clock.now();
    const failure = error instanceof DeliveryError ? error : new DeliveryError('EINTERNAL', false, false);
    if (failure !== error) this.logger.error(`notice ${attempt.id}: ${String(error)}`);
    if (attempt.status === 'handing-over' && !failure.answered) {
      // The line broke after the last byte: the message may have arrived, and two mails are worse than one that is in doubt.
      await this.notices.mark(attempt, { status: 'unconfirmed', settledAt: now, error: failure.message });
      return;
    }
    const dueAt = failure.permanent ? null : nextAttemptAt(attempt.attempts, attempt.createdAt, now);
    this.logger.warn(
      `notice ${attempt.id}: ${failure.message}, ${dueAt === null ? 'given up' : 'will be tried again'}`,
    );
    await this.notices.mark(
      attempt,
      dueAt === null
        ? { status: 'failed', settledAt: now, error: failure.message }
        : { status: 'queued', dueAt, error: failure.message },
    );
  }

  private async message(notice: NoticeEntity): Promise<Message> {
    if (notice.digestId !== null) return this.digest(notice, notice.digestId);
    const ticket = await this.tickets.byId(this.reader, notice.ticketId ?? 0);
    const event = await this.reader.findOne(TicketEventEntity, { where: { id: notice.ticketEventId ?? 0 } });
    if (!ticket || !event) throw new DeliveryError('ETICKETGONE', true, false);
    const { recipient: to, messageId } = notice;
    const { subject, text, enclosures = [] } = await this.worded(notice, ticket, event);
    return {
      to,
      subject,
      text: this.config.imapUrl === null ? text : text + wordReplyCode(messageId),
      messageId,
      threadId: `ticket-${ticket.id}@trucban`,
      answers: await this.received.lastFrom(ticket.id, to),
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
    if (reason !== 'YOU_REPORTED') {
      const before = reason === 'ESCALATED' ? await this.notices.sentBefore(notice) : [];
      return wordMail(ticket, event, { reason, before }, this.address.url);
    }
    return this.reporterMail.of(ticket, event, recipient);
  }

  private async digest({ recipient, messageId }: NoticeEntity, id: number): Promise<Message> {
    const digest = await this.digests.byId(this.reader, id);
    if (!digest) throw new DeliveryError('EDIGESTGONE', true, false);
    const period = { from: digest.coversFrom, until: digest.madeAt ?? digest.dueAt };
    const worded = wordDigest(linesOf(digest), period, this.address.url);
    return { to: recipient, ...worded, messageId, threadId: `digest-${id}@trucban` };
  }
}
