import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../access/index.js';
import type { AsideMail, MailboxView } from '../../contracts/api/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { notFound } from '../../platform/http/index.js';
import { ReceivedMailEntity } from '../entities/received-mail.entity.js';
import { mailSettled } from '../tickets.refusals.js';
import type { Person } from '../verbs/desk.js';
import { wordAside } from '../wording/mail-words.js';
import { wordsOf } from './mail-landing.js';
import { MailboxRounds } from './mailbox-rounds.js';
import { MailedTickets } from './mailed-tickets.js';
import { ReceivedMails } from './received-mails.js';

const MOST_SHOWN = 100;

/** What people do with mails that no rule could place. */
@Injectable()
export class MailDesk {
  constructor(
    private readonly rounds: MailboxRounds,
    private readonly received: ReceivedMails,
    private readonly opening: MailedTickets,
    private readonly audit: AuditTrail,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async view(): Promise<MailboxView> {
    const { readAt, failingSince, error } = await this.rounds.state();
    return {
      configured: this.rounds.configured,
      readAt,
      failing: failingSince === null ? null : { since: failingSince, code: error ?? '' },
      total: await this.received.asideCount(),
      aside: (await this.received.aside(MOST_SHOWN)).map(shown),
    };
  }

  /** Makes a ticket of it; whoever wrote it gets the answers by mail. @throws Refusal NOT_FOUND, MAIL_SETTLED */
  open(id: number, person: Person): Promise<number> {
    return this.settle(id, person, 'mail.opened', (tx, mail, now) => {
      const { fromName, fromAddress, subject, text } = mail;
      const words = wordsOf({ text: text ?? '', refused: [] }, 'reporter');
      const from = { name: fromName || fromAddress || '?', email: fromAddress || null };
      return this.opening.open(tx, { ...from, userId: null, centerId: null, subject, words, files: [] }, now);
    });
  }

  /** Nothing is to be done with it; it stays in the mailbox. @throws Refusal NOT_FOUND, MAIL_SETTLED */
  async dismiss(id: number, person: Person): Promise<void> {
    await this.settle(id, person, 'mail.dismissed', async () => null);
  }

  private async settle<T extends number | null>(
    id: number,
    person: Person,
    action: string,
    decide: (tx: Transaction, mail: ReceivedMailEntity, now: number) => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const mail = await tx.findToChange(ReceivedMailEntity, { id });
      if (mail?.outcome !== 'aside') throw notFound({ vi: 'thư này', en: 'mail' });
      if (mail.settledAt !== null) throw mailSettled(mail.settledBy ?? '');
      const ticketId = await decide(tx, mail, now);
      await tx.update(ReceivedMailEntity, { id }, { settledAt: now, settledBy: person.name, ticketId });
      await this.audit.record(tx, { at: now, userId: person.id, action, subject: `mail:${id}` });
      return ticketId;
    });
  }
}

function shown({
  id,
  at,
  fromAddress,
  fromName,
  subject,
  text,
  reason,
  bytes,
}: ReceivedMailEntity): AsideMail {
  return {
    id,
    at,
    from: fromAddress,
    name: fromName,
    subject,
    text: text ?? '',
    reason: wordAside(reason ?? 'UNREADABLE'),
    bytes: Number(bytes),
  };
}
