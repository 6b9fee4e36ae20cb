import { HOLIDAY_SHIFTS } from './rota.js';

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A shift as it is asked for, before anybody knows whether it can be. */
export interface AskedShift {
  weekdays: readonly number[];
  fromMinute: number;
  toMinute: number;
  firstId: number;
  secondId: number | null;
}

/** What is wrong with an asked week; `row` counts its shifts from 0. */
export type RotaFault =
  | { code: 'same-person-twice' | 'not-a-member'; row: number; field: string }
  | { code: 'overlap'; row: number; otherRow: number; weekday: number; field: string };

/** The first thing that keeps a week from being kept, or null. Two shifts of a team never run at the same time. */
export function checkShifts(shifts: readonly AskedShift[], memberIds: readonly number[]): RotaFault | null {
  for (const [row, shift] of shifts.entries()) {
    if (!memberIds.includes(shift.firstId)) return { code: 'not-a-member', row, field: 'firstId' };
    if (shift.secondId !== null && !memberIds.includes(shift.secondId))
      return { code: 'not-a-member', row, field: 'secondId' };
    if (shift.secondId === shift.firstId) return { code: 'same-person-twice', row, field: 'secondId' };
    const overlap = firstOverlap(shifts, row);
    if (overlap) return { code: 'overlap', row, field: 'fromMinute', ...overlap };
  }
  return null;
}

/** Against the rows above, and against itself: a shift of several days may run into its own next one. */
function firstOverlap(
  shifts: readonly AskedShift[],
  row: number,
): { otherRow: number; weekday: number } | null {
  const mine = shifts[row]!;
  for (const [otherRow, other] of shifts.slice(0, row + 1).entries()) {
    for (const weekday of mine.weekdays) {
      for (const otherDay of other.weekdays) {
        const itself = otherRow === row && otherDay === weekday;
        if (!itself && overlaps(mine, weekday, other, otherDay)) return { otherRow, weekday };
      }
    }
  }
  return null;
}

/** Shifts of holidays stand beside each other only; the others run around the week. */
function overlaps(a: AskedShift, dayA: number, b: AskedShift, dayB: number): boolean {
  if ((dayA === HOLIDAY_SHIFTS) !== (dayB === HOLIDAY_SHIFTS)) return false;
  const [fromA, fromB] = [minuteOfWeek(a, dayA), minuteOfWeek(b, dayB)];
  const around = (from: number, to: number): number => (to - from + WEEK_MINUTES) % WEEK_MINUTES;
  return around(fromA, fromB) < lengthOf(a) || around(fromB, fromA) < lengthOf(b);
}

function minuteOfWeek({ fromMinute }: AskedShift, weekday: number): number {
  return (weekday === HOLIDAY_SHIFTS ? 0 : weekday - 1) * DAY_MINUTES + fromMinute;
}

/** In minutes; one that ends as it begins runs around the clock. */
function lengthOf({ fromMinute, toMinute }: AskedShift): number {
  return toMinute > fromMinute ? toMinute - fromMinute : toMinute + DAY_MINUTES - fromMinute;
}
