import type { TicketEventKind } from '../entities/ticket-event.entity.js';

/**
 * What people write into a ticket's history, and whether it is for the desk alone. What the server says there is found by
 * nobody: it is the same on every ticket.
 */
export const WRITTEN: Readonly<Partial<Record<TicketEventKind, 'told' | 'internal'>>> = {
  clerk: 'told',
  reply: 'told',
  asked: 'told',
  resolved: 'told',
  cancelled: 'told',
  note: 'internal',
  handed_over: 'internal',
  resumed: 'internal',
  reopened: 'internal',
  merged: 'internal',
  split: 'internal',
  vendor: 'internal',
  mail: 'internal',
};

/** Entries that nobody but the desk reads. */
export const FOR_THE_DESK: ReadonlySet<TicketEventKind> = new Set([
  'note',
  'handed_over',
  'resumed',
  'vendor',
  'mail',
]);
