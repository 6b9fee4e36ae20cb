import { isWorkingTime, nextWorkingMoment, workBeganAt, type WorkingCalendar } from '../inventory/index.js';
import type { Hours } from './domain/presence.js';

/** A center's calendar as presence asks it. */
export function hoursOf(calendar: WorkingCalendar): Hours {
  return {
    atWork: (instant) => isWorkingTime(calendar, instant),
    beganAt: (instant) => workBeganAt(calendar, instant),
    nextAt: (instant) => nextWorkingMoment(calendar, instant),
  };
}
