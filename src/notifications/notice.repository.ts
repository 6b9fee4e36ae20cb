import { Injectable } from '@nestjs/common';
import {
  forgetInSlices,
  listOf,
  Reader,
  ROWS_PER_SLICE,
  type Transaction,
  UnitOfWork,
} from '../platform/database/index.js';
import type { NoticeReason, NoticeStatus } from './domain/notice.js';
import { NoticeEntity } from './entities/notice.entity.js';

export interface NewNotice {
  /** An entry of a ticket's history, or a digest. */
  about: { ticketEventId: number; ticketId: number } | { digestId: number };
  recipient: string;
  status: NoticeStatus;
  reason: NoticeReason;
  messageId: string;
}

@Injectable()
export class NoticeRepository {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  /** Once per event or digest, channel and recipient, however often the event is handled. */
  async add(tx: Transaction, notice: NewNotice, now: number): Promise<void> {
    await tx.run(
      `INSERT INTO notice (ticket_event_id, ticket_id, digest_id, channel, recipient, status, reason, message_id, created_at,
         due_at)
       VALUES (?, ?, ?, 'mail', ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [
        'ticketId' in notice.about ? notice.about.ticketEventId : null,
        'ticketId' in notice.about ? notice.about.ticketId : null,
        'digestId' in notice.about ? notice.about.digestId : null,
        notice.recipient,
        notice.status,
        notice.reason,
        notice.messageId,
        now,
        now,
      ],
    );
  }

  /** Addresses that messages about a ticket were for, whatever became of them; those that were kept quiet do not count. */
  async recipientsOf(from: Transaction | Reader, ticketId: number): Promise<ReadonlySet<string>> {
    const rows = await from.rows<{ recipient: string }>(
      `SELECT DISTINCT recipient FROM notice WHERE status <> 'skipped'
         AND ticket_event_id IN (SELECT id FROM ticket_event WHERE ticket_id = ?)`,
      [ticketId],
    );
    return new Set(rows.map(({ recipient }) => recipient));
  }

  /** What reached people about the ticket before the notice `id`, oldest first. */
  sentBefore({ id, ticketId }: NoticeEntity): Promise<{ recipient: string; channel: string; at: number }[]> {
    return this.reader.rows(
      `SELECT recipient, channel, settled_at AS "at" FROM notice
       WHERE status = 'sent' AND id < ? AND ticket_event_id IN (SELECT id FROM ticket_event WHERE ticket_id = ?)
       ORDER BY id`,
      [id, ticketId],
    );
  }

  due(now: number, limit: number): Promise<NoticeEntity[]> {
    return this.reader
      .rows<{ id: number }>(
        `SELECT id FROM notice WHERE status = 'queued' AND due_at <= ? ORDER BY id LIMIT ${limit}`,
        [now],
      )
      .then((rows) => Promise.all(rows.map(({ id }) => this.reader.findOne(NoticeEntity, { where: { id } }))))
      .then((rows) => rows.filter((row) => row !== null));
  }

  /** Takes a queued notice for one attempt; false when another process has it. */
  async claim({ id, attempts }: NoticeEntity, now: number): Promise<boolean> {
    const taken = await this.work.run((tx) =>
      tx.update(
        NoticeEntity,
        { id, status: 'queued' },
        { status: 'connecting', attemptedAt: now, attempts: attempts + 1 },
      ),
    );
    return taken === 1;
  }

  /**
   * Records how far the attempt `attempts` has come. False when it is not where this process left it: another process took it
   * for dead, and what it decided stands.
   */
  async mark(
    attempt: Pick<NoticeEntity, 'id' | 'attempts' | 'status'>,
    values: Partial<NoticeEntity>,
  ): Promise<boolean> {
    const { id, attempts, status } = attempt;
    return (await this.work.run((tx) => tx.update(NoticeEntity, { id, attempts, status }, values))) === 1;
  }

  /** A mail server reported that a mail which was handed over reached nobody; `status` as in 5.1.1. */
  async bounced(tx: Transaction, messageId: string, status: string): Promise<void> {
    await tx.run(
      `UPDATE notice SET status = 'undeliverable', error = ?
       WHERE message_id = ? AND status IN ('handing-over', 'sent', 'unconfirmed')`,
      [`EBOUNCED ${status}`, messageId],
    );
  }

  /** Attempts that began before `before` and never ended: their process died. How far they came decides. */
  async recover(before: number, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.run(
        `UPDATE notice SET status = 'queued', due_at = ? WHERE status = 'connecting' AND attempted_at < ?`,
        [now, before],
      );
      await tx.run(
        `UPDATE notice SET status = 'unconfirmed', settled_at = ? WHERE status = 'handing-over' AND attempted_at < ?`,
        [now, before],
      );
    });
  }

  /** Removes notices that were made before `before`. Ids grow with time, so the old ones are the first. */
  forget(before: number): Promise<void> {
    return forgetInSlices(
      this.work,
      async () => {
        const oldest = await this.reader.rows<{ id: number; createdAt: number }>(
          `SELECT id, created_at AS "createdAt" FROM notice ORDER BY id LIMIT ${ROWS_PER_SLICE}`,
        );
        return oldest.filter(({ createdAt }) => createdAt < before).map(({ id }) => id);
      },
      (tx, ids) => tx.run(`DELETE FROM notice WHERE id IN ${listOf(ids)}`, ids),
    );
  }
}
