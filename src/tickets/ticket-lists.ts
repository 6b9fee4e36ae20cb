import { Injectable } from '@nestjs/common';
import type { Hold } from '../access/index.js';
import type { SelectedTicket, TicketHit, TicketSelection } from '../contracts/api/index.js';
import { listOf, Reader } from '../platform/database/index.js';
import type { ListName } from './domain/search-terms.js';
import { Excerpts } from './search/excerpts.js';
import { TicketSearch } from './search/ticket-search.js';
import { TicketReads } from './ticket-reads.js';
import { type Condition, HAS_ENDED, heldTo, IS_OPEN, LAST_ENDED_FIRST, WORST_FIRST } from './ticket-row.js';

export interface TicketFilter {
  status:
    | 'open'
    | 'overdue'
    | 'soon'
    | 'waiting'
    | 'waiting_user'
    | 'waiting_vendor'
    | 'snoozed'
    | 'resolved'
    | 'all';
  assigneeId: number | null;
  /** Nobody has it, or only the rota says so. */
  untaken: boolean;
  category: string | null;
  centerId: number | null;
  /** Of what is open; what has ended is listed by its end, what is searched for by being new. */
  order: 'worst' | 'oldest' | 'newest' | 'due';
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

/** How many there are, up to a number. */
export interface Count {
  count: number;
  more: boolean;
}

export const TICKETS_PER_PAGE = 50;
/** Who looks farther back than this knows a word of what is looked for, or where it was. */
const MOST_ENDED = 1_000;
const MOST_FOUND = 500;

/** What the desk has before it: open and not put off. */
const AWAKE = `${IS_OPEN} AND ticket.snoozed_until IS NULL`;
/** The list of the index that holds it; what the index does not tell apart is told by the rows. */
const LIST: Record<TicketFilter['status'], ListName | null> = {
  ...({ open: 'open', overdue: 'overdue', waiting: 'waiting', snoozed: 'snoozed' } as const),
  ...({ soon: 'open', waiting_user: 'waiting', waiting_vendor: 'waiting' } as const),
  resolved: 'ended',
  all: null,
};
/** What of the list is open; null: nothing. */
const OPEN_PART: Record<TicketFilter['status'], string | null> = {
  open: AWAKE,
  overdue: `${AWAKE} AND ticket.sla_level = 'overdue'`,
  soon: `${AWAKE} AND ticket.sla_level = 'soon'`,
  waiting: `${AWAKE} AND ticket.status IN ('waiting_user', 'waiting_vendor')`,
  waiting_user: `${AWAKE} AND ticket.status = 'waiting_user'`,
  waiting_vendor: `${AWAKE} AND ticket.status = 'waiting_vendor'`,
  snoozed: `${IS_OPEN} AND ticket.snoozed_until IS NOT NULL`,
  all: IS_OPEN,
  resolved: null,
};
/** Lists that the index of words does not know. */
const TOLD_BY_ROWS: ReadonlySet<TicketFilter['status']> = new Set(['soon', 'waiting_user', 'waiting_vendor']);
const ORDER: Record<TicketFilter['order'], string> = {
  worst: WORST_FIRST,
  oldest: 'ticket.began_at, ticket.id',
  newest: 'ticket.began_at DESC, ticket.id DESC',
  due: `CASE WHEN ticket.due_at IS NULL THEN 1 ELSE 0 END, ticket.due_at, ${WORST_FIRST}`,
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
    const { ids, total, more } = await this.slice(filter, (page - 1) * TICKETS_PER_PAGE, TICKETS_PER_PAGE);
    const [rows, marks, excerpts] = await Promise.all([
      this.reads.rowsById(ids),
      this.marksOf(ids),
      this.excerpts.of(ids, filter.search, filter.internal),
    ]);
    const markOf = new Map(marks.map((mark) => [mark.id, mark]));
    const hits = rows.map((row): TicketHit => {
      const { version = 0, readers = 0 } = markOf.get(row.id) ?? {};
      return { ...row, excerpt: excerpts.get(row.id) ?? null, version, readers };
    });
    return { total, more, rows: hits };
  }

  /** The first `most` of the list. */
  async selection(filter: TicketFilter, most: number): Promise<TicketSelection> {
    const { ids, total, more } = await this.slice(filter, 0, most);
    return { total, more, rows: await this.marksOf(ids) };
  }

  /** How many of the list there are, up to `most`; null: what has ended is not counted for a number beside a name. */
  async countUpTo(filter: TicketFilter, most: number): Promise<Count | null> {
    const open = openCondition(filter);
    if (!open || hasEnded(filter)) return null;
    const found =
      filter.search === ''
        ? await this.countOpen(open, most + 1)
        : (await this.foundIds(filter, most + 1)).ids.length;
    return { count: Math.min(found, most), more: found > most };
  }

  private async slice(
    filter: TicketFilter,
    from: number,
    size: number,
  ): Promise<{ ids: number[]; total: number; more: boolean }> {
    if (filter.search !== '') {
      const { ids, more } = await this.foundIds(filter, MOST_FOUND);
      return { ids: ids.slice(from, from + size), total: ids.length, more };
    }
    const condition = openCondition(filter);
    const open = condition ? await this.countOpen(condition) : 0;
    const ended = hasEnded(filter) ? await this.countEnded(filter) : 0;
    const ids = condition && from < open ? await this.ids(condition, ORDER[filter.order], from, size) : [];
    const endedFrom = Math.max(0, from - open);
    const wanted = Math.min(size - ids.length, MOST_ENDED - endedFrom);
    if (hasEnded(filter) && wanted > 0)
      ids.push(...(await this.ids(endedCondition(filter), LAST_ENDED_FIRST, endedFrom, wanted)));
    return { ids, total: open + Math.min(ended, MOST_ENDED), more: ended > MOST_ENDED };
  }

  /** Of the newest that hold the words, those that the filter means; `more`: there are older ones that hold them. */
  private async foundIds(filter: TicketFilter, most: number): Promise<{ ids: number[]; more: boolean }> {
    const found = await this.finder.find(
      filter.search,
      { ...filter, list: LIST[filter.status] },
      MOST_FOUND + 1,
    );
    const ids = found.slice(0, MOST_FOUND);
    const more = found.length > MOST_FOUND;
    const conditions = restConditions(filter);
    const open = OPEN_PART[filter.status];
    if (open !== null && TOLD_BY_ROWS.has(filter.status)) conditions.where.push(open);
    if (conditions.where.length === 0 || ids.length === 0) return { ids: ids.slice(0, most), more };
    const rows = await this.reader.rows<{ id: number }>(
      `SELECT ticket.id FROM ticket WHERE ticket.id IN ${listOf(ids)} AND ${conditions.where.join(' AND ')}`,
      [...ids, ...conditions.parameters],
    );
    const kept = new Set(rows.map(({ id }) => id));
    return { ids: ids.filter((id) => kept.has(id)).slice(0, most), more };
  }

  /** In the order of `ids`. */
  private async marksOf(ids: readonly number[]): Promise<SelectedTicket[]> {
    if (ids.length === 0) return [];
    const rows = await this.reader.rows<SelectedTicket>(
      `SELECT ticket.id, ticket.number, ticket.version, (SELECT COUNT(*) FROM ticket_follower follower
         WHERE follower.ticket_id = ticket.id AND follower.email IS NOT NULL) AS "readers"
       FROM ticket WHERE ticket.id IN ${listOf(ids)}`,
      ids,
    );
    const byId = new Map(rows.map((row) => [row.id, { ...row, readers: Number(row.readers) }]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  /** No more than `most`. */
  private async countOpen({ where, parameters }: Condition, most?: number): Promise<number> {
    const row = await this.reader.row<{ count: number }>(
      // A column of the index of what is open; else SQLite counts along another one, past all that has ended.
      most === undefined
        ? `SELECT COUNT(ticket.began_at) AS count FROM ticket WHERE ${where}`
        : `SELECT COUNT(*) AS count FROM (SELECT ticket.began_at FROM ticket WHERE ${where} LIMIT ${most}) listed`,
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

  private async ids(
    { where, parameters }: Condition,
    order: string,
    from: number,
    limit: number,
  ): Promise<number[]> {
    const rows = await this.reader.rows<{ id: number }>(
      `SELECT ticket.id FROM ticket WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
      [...parameters, limit, from],
    );
    return rows.map(({ id }) => id);
  }
}

function hasEnded({ status }: TicketFilter): boolean {
  return status === 'resolved' || status === 'all';
}

/** Null: nothing of the list is open. */
function openCondition(filter: TicketFilter): Condition | null {
  const part = OPEN_PART[filter.status];
  return part === null ? null : conditionOf(filter, part);
}

function endedCondition(filter: TicketFilter): Condition {
  return conditionOf(filter, HAS_ENDED);
}

function conditionOf(filter: TicketFilter, state: string): Condition {
  const { hold, assigneeId, centerId } = filter;
  const held = heldTo(hold);
  const rest = restConditions(filter);
  const conditions = [state, held.where, ...rest.where];
  const parameters = [...held.parameters, ...rest.parameters];
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

/** What the index of words does not know. */
function restConditions({
  untaken,
  category,
}: TicketFilter): Pick<Condition, 'parameters'> & { where: string[] } {
  return {
    where: [
      ...(untaken ? ["(ticket.assignee_id IS NULL OR ticket.status = 'new')"] : []),
      ...(category === null ? [] : ['ticket.category = ?']),
    ],
    parameters: category === null ? [] : [category],
  };
}
