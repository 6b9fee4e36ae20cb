import { Injectable } from '@nestjs/common';
import type { Inbox, InboxHint, InboxLine } from '../contracts/api/index.js';
import { listOf, Reader, UnitOfWork } from '../platform/database/index.js';
import { ChangeFeed } from '../platform/signals/index.js';
import type { TicketEventEntity } from '../tickets/index.js';
import type { NoticeReason } from './domain/notice.js';
import { isUrgent } from './domain/choices.js';
import { REASON_WORDS } from './notice-words.js';
import { HEADINGS } from './wording.js';

const SHOWN = 50;

interface Row {
  id: number;
  at: number;
  readAt: number | null;
  reason: NoticeReason;
  kind: TicketEventEntity['kind'];
  ticketId: number;
  number: string;
  titleVi: string;
  titleEn: string;
  place: string;
  priority: Parameters<typeof isUrgent>[0];
}

/** The bell of each person. */
@Injectable()
export class Inboxes {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly feed: ChangeFeed,
  ) {}

  async of(userId: number): Promise<Inbox> {
    const rows = await this.reader.rows<Row>(
      `SELECT notice.id, notice.settled_at AS "at", notice.read_at AS "readAt", notice.reason, event.kind,
         ticket.id AS "ticketId", ticket.number, ticket.title_vi AS "titleVi", ticket.title_en AS "titleEn", ticket.place,
         ticket.priority
       FROM notice JOIN ticket ON ticket.id = notice.ticket_id
       JOIN ticket_event event ON event.id = notice.ticket_event_id
       WHERE notice.user_id = ? AND notice.channel = 'browser' AND notice.status = 'sent'
       ORDER BY notice.id DESC LIMIT ${SHOWN}`,
      [userId],
    );
    const [hint] = await this.hints([userId]);
    return { unread: hint?.unread ?? 0, rows: rows.map(lineOf) };
  }

  /** What there is to read for each of these people, in one question; who has read everything is left out. */
  async hints(userIds: readonly number[]): Promise<(InboxHint & { userId: number })[]> {
    if (userIds.length === 0) return [];
    const rows = await this.reader.rows<{ userId: number; unread: number; latest: number }>(
      `SELECT user_id AS "userId", COUNT(*) AS "unread", MAX(id) AS "latest" FROM notice
       WHERE user_id IN ${listOf(userIds)} AND channel = 'browser' AND status = 'sent' AND read_at IS NULL GROUP BY user_id`,
      userIds,
    );
    return rows.map(({ userId, unread, latest }) => ({ userId, unread: Number(unread), latest }));
  }

  /** `before`: and all that came before it. What is not theirs is left alone. */
  async read(userId: number, { id, before }: { id: number; before: boolean }, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.run(
        `UPDATE notice SET read_at = ? WHERE user_id = ? AND channel = 'browser' AND status = 'sent' AND read_at IS NULL
           AND ${before ? 'id <= ?' : 'id = ?'}`,
        [now, userId, id],
      );
      tx.onCommit(() => this.feed.announce({ kind: 'notice', id: userId }));
    });
  }
}

function lineOf({ titleVi, titleEn, kind, reason, priority, readAt, at, ...row }: Row): InboxLine {
  return {
    ...row,
    at: Number(at),
    title: { vi: titleVi, en: titleEn },
    what: HEADINGS[kind],
    why: REASON_WORDS[reason],
    urgent: isUrgent(priority),
    read: readAt !== null,
  };
}
