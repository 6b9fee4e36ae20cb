import type { TicketStatus } from '../../contracts/api/index.js';

/**
 * Which state of a ticket may follow which: the one table. People and the server move tickets by verbs; a verb that asks for
 * a move which is not here is refused. `new` and `acknowledged` are nobody's work yet, `in_progress` is somebody's, and the two
 * kinds of waiting say whom the work waits for.
 */
const MOVES: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  new: [
    'acknowledged',
    'in_progress',
    'waiting_user',
    'waiting_vendor',
    'resolved',
    'duplicate',
    'cancelled',
  ],
  acknowledged: [
    'new',
    'in_progress',
    'waiting_user',
    'waiting_vendor',
    'resolved',
    'duplicate',
    'cancelled',
  ],
  in_progress: [
    'new',
    'acknowledged',
    'waiting_user',
    'waiting_vendor',
    'resolved',
    'duplicate',
    'cancelled',
  ],
  waiting_user: [
    'new',
    'acknowledged',
    'in_progress',
    'waiting_vendor',
    'resolved',
    'duplicate',
    'cancelled',
  ],
  waiting_vendor: [
    'new',
    'acknowledged',
    'in_progress',
    'waiting_user',
    'resolved',
    'duplicate',
    'cancelled',
  ],
  resolved: ['new', 'acknowledged', 'in_progress', 'closed', 'duplicate'],
  closed: ['new', 'acknowledged', 'in_progress'],
  duplicate: ['new', 'acknowledged', 'in_progress'],
  cancelled: ['new', 'acknowledged', 'in_progress'],
};

export function mayMove(from: TicketStatus, to: TicketStatus): boolean {
  return MOVES[from].includes(to);
}

/** Work on it ended, whatever the end was; only reopening brings it back. */
export const ENDED_STATUSES = [
  'resolved',
  'closed',
  'duplicate',
  'cancelled',
] as const satisfies readonly TicketStatus[];
/** Its time does not run: somebody else has to do something first. */
export const WAITING_STATUSES = ['waiting_user', 'waiting_vendor'] as const satisfies readonly TicketStatus[];

export function hasEnded(status: TicketStatus): boolean {
  return ENDED_STATUSES.some((ended) => ended === status);
}

export function isWaiting(status: TicketStatus): boolean {
  return WAITING_STATUSES.some((waiting) => waiting === status);
}

/** Somebody works on it, or waits for somebody. */
export function isTaken(status: TicketStatus): boolean {
  return status === 'in_progress' || isWaiting(status);
}

export function movesFrom(status: TicketStatus): readonly TicketStatus[] {
  return MOVES[status];
}

/** Where a ticket stands that nobody waits for: with its assignee, known to somebody, or new. */
export function statusAtDesk(ticket: {
  assigneeId: number | null;
  acknowledgedAt: number | null;
}): TicketStatus {
  if (ticket.assigneeId !== null) return 'in_progress';
  return ticket.acknowledgedAt === null ? 'new' : 'acknowledged';
}
