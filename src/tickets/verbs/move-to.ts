import type { TicketStatus } from '../../contracts/api/index.js';
import { hasEnded, mayMove } from '../domain/moves.js';
import type { TicketEntity } from '../entities/ticket.entity.js';
import { moveRefused } from '../tickets.refusals.js';

/** What a move by a person, at the desk or at a counter, makes of a ticket. @throws Refusal TICKET_MOVE_REFUSED */
export function moveTo(
  status: TicketStatus,
  ticket: TicketEntity,
  now: number,
): Pick<TicketEntity, 'status' | 'resolvedAt' | 'resolvedBySystem'> {
  if (!mayMove(ticket.status, status)) throw moveRefused(ticket.status, status);
  const resolvedAt = hasEnded(status) ? (ticket.resolvedAt ?? now) : null;
  return { status, resolvedAt, resolvedBySystem: status === 'closed' ? ticket.resolvedBySystem : 0 };
}
