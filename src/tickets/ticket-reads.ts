import { Injectable } from '@nestjs/common';
import type { Hold } from '../access/index.js';
import type { AttentionItem, TicketRow, Tone } from '../contracts/api/index.js';
import { listOf, Reader, type SqlValue } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { ticketTone } from './domain/tone.js';
import { TicketSearch } from './search/ticket-search.js';
import {
  attentionOf,
  HAS_ENDED,
  heldTo,
  IS_OPEN,
  LAST_ENDED_FIRST,
  type Row,
  TICKET_COLUMNS,
  ticketRowOf,
  TICKETS,
  WORST_FIRST,
} from './ticket-row.js';

/** An open ticket as a board counts it. */
export interface OpenMark {
  id: number;
  centerId: number | null;
  version: number;
  /** Put off: the center still has it, the list of work does not. */
  asleep: boolean;
  tone: Tone;
}

type MarkRow = Pick<Row, 'id' | 'centerId' | 'status' | 'priority' | 'origin' | 'snoozedUntil'> & {
  version: number;
  quiet: number;
};

interface Beside {
  previousId: number | null;
  nextId: number | null;
}

const QUIET = 'CASE WHEN acknowledged_at IS NOT NULL OR snoozed_until IS NOT NULL THEN 1 ELSE 0 END';

/** What other pages read of tickets. */
@Injectable()
export class TicketReads {
  constructor(
    private readonly reader: Reader,
    private readonly finder: TicketSearch,
  ) {}

  /** What a board needs to know of every open ticket, worst first. A light read: titles are asked for only of those shown. */
  async openMarks(): Promise<OpenMark[]> {
    const rows = await this.reader.rows<MarkRow>(
      `SELECT ticket.id, ticket.center_id AS "centerId", ticket.version, ticket.status, ticket.priority, ticket.origin,
         ticket.snoozed_until AS "snoozedUntil", ${QUIET} AS quiet
       FROM ticket WHERE ${IS_OPEN} ORDER BY ${WORST_FIRST}`,
    );
    return rows.map((row) => ({
      id: row.id,
      centerId: row.centerId,
      version: row.version,
      asleep: row.snoozedUntil !== null,
      tone: ticketTone({ ...row, quiet: Number(row.quiet) === 1 }),
    }));
  }

  /** These tickets as lines of the list of work, worst first. */
  async attentionOf(ids: readonly number[]): Promise<AttentionItem[]> {
    if (ids.length === 0) return [];
    const rows = await this.reader.rows<Row>(
      `SELECT ${TICKET_COLUMNS} FROM ${TICKETS} WHERE ticket.id IN ${listOf(ids)}
       ORDER BY CASE WHEN ${IS_OPEN} THEN 0 ELSE 1 END, ${WORST_FIRST}`,
      ids,
    );
    return rows.map(attentionOf);
  }

  rowsOfCenter(centerId: number, limit: number): Promise<TicketRow[]> {
    return this.rowsOf('ticket.center_id', centerId, limit);
  }

  rowsOfDevice(deviceId: number, limit: number): Promise<TicketRow[]> {
    return this.rowsOf('ticket.device_id', deviceId, limit);
  }

  /** The newest tickets of `hold` that hold every word; `internal`: also by what is internal to the desk. */
  async search(
    asked: string,
    { hold, internal }: { hold: Hold; internal: boolean },
    limit: number,
  ): Promise<TicketRow[]> {
    const scope = { hold, internal, centerId: null, assigneeId: null, list: null };
    return this.rowsById(await this.finder.find(asked, scope, limit));
  }

  /** In the order of `ids`. */
  async rowsById(ids: readonly number[]): Promise<TicketRow[]> {
    if (ids.length === 0) return [];
    const rows = await this.reader.rows<Row>(
      `SELECT ${TICKET_COLUMNS} FROM ${TICKETS} WHERE ticket.id IN ${listOf(ids)}`,
      ids,
    );
    const byId = new Map(rows.map((row) => [row.id, ticketRowOf(row)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** Those that were merged into it. */
  async duplicatesOf(id: number, hold: Hold): Promise<{ id: number; number: string; place: string }[]> {
    const held = heldTo(hold);
    return this.reader.rows(
      `SELECT ticket.id, ticket.number, ticket.place FROM ticket
       WHERE ticket.merged_into = ? AND ${held.where} ORDER BY ticket.id`,
      [id, ...held.parameters],
    );
  }

  /** @throws Refusal NOT_FOUND for a ticket that somebody held to `hold` may not see */
  async mustHold(id: number, hold: Hold): Promise<void> {
    const { where, parameters } = heldTo(hold);
    const asked = [id, ...parameters];
    const found = await this.reader.row(
      `SELECT ticket.id FROM ticket WHERE ticket.id = ? AND ${where}`,
      asked,
    );
    if (!found) throw notFound({ vi: 'phiếu này', en: 'ticket' });
  }

  /** The tickets beside this one in the list of its kind (open or ended), for `j` and `k`. */
  async neighbours(
    { id, resolvedAt }: { id: number; resolvedAt: number | null },
    hold: Hold,
  ): Promise<Beside> {
    if (resolvedAt === null) return this.besideOpen(id, hold);
    const [previousId, nextId] = [
      await this.besideEnded('>', 'ticket.resolved_at, ticket.id', [resolvedAt, id], hold),
      await this.besideEnded('<', LAST_ENDED_FIRST, [resolvedAt, id], hold),
    ];
    return { previousId, nextId };
  }

  private async besideOpen(id: number, hold: Hold): Promise<Beside> {
    const held = heldTo(hold);
    const row = await this.reader.row<Beside>(
      `SELECT previous_id AS "previousId", next_id AS "nextId" FROM (
         SELECT ticket.id, LAG(ticket.id) OVER (ORDER BY ${WORST_FIRST}) AS previous_id,
           LEAD(ticket.id) OVER (ORDER BY ${WORST_FIRST}) AS next_id
         FROM ticket WHERE ${IS_OPEN} AND ${held.where}
       ) beside WHERE id = ?`,
      [...held.parameters, id],
    );
    return row ?? { previousId: null, nextId: null };
  }

  private async besideEnded(
    side: '<' | '>',
    order: string,
    place: readonly SqlValue[],
    hold: Hold,
  ): Promise<number | null> {
    const held = heldTo(hold);
    const row = await this.reader.row<{ id: number }>(
      `SELECT ticket.id FROM ticket WHERE ${HAS_ENDED} AND (ticket.resolved_at, ticket.id) ${side} (?, ?)
         AND ${held.where} ORDER BY ${order} LIMIT 1`,
      [...place, ...held.parameters],
    );
    return row?.id ?? null;
  }

  /** What is open there, then what ended last. */
  private async rowsOf(column: string, id: number, limit: number): Promise<TicketRow[]> {
    const rows: Row[] = [];
    for (const [state, order] of [
      [IS_OPEN, WORST_FIRST],
      [HAS_ENDED, LAST_ENDED_FIRST],
    ]) {
      const part = await this.reader.rows<Row>(
        `SELECT ${TICKET_COLUMNS} FROM ${TICKETS} WHERE ${column} = ? AND ${state} ORDER BY ${order} LIMIT ?`,
        [id, limit - rows.length],
      );
      rows.push(...part);
    }
    return rows.map(ticketRowOf);
  }
}
