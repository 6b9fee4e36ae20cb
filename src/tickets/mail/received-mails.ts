import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { forgetOlder, Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { type MailOutcome, ReceivedMailEntity } from '../entities/received-mail.entity.js';

/** What is kept of a mail besides what it did. */
export type NewReceived = Pick<
  ReceivedMailEntity,
  'digest' | 'messageId' | 'fromAddress' | 'fromName' | 'subject' | 'bytes'
>;
export type Done = Pick<ReceivedMailEntity, 'outcome' | 'reason' | 'ticketId' | 'text'> &
  /** Of one that nobody has to look at, because another like it waits. */
  Partial<Pick<ReceivedMailEntity, 'settledAt'>>;

const ASIDE = `outcome = 'aside' AND settled_at IS NULL`;

/** Mails that were dealt with: each once, whatever happens to its mailbox. */
@Injectable()
export class ReceivedMails {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  async outcomeOf(digest: string): Promise<MailOutcome | null> {
    const row = await this.reader.row<{ outcome: MailOutcome }>(
      'SELECT outcome FROM received_mail WHERE digest = ?',
      [digest],
    );
    return row?.outcome ?? null;
  }

  /** Claims a mail for this unit of work; null: another one has dealt with it. */
  async claim(tx: Transaction, mail: NewReceived, now: number): Promise<number | null> {
    const { digest, messageId, fromAddress, fromName, subject, bytes } = mail;
    const row = await tx.row<{ id: number }>(
      `INSERT INTO received_mail (digest, at, outcome, message_id, from_address, from_name, subject, bytes)
       VALUES (?, ?, 'aside', ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING RETURNING id`,
      [digest, now, messageId, fromAddress, fromName, subject, bytes],
    );
    return row?.id ?? null;
  }

  async finish(tx: Transaction, id: number, done: Done): Promise<void> {
    await tx.update(ReceivedMailEntity, { id }, done);
  }

  /** Mails of `address` since `since`, by what became of them; `ticketId`: those into one ticket alone. */
  async countSince(
    tx: Transaction,
    address: string,
    outcome: MailOutcome,
    since: number,
    ticketId: number | null = null,
  ): Promise<number> {
    const row = await tx.row<{ count: number }>(
      `SELECT COUNT(*) AS count FROM received_mail WHERE from_address = ? AND outcome = ? AND at > ?
       ${ticketId === null ? '' : 'AND ticket_id = ?'}`,
      [address, outcome, since, ...(ticketId === null ? [] : [ticketId])],
    );
    return Number(row?.count ?? 0);
  }

  /** Was it told since `since` that `address` sends too many, and does that still wait for somebody to look at it? */
  async tooManyOf(
    tx: Transaction,
    address: string,
    since: number,
  ): Promise<{ told: boolean; waits: boolean }> {
    const row = await tx.row<{ told: number; waits: number }>(
      `SELECT COUNT(*) AS told, COUNT(CASE WHEN settled_at IS NULL THEN 1 END) AS waits FROM received_mail
       WHERE from_address = ? AND reason = 'TOO_MANY' AND at > ?`,
      [address, since],
    );
    return { told: Number(row?.told ?? 0) > 0, waits: Number(row?.waits ?? 0) > 0 };
  }

  /** Message-ID of what `address` wrote last about the ticket, brackets included: the next mail to it answers that. */
  async lastFrom(ticketId: number, address: string): Promise<string | null> {
    const row = await this.reader.row<{ messageId: string }>(
      `SELECT message_id AS "messageId" FROM received_mail
       WHERE ticket_id = ? AND from_address = ? AND outcome IN ('answered', 'opened') AND message_id IS NOT NULL
       ORDER BY id DESC LIMIT 1`,
      [ticketId, address.toLowerCase()],
    );
    return row?.messageId ?? null;
  }

  async asideCount(): Promise<number> {
    const row = await this.reader.row<{ count: number }>(
      `SELECT COUNT(*) AS count FROM received_mail WHERE ${ASIDE}`,
    );
    return Number(row?.count ?? 0);
  }

  /** The newest `limit` of those that nobody has looked at. */
  aside(limit: number): Promise<ReceivedMailEntity[]> {
    return this.reader.find(ReceivedMailEntity, {
      where: { outcome: 'aside', settledAt: IsNull() },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  forget(before: number): Promise<void> {
    return forgetOlder(this.reader, this.work, { table: 'received_mail', key: 'id', at: 'at' }, before);
  }
}
