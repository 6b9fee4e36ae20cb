import { afterWorkingMs, workingMsBetween, type WorkingCalendar } from '../inventory/index.js';
import type { Hours } from './domain/sla.js';

/** A center's calendar as the SLA asks it. */
export function slaHoursOf(calendar: WorkingCalendar): Hours {
  return {
    between: (from, until) => workingMsBetween(calendar, from, until),
    after: (from, ms) => afterWorkingMs(calendar, from, ms),
  };
}
