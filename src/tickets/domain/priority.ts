import type { Grade, TicketPriority } from '../../contracts/api/index.js';

/** One PC, a center, more than one center × can wait, hampers work, stops work. A counter that stands still is high at least. */
const PRIORITIES: Readonly<Record<Grade, Readonly<Record<Grade, TicketPriority>>>> = {
  low: { low: 'low', medium: 'normal', high: 'high' },
  medium: { low: 'normal', medium: 'high', high: 'critical' },
  high: { low: 'high', medium: 'critical', high: 'critical' },
};

export function priorityOf(impact: Grade, urgency: Grade): TicketPriority {
  return PRIORITIES[impact][urgency];
}
