import type { TicketPriority, TicketStatus, Tone } from '../../contracts/api/index.js';
import { hasEnded, isTaken } from './moves.js';

/** How a ticket looks on every page. Red only for what a person must act on and nobody has taken. */
export function ticketTone(ticket: {
  status: TicketStatus;
  priority: TicketPriority;
  origin: 'detection' | 'clerk';
  centerId: number | null;
  /** Somebody knows of it, or put it off. */
  quiet: boolean;
}): Tone {
  if (hasEnded(ticket.status)) return 'ok';
  if (isTaken(ticket.status) || ticket.quiet) return 'handled';
  if (ticket.origin === 'detection' && ticket.centerId === null && ticket.priority === 'critical')
    return 'widespread';
  return ticket.priority === 'critical' || ticket.priority === 'high' ? 'problem' : 'warning';
}
