import { civilDay } from '../../platform/civil/index.js';
import { FARTHEST_DAYS, stretchesOn, type WorkingCalendar } from './working-calendar.js';

/** Working time (ms) from `from` until `until`; none when `until` is not later. */
export function workingMsBetween(calendar: WorkingCalendar, from: number, until: number): number {
  let worked = 0;
  for (let day = civilDay(from); day <= civilDay(until); day++) {
    for (const stretch of stretchesOn(calendar, day)) {
      worked += Math.max(0, Math.min(stretch.until, until) - Math.max(stretch.from, from));
    }
  }
  return worked;
}

/**
 * The instant at which `ms` of working time after `from` have passed, the end of a stretch rather than the beginning of the
 * next one; null: not within the time that is known.
 */
export function afterWorkingMs(calendar: WorkingCalendar, from: number, ms: number): number | null {
  let left = ms;
  const first = civilDay(from);
  for (let day = first; day <= first + FARTHEST_DAYS; day++) {
    for (const stretch of stretchesOn(calendar, day)) {
      const begins = Math.max(stretch.from, from);
      const lasts = stretch.until - begins;
      if (lasts <= 0) continue;
      if (left <= lasts) return begins + left;
      left -= lasts;
    }
  }
  return null;
}
