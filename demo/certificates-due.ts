import { dateOf, DAY_MS, instantOf } from './calendar.js';
import type { Stage, Wanted } from './scene.js';

/** The farthest reminder of the default policy. */
const FIRST_TIER_DAYS = 90;

/**
 * The tickets that certificates of the province open until the close of `date`: those whose reminder was due when the server
 * first saw them, on the first day; later those that come within the first tier at a midnight since `after`.
 */
export function certificatesDue(stage: Stage, date: string, after: string | null): Wanted[] {
  return stage.everyone.flatMap((pc) => {
    const { certificates } = pc.pc.facts;
    if (certificates.length === 0) return [];
    // The younger of two has silenced the older.
    const ends = Math.max(...certificates.map(({ notAfter }) => notAfter));
    const isDue = daysLeft(ends, date) <= FIRST_TIER_DAYS;
    const wasDue = after !== null && daysLeft(ends, after) <= FIRST_TIER_DAYS;
    if (!isDue || wasDue) return [];
    const until = instantOf(date, '09:00');
    return [{ place: pc.place, title: 'Certificate of', from: 0, until, resolves: false }];
  });
}

/** As people count: by civil days. */
function daysLeft(notAfter: number, date: string): number {
  return Math.round((instantOf(dateOf(notAfter), '00:00') - instantOf(date, '00:00')) / DAY_MS);
}
