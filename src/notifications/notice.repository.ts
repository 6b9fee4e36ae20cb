import { Injectable } from '@nestjs/common';
import {
  forgetInSlices,
  listOf,
  Reader,
  ROWS_PER_SLICE,
  type SqlValue,
  type Transaction,
  UnitOfWork,
} from '../platform/database/index.js';
import type { ChannelName } from './channels/channel.js';
import type { NoticeReason, NoticeStatus, SkippedReason } from './domain/notice.js';
import { NoticeEntity } from './entities/notice.entity.js';

export interface NewNotice {
  /** An entry of a ticket's history, or a digest. */
  about: { ticketEventId: number; ticketId: number } | { digestId: number };
  channel: ChannelName;
  recipient: string;
  userId?: number | null;
  endpointId?: number;
  status: NoticeStatus;
  reason: NoticeReason;
  messageId: string;
  /** Quiet hours hold it back until then. */
  heldUntil?: number | null;
}

/** Held by quiet hours that are over, and not tried yet. */
const HELD_AND_DUE = `status = 'queued' AND due_at <= ? AND held_until IS NOT NULL AND attempts = 0`;

@Injectable()
export class NoticeRepository {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  /** Once per event or digest, channel and recipient, however often the event is handled. */
  async add(tx: Transaction, notice: NewNotice, now: number): Promise<void> {
    const { about, channel, recipient, userId, endpointId, status, reason, messageId, heldUntil } = notice;
    await tx.run(
      `INSERT INTO notice (ticket_event_id, ticket_id, digest_id, channel, recipient, user_id, endpoint_id, status, reason,
         message_id, created_at, due_at, held_until, settled_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      [
        'ticketId' in about ? about.ticketEventId : null,
        'ticketId' in about ? about.ticketId : null,
        'digestId' in about ? about.digestId : null,
        channel,
        recipient,
        userId ?? null,
        endpointId ?? null,
        status,
        reason,
        messageId,
        now,
        heldUntil ?? now,
        heldUntil ?? null,
        // In the pages it has arrived with its row.
        status === 'sent' ? now : null,
      ],
    );
  }

  /** Accounts that messages about a ticket were for, whatever became of them; those that were kept quiet do not count. */
  async toldOf(from: Transaction | Reader, ticketId: number): Promise<ReadonlySet<number>> {
    const rows = await from.rows<{ id: number }>(
      `SELECT DISTINCT user_id AS "id" FROM notice WHERE status <> 'skipped' AND user_id IS NOT NULL
         AND ticket_event_id IN (SELECT id FROM ticket_event WHERE ticket_id = ?)`,
      [ticketId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** What reached people about the ticket before the notice `id`, oldest first. */
  sentBefore({
    id,
    ticketId,
    ticketEventId,
  }: NoticeEntity): Promise<{ recipient: string; channel: ChannelName; at: number }[]> {
    return this.reader.rows(
      `SELECT COALESCE(person.name, notice.recipient) AS "recipient", channel, settled_at AS "at" FROM notice
       LEFT JOIN user_account person ON person.id = notice.user_id AND channel <> 'mail'
       WHERE status = 'sent' AND notice.id < ? AND channel IN ('mail', 'zalo') AND ticket_event_id <> ?
         AND ticket_event_id IN (SELECT id FROM ticket_event WHERE ticket_id = ?)
       ORDER BY notice.id`,
      [id, ticketEventId, ticketId],
    );
  }

  /** What a channel is to carry now, the oldest first. */
  due(channel: ChannelName, now: number, limit: number): Promise<NoticeEntity[]> {
    return this.reader
      .rows<{ id: number }>(
        `SELECT id FROM notice WHERE status = 'queued' AND channel = ? AND due_at <= ? ORDER BY id LIMIT ${limit}`,
        [channel, now],
      )
      .then((rows) => Promise.all(rows.map(({ id }) => this.reader.findOne(NoticeEntity, { where: { id } }))))
      .then((rows) => rows.filter((row) => row !== null));
  }

  /**
   * What quiet hours held back and is due now: of several about one ticket to one person by one channel the newest goes on, and
   * none about a ticket that has ended meanwhile and of which that person was never told.
   */
  async thinOutHeld(now: number): Promise<void> {
    await this.work.run(async (tx) => {
      await this.skip(
        tx,
        'ENDED_MEANWHILE',
        `${HELD_AND_DUE} AND ticket_id IN (SELECT id FROM ticket WHERE resolved_at IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM notice told WHERE told.ticket_id = notice.ticket_id
             AND told.user_id = notice.user_id AND told.status IN ('connecting', 'handing-over', 'sent', 'unconfirmed'))`,
        [now],
        now,
      );
      await this.skip(
        tx,
        'SUPERSEDED',
        `${HELD_AND_DUE} AND EXISTS (SELECT 1 FROM notice newer WHERE newer.ticket_id = notice.ticket_id
           AND newer.user_id = notice.user_id AND newer.channel = notice.channel AND newer.id > notice.id
           AND newer.status <> 'skipped')`,
        [now],
        now,
      );
    });
  }

  /** What waits for an endpoint that was turned off, or for a Zalo account that is nobody's any more, goes nowhere. */
  async drop(tx: Transaction, what: { endpointId: number } | { zaloOf: number }, now: number): Promise<void> {
    if ('endpointId' in what) {
      const waiting = `status = 'queued' AND endpoint_id = ?`;
      await this.skip(tx, 'ENDPOINT_OFF', waiting, [what.endpointId], now);
      return;
    }
    await this.skip(
      tx,
      'UNLINKED',
      `status = 'queued' AND channel = 'zalo' AND user_id = ?`,
      [what.zaloOf],
      now,
    );
  }

  private async skip(
    tx: Transaction,
    reason: SkippedReason,
    which: string,
    parameters: readonly SqlValue[],
    now: number,
  ): Promise<void> {
    await tx.run(`UPDATE notice SET status = 'skipped', reason = ?, settled_at = ? WHERE ${which}`, [
      reason,
      now,
      ...parameters,
    ]);
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

  /**
   * Attempts of a channel that began before `before` and never ended: their process died. How far they came decides, and whether
   * the receiver would know a copy.
   */
  async recover(
    { name, repeatable }: { name: ChannelName; repeatable: boolean },
    before: number,
    now: number,
  ): Promise<void> {
    const lost = `channel = ? AND attempted_at < ? AND status`;
    const any = await this.reader.row(
      `SELECT id FROM notice WHERE ${lost} IN ('connecting', 'handing-over') LIMIT 1`,
      [name, before],
    );
    if (!any) return;
    await this.work.run(async (tx) => {
      const again = repeatable ? `IN ('connecting', 'handing-over')` : `= 'connecting'`;
      await tx.run(`UPDATE notice SET status = 'queued', due_at = ? WHERE ${lost} ${again}`, [
        now,
        name,
        before,
      ]);
      await tx.run(
        `UPDATE notice SET status = 'unconfirmed', settled_at = ? WHERE ${lost} = 'handing-over'`,
        [now, name, before],
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
