import type { Hold } from '../access/index.js';
import type {
  AttentionItem,
  SlaLevel,
  TicketPriority,
  TicketRow,
  TicketStatus,
  Tone,
} from '../contracts/api/index.js';
import type { SqlValue } from '../platform/database/index.js';
import { ticketTone } from './domain/tone.js';

/** A ticket as lists read it: `SELECT ${TICKET_COLUMNS} FROM ${TICKETS}`. */
export interface Row {
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

export interface Condition {
  where: string;
  parameters: SqlValue[];
}

export const TICKET_COLUMNS = `ticket.id, ticket.number, ticket.title_vi AS "titleVi", ticket.title_en AS "titleEn",
  ticket.place, ticket.status, ticket.priority, ticket.origin, ticket.opened_at AS "openedAt",
  ticket.began_at AS "beganAt", ticket.resolved_at AS "resolvedAt", ticket.center_id AS "centerId",
  ticket.device_id AS "deviceId", ticket.acknowledged_by AS "acknowledgedBy", ticket.snoozed_until AS "snoozedUntil",
  ticket.snoozed_by AS "snoozedBy", ticket.due_at AS "dueAt", ticket.sla_level AS "slaLevel", person.name AS "assignee"`;
export const TICKETS = 'ticket LEFT JOIN user_account person ON person.id = ticket.assignee_id';

export const IS_OPEN = 'ticket.resolved_at IS NULL';
export const HAS_ENDED = 'ticket.resolved_at IS NOT NULL';
/** Of what is open: whole systems first, then by priority, then the oldest, so that none is forgotten. */
export const WORST_FIRST = `CASE WHEN ticket.origin = 'detection' AND ticket.center_id IS NULL THEN 0 ELSE 1 END,
  CASE ticket.priority WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END,
  ticket.began_at, ticket.id`;
/** Of what has ended, which is nearly all there is: in the order of an index. */
export const LAST_ENDED_FIRST = 'ticket.resolved_at DESC, ticket.id DESC';

/** A fault of a whole system. What somebody wrote without saying of which center is the desk's alone. */
const OF_ALL = "(ticket.center_id IS NULL AND ticket.origin = 'detection')";

/**
 * A fault of a whole system is of no center, and concerns everybody. The center is looked up for each ticket in the
 * order of the list: to collect the tickets of all centers first would be to read most of the table.
 */
export function heldTo({ province, center }: Hold): Condition {
  if (center !== null) return { where: `(ticket.center_id = ? OR ${OF_ALL})`, parameters: [center] };
  if (province === null) return { where: '1 = 1', parameters: [] };
  return {
    where: `(ticket.center_id IS NULL OR EXISTS (
      SELECT 1 FROM center WHERE center.id = ticket.center_id AND center.province_code = ?))`,
    parameters: [province],
  };
}

export function ticketRowOf(row: Row): TicketRow {
  const { titleVi, titleEn, centerId: _, deviceId: __, dueAt, slaLevel, ...rest } = row;
  return { ...rest, sla: { level: slaLevel, dueAt }, title: { vi: titleVi, en: titleEn }, tone: toneOf(row) };
}

export function attentionOf(row: Row): AttentionItem {
  const { id, number, place, centerId, deviceId, beganAt, status, assignee } = row;
  const title = { vi: row.titleVi, en: row.titleEn };
  const where = { place, centerId, deviceId };
  // Whom the rota gave it to has not taken it.
  const has = status === 'new' ? null : assignee;
  return { ticketId: id, number, tone: toneOf(row), title, ...where, beganAt, status, assignee: has };
}

function toneOf(row: Row): Tone {
  return ticketTone({ ...row, quiet: row.acknowledgedBy !== null || row.snoozedUntil !== null });
}
