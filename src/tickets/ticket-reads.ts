import { Injectable } from '@nestjs/common';
import type {
  AttentionItem,
  SlaLevel,
  TicketPriority,
  TicketRow,
  TicketStatus,
  Tone,
} from '../contracts/api/index.js';
import { Reader, type SqlValue } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { ticketTone } from './domain/tone.js';

interface Row {
  id: number;
  number: string;
  titleVi: string;
  titleEn: string;
  place: string;
  status: TicketStatus;
  priority: TicketPriority;
  origin: 'detection' | 'clerk';
  assignee: string | null;
  openedAt: number;
  beganAt: number;
  resolvedAt: number | null;
  centerId: number | null;
  deviceId: number | null;
  acknowledgedBy: string | null;
  snoozedUntil: number | null;
  snoozedBy: string | null;
  dueAt: number | null;
  slaLevel: SlaLevel;
}

export interface TicketFilter {
  status: 'open' | 'overdue' | 'waiting' | 'snoozed' | 'resolved' | 'all';
  assigneeId: number | null;
  centerId: number | null;
  /** Null: of every province. */
  province: string | null;
  /** Folded; empty: all. */
  search: string;
}

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

const COLUMNS = `ticket.id, ticket.number, ticket.title_vi AS "titleVi", ticket.title_en AS "titleEn", ticket.place,
  ticket.status, ticket.priority, ticket.origin, ticket.opened_at AS "openedAt", ticket.began_at AS "beganAt",
  ticket.resolved_at AS "resolvedAt", ticket.center_id AS "centerId", ticket.device_id AS "deviceId",
  ticket.acknowledged_by AS "acknowledgedBy", ticket.snoozed_until AS "snoozedUntil", ticket.snoozed_by AS "snoozedBy",
  ticket.due_at AS "dueAt", ticket.sla_level AS "slaLevel",
  person.name AS "assignee"`;
const FROM = 'ticket LEFT JOIN user_account person ON person.id = ticket.assignee_id';
/** Open before ended, whole systems first, then by priority; open ones oldest first, so that none is forgotten. */
const WORST_FIRST = `CASE WHEN ticket.resolved_at IS NULL THEN 0 ELSE 1 END,
  CASE WHEN ticket.origin = 'detection' AND ticket.center_id IS NULL THEN 0 ELSE 1 END,
  CASE ticket.priority WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END,
  CASE WHEN ticket.resolved_at IS NULL THEN ticket.began_at ELSE -ticket.opened_at END, ticket.id`;
/** What the desk has before it: open and not put off. */
const AWAKE = 'ticket.resolved_at IS NULL AND ticket.snoozed_until IS NULL';
const QUIET = 'CASE WHEN acknowledged_at IS NOT NULL OR snoozed_until IS NOT NULL THEN 1 ELSE 0 END';
export const TICKETS_PER_PAGE = 50;

/** What lists and other pages read of tickets. */
@Injectable()
export class TicketReads {
  constructor(private readonly reader: Reader) {}

  /** What a board needs to know of every open ticket, worst first. A light read: titles are asked for only of those shown. */
  async openMarks(): Promise<OpenMark[]> {
    const rows = await this.reader.rows<MarkRow>(
      `SELECT ticket.id, ticket.center_id AS "centerId", ticket.version, ticket.status, ticket.priority, ticket.origin,
         ticket.snoozed_until AS "snoozedUntil", ${QUIET} AS quiet
       FROM ticket WHERE ticket.resolved_at IS NULL ORDER BY ${WORST_FIRST}`,
    );
    return rows.map((row) => ({
      id: row.id,
      centerId: row.centerId,
      version: row.version,
      asleep: row.snoozedUntil !== null,
      tone: ticketTone({ ...row, quiet: Number(row.quiet) === 1 }),
    }));
  }

  /** These tickets as lines of the list of work, in the order of `ids`. */
  async attentionOf(ids: readonly number[]): Promise<AttentionItem[]> {
    if (ids.length === 0) return [];
    const rows = await this.rows(`ticket.id IN (${ids.map(() => '?').join(', ')})`, ids, ids.length, 0);
    return rows.map(attentionOf);
  }

  async rowsOfCenter(centerId: number, limit: number): Promise<TicketRow[]> {
    return (await this.rows('ticket.center_id = ?', [centerId], limit, 0)).map(ticketRowOf);
  }

  async rowsOfDevice(deviceId: number, limit: number): Promise<TicketRow[]> {
    return (await this.rows('ticket.device_id = ?', [deviceId], limit, 0)).map(ticketRowOf);
  }

  /** Tickets of `province` whose number, title or place holds `folded`. */
  async search(folded: string, province: string | null, limit: number): Promise<TicketRow[]> {
    const held = heldTo(province);
    const where = `ticket.folded LIKE ? ESCAPE '\\' AND ${held.where}`;
    return (await this.rows(where, [containing(folded), ...held.parameters], limit, 0)).map(ticketRowOf);
  }

  /** Those that were merged into it. */
  async duplicatesOf(
    id: number,
    province: string | null,
  ): Promise<{ id: number; number: string; place: string }[]> {
    const held = heldTo(province);
    return this.reader.rows(
      `SELECT ticket.id, ticket.number, ticket.place FROM ticket
       WHERE ticket.merged_into = ? AND ${held.where} ORDER BY ticket.id`,
      [id, ...held.parameters],
    );
  }

  /** @throws Refusal NOT_FOUND for a ticket that somebody held to `province` may not see */
  async mustHold(id: number, province: string | null): Promise<void> {
    if (!(await this.holds(id, province))) throw notFound({ vi: 'phiếu này', en: 'ticket' });
  }

  /** Is there such a ticket for somebody held to `province`? */
  private async holds(id: number, province: string | null): Promise<boolean> {
    const { where, parameters } = heldTo(province);
    return (
      (await this.reader.row(`SELECT ticket.id FROM ticket WHERE ticket.id = ? AND ${where}`, [
        id,
        ...parameters,
      ])) !== null
    );
  }

  async list(filter: TicketFilter, page: number): Promise<{ total: number; rows: TicketRow[] }> {
    const { where, parameters } = conditionOf(filter);
    const { total } = (await this.reader.row<{ total: number }>(
      `SELECT COUNT(*) AS total FROM ticket WHERE ${where}`,
      parameters,
    ))!;
    const rows = await this.rows(where, parameters, TICKETS_PER_PAGE, (page - 1) * TICKETS_PER_PAGE);
    return { total, rows: rows.map(ticketRowOf) };
  }

  /** The tickets beside this one in the list of its kind (open or ended), for `j` and `k`. */
  async neighbours(
    id: number,
    province: string | null,
  ): Promise<{ previousId: number | null; nextId: number | null }> {
    const held = heldTo(province);
    const row = await this.reader.row<{ previousId: number | null; nextId: number | null }>(
      `SELECT previous_id AS "previousId", next_id AS "nextId" FROM (
         SELECT ticket.id, LAG(ticket.id) OVER (ORDER BY ${WORST_FIRST}) AS previous_id,
           LEAD(ticket.id) OVER (ORDER BY ${WORST_FIRST}) AS next_id
         FROM ticket WHERE (resolved_at IS NULL) = (SELECT resolved_at IS NULL FROM ticket WHERE id = ?)
           AND ${held.where}
       ) beside WHERE id = ?`,
      [id, ...held.parameters, id],
    );
    return row ?? { previousId: null, nextId: null };
  }

  private rows(
    where: string,
    parameters: readonly SqlValue[],
    limit: number,
    offset: number,
  ): Promise<Row[]> {
    return this.reader.rows<Row>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where} ORDER BY ${WORST_FIRST} LIMIT ${limit} OFFSET ${offset}`,
      parameters,
    );
  }
}

function conditionOf(filter: TicketFilter): { where: string; parameters: SqlValue[] } {
  const held = heldTo(filter.province);
  const conditions: string[] = [held.where];
  const parameters: SqlValue[] = [...held.parameters];
  if (filter.status === 'open') conditions.push(AWAKE);
  if (filter.status === 'overdue') conditions.push(`${AWAKE} AND ticket.sla_level = 'overdue'`);
  if (filter.status === 'waiting')
    conditions.push(`${AWAKE} AND ticket.status IN ('waiting_user', 'waiting_vendor')`);
  if (filter.status === 'snoozed') conditions.push('ticket.snoozed_until IS NOT NULL');
  if (filter.status === 'resolved') conditions.push('ticket.resolved_at IS NOT NULL');
  if (filter.assigneeId !== null) {
    conditions.push('ticket.assignee_id = ?');
    parameters.push(filter.assigneeId);
  }
  if (filter.centerId !== null) {
    conditions.push('ticket.center_id = ?');
    parameters.push(filter.centerId);
  }
  if (filter.search !== '') {
    conditions.push(`ticket.folded LIKE ? ESCAPE '\\'`);
    parameters.push(containing(filter.search));
  }
  return { where: conditions.join(' AND '), parameters };
}

/** A fault of a whole system is of no center, and concerns every province. */
function heldTo(province: string | null): { where: string; parameters: SqlValue[] } {
  if (province === null) return { where: '1 = 1', parameters: [] };
  return {
    where:
      '(ticket.center_id IS NULL OR ticket.center_id IN (SELECT id FROM center WHERE province_code = ?))',
    parameters: [province],
  };
}

function containing(folded: string): string {
  return `%${folded.replace(/[\\%_]/g, '\\$&')}%`;
}

function toneOf(row: Row): Tone {
  return ticketTone({ ...row, quiet: row.acknowledgedBy !== null || row.snoozedUntil !== null });
}

export function ticketRowOf(row: Row): TicketRow {
  const { titleVi, titleEn, centerId: _, deviceId: __, dueAt, slaLevel, ...rest } = row;
  return { ...rest, sla: { level: slaLevel, dueAt }, title: { vi: titleVi, en: titleEn }, tone: toneOf(row) };
}

function attentionOf(row: Row): AttentionItem {
  const { id, number, place, centerId, deviceId, beganAt, status, assignee } = row;
  const title = { vi: row.titleVi, en: row.titleEn };
  return {
    ticketId: id,
    number,
    tone: toneOf(row),
    title,
    place,
    centerId,
    deviceId,
    beganAt,
    status,
    // Whom the rota gave it to has not taken it.
    assignee: status === 'new' ? null : assignee,
  };
}
