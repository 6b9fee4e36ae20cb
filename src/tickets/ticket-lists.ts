import { Injectable } from '@nestjs/common';
import type { Hold } from '../access/index.js';
import type { TicketHit } from '../contracts/api/index.js';
import { Reader } from '../platform/database/index.js';
import type { ListName } from './domain/search-terms.js';
import { Excerpts } from './search/excerpts.js';
import { TicketSearch } from './search/ticket-search.js';
import { TicketReads } from './ticket-reads.js';
import {
  type Condition,
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

export interface TicketFilter {
  status: 'open' | 'overdue' | 'waiting' | 'snoozed' | 'resolved' | 'all';
  assigneeId: number | null;
  centerId: number | null;
  hold: Hold;
  /** As typed; empty: all. */
  search: string;
  /** Also by what is internal to the desk. */
  internal: boolean;
}

export interface ListedTickets {
  /** How many there are; with `more`, how many of them are listed. */
  total: number;
  more: boolean;
  rows: TicketHit[];
}

export const TICKETS_PER_PAGE = 50;
/** Who looks farther back than this knows a word of what is looked for, or where it was. */
const MOST_ENDED = 1_000;
const MOST_FOUND = 500;

/** What the desk has before it: open and not put off. */
const AWAKE = `${IS_OPEN} AND ticket.snoozed_until IS NULL`;
const LIST: Record<TicketFilter['status'], ListName | null> = {
  ...({ open: 'open', overdue: 'overdue', waiting: 'waiting', snoozed: 'snoozed' } as const),
  resolved: 'ended',
  all: null,
};
const OPEN_PART: Record<Exclude<TicketFilter['status'], 'resolved'>, string> = {
  open: AWAKE,
  overdue: `${AWAKE} AND ticket.sla_level = 'overdue'`,
  waiting: `${AWAKE} AND ticket.status IN ('waiting_user', 'waiting_vendor')`,
  snoozed: `${IS_OPEN} AND ticket.snoozed_until IS NOT NULL`,
  all: IS_OPEN,
};

/**
 * The list of tickets, a page at a time. What is open is few and is sorted by how pressing it is; what has ended is read in
 * the order of an index and no farther than people turn pages, so that a million of them cost no more than a thousand.
 */
@Injectable()
export class TicketLists {
  constructor(
    private readonly reader: Reader,
    private readonly reads: TicketReads,
    private readonly finder: TicketSearch,
    private readonly excerpts: Excerpts,
  ) {}

  async page(filter: TicketFilter, page: number): Promise<ListedTickets> {
    const from = (page - 1) * TICKETS_PER_PAGE;
    if (filter.search !== '') return this.found(filter, from);
    const open = filter.status === 'resolved' ? 0 : await this.countOpen(filter);
    const ended = hasEnded(filter) ? await this.countEnded(filter) : 0;
    const rows = from < open ? await this.openRows(filter, from, TICKETS_PER_PAGE) : [];
    const endedFrom = Math.max(0, from - open);
    const wanted = Math.min(TICKETS_PER_PAGE - rows.length, MOST_ENDED - endedFrom);
    if (hasEnded(filter) && wanted > 0) rows.push(...(await this.endedRows(filter, endedFrom, wanted)));
    const more = ended > MOST_ENDED;
    return {
      total: open + Math.min(ended, MOST_ENDED),
      more,
      rows: rows.map((row) => ({ ...ticketRowOf(row), excerpt: null })),
    };
  }

  private async found(filter: TicketFilter, from: number): Promise<ListedTickets> {
    const ids = await this.finder.find(
      filter.search,
      { ...filter, list: LIST[filter.status] },
      MOST_FOUND + 1,
    );
    const listed = ids.slice(0, MOST_FOUND);
    const rows = await this.reads.rowsById(listed.slice(from, from + TICKETS_PER_PAGE));
    const hits = await this.excerpts.of(rows, filter.search, filter.internal);
    return { total: listed.length, more: ids.length > MOST_FOUND, rows: hits };
  }

  private async countOpen(filter: TicketFilter): Promise<number> {
    const { where, parameters } = openCondition(filter);
    const row = await this.reader.row<{ count: number }>(
      // A column of the index of what is open; else SQLite counts along another one, past all that has ended.
      `SELECT COUNT(ticket.began_at) AS count FROM ticket WHERE ${where}`,
      parameters,
    );
    return Number(row?.count ?? 0);
  }

  /** No more than are listed, and one. */
  private async countEnded(filter: TicketFilter): Promise<number> {
    const { where, parameters } = endedCondition(filter);
    const row = await this.reader.row<{ count: number }>(
      `SELECT COUNT(*) AS count FROM (
         SELECT ticket.id FROM ticket WHERE ${where} ORDER BY ${LAST_ENDED_FIRST} LIMIT ${MOST_ENDED + 1}) listed`,
      parameters,
    );
    return Number(row?.count ?? 0);
  }

  private openRows(filter: TicketFilter, from: number, limit: number): Promise<Row[]> {
    return this.rows(openCondition(filter), WORST_FIRST, from, limit);
  }

  private endedRows(filter: TicketFilter, from: number, limit: number): Promise<Row[]> {
    return this.rows(endedCondition(filter), LAST_ENDED_FIRST, from, limit);
  }

  private rows({ where, parameters }: Condition, order: string, from: number, limit: number): Promise<Row[]> {
    return this.reader.rows<Row>(
      `SELECT ${TICKET_COLUMNS} FROM ${TICKETS} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
      [...parameters, limit, from],
    );
  }
}

type WithEnded = TicketFilter & { status: 'resolved' | 'all' };
type OpenOnly = TicketFilter & { status: keyof typeof OPEN_PART };

function hasEnded(filter: TicketFilter): filter is WithEnded {
  return filter.status === 'resolved' || filter.status === 'all';
}

function openCondition(filter: TicketFilter): Condition {
  return conditionOf(filter, OPEN_PART[(filter as OpenOnly).status]);
}

function endedCondition(filter: TicketFilter): Condition {
  return conditionOf(filter, HAS_ENDED);
}

function conditionOf({ hold, assigneeId, centerId }: TicketFilter, state: string): Condition {
  const held = heldTo(hold);
  const conditions = [state, held.where];
  const parameters = [...held.parameters];
  if (assigneeId !== null) {
    conditions.push('ticket.assignee_id = ?');
    parameters.push(assigneeId);
  }
  if (centerId !== null) {
    conditions.push('ticket.center_id = ?');
    parameters.push(centerId);
  }
  return { where: conditions.join(' AND '), parameters };
}
