import { Injectable } from '@nestjs/common';
import type { NoticeLine, TicketTold, WebhookOutcome } from '../contracts/api/index.js';
import { Reader, type SqlValue } from '../platform/database/index.js';
import type { Text } from '../platform/i18n/index.js';
import type { TicketEventEntity } from '../tickets/index.js';
import type { NoticeEntity } from './entities/notice.entity.js';
import { outcomeOf, REASON_WORDS } from './notice-words.js';
import { HEADINGS } from './wording.js';

const MOST_OF_PERSON = 50;
const MOST_OF_TICKET = 100;
const MOST_OF_ENDPOINT = 10;

const COLUMNS = `notice.id, notice.created_at AS "at", notice.channel, notice.status, notice.reason, notice.attempts,
  notice.due_at AS "dueAt", notice.held_until AS "heldUntil", notice.settled_at AS "settledAt", notice.error, event.kind,
  ticket.id AS "ticketId", ticket.number, ticket.title_vi AS "titleVi", ticket.title_en AS "titleEn"
  FROM notice LEFT JOIN ticket ON ticket.id = notice.ticket_id
  LEFT JOIN ticket_event event ON event.id = notice.ticket_event_id`;

interface Row extends Pick<
  NoticeEntity,
  'id' | 'channel' | 'status' | 'reason' | 'attempts' | 'dueAt' | 'heldUntil' | 'settledAt' | 'error'
> {
  at: number;
  kind: TicketEventEntity['kind'] | null;
  ticketId: number | null;
  number: string | null;
  titleVi: string | null;
  titleEn: string | null;
}

/** Notices as pages list them, newest first: what happened, what became of it, and why. */
@Injectable()
export class NoticeLines {
  constructor(private readonly reader: Reader) {}

  async ofPerson(userId: number, now: number): Promise<NoticeLine[]> {
    const rows = await this.rows('WHERE notice.user_id = ?', [userId], MOST_OF_PERSON);
    return rows.map((row) => lineOf(row, now));
  }

  async ofTicket(ticketId: number, now: number): Promise<TicketTold['rows']> {
    const rows = await this.reader.rows<Row & { person: string | null; endpoint: string | null }>(
      `SELECT person.name AS "person", endpoint.name AS "endpoint", ${COLUMNS}
       LEFT JOIN user_account person ON person.id = notice.user_id
       LEFT JOIN webhook_endpoint endpoint ON endpoint.id = notice.endpoint_id
       WHERE notice.ticket_id = ? ORDER BY notice.id DESC LIMIT ${MOST_OF_TICKET}`,
      [ticketId],
    );
    return rows.map((row) => {
      const { ticket: _, ...line } = lineOf(row, now);
      return { ...line, who: whoOf(row) };
    });
  }

  async ofEndpoint(endpointId: number, now: number): Promise<WebhookOutcome[]> {
    const rows = await this.rows('WHERE notice.endpoint_id = ?', [endpointId], MOST_OF_ENDPOINT);
    return rows.map((row) => ({
      at: Number(row.at),
      ticketId: row.ticketId ?? 0,
      number: row.number ?? '',
      what: headingOf(row),
      attempts: row.attempts,
      ...outcomeOf(row, now),
    }));
  }

  private rows(where: string, parameters: readonly SqlValue[], limit: number): Promise<Row[]> {
    return this.reader.rows<Row>(
      `SELECT ${COLUMNS} ${where} ORDER BY notice.id DESC LIMIT ${limit}`,
      parameters,
    );
  }
}

function lineOf(row: Row, now: number): NoticeLine {
  const { id, at, channel, reason, ticketId, number, titleVi, titleEn } = row;
  const ticket =
    ticketId === null || number === null
      ? null
      : { id: ticketId, number, title: { vi: titleVi ?? '', en: titleEn ?? '' } };
  return {
    id,
    at: Number(at),
    channel,
    ticket,
    what: headingOf(row),
    ...outcomeOf(row, now),
    why: REASON_WORDS[reason],
  };
}

const DIGEST: Text = { vi: 'Tổng hợp hằng ngày', en: 'Daily digest' };
const REPORTER: Text = { vi: 'người báo sự cố', en: 'whoever reported it' };
const VENDOR: Text = { vi: 'nhà cung cấp', en: 'the vendor' };
const GONE: Text = { vi: 'webhook đã xóa', en: 'a webhook that was removed' };

const headingOf = ({ kind }: Row): Text => (kind === null ? DIGEST : HEADINGS[kind]);

/** No addresses: those of clerks are theirs. */
function whoOf({
  person,
  endpoint,
  channel,
  reason,
}: Row & { person: string | null; endpoint: string | null }): Text {
  if (person !== null) return { vi: person, en: person };
  if (channel === 'webhook') return endpoint === null ? GONE : { vi: endpoint, en: endpoint };
  return reason === 'VENDOR' ? VENDOR : REPORTER;
}
