import type { HolidayRow } from '../src/contracts/api/index.js';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;
const SATURDAY = 6;
const SUNDAY = 0;

/** The civil date in Viet Nam, "2026-11-23". */
export function dateOf(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 10);
}

/** "08:12" */
export function timeOf(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant at which the walls of Viet Nam show `time` ("08:12") on `date`. */
export function instantOf(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00+07:00`);
}

export function dayAfter(date: string): string {
  return dateOf(instantOf(date, '12:00') + DAY_MS);
}

/** Monday to Friday, less the holidays, and the days that are worked to make up for one. */
export function isWorkingDay(date: string, holidays: readonly HolidayRow[]): boolean {
  const special = holidays.find((row) => row.date === date);
  if (special) return special.kind === 'make-up';
  return ![SATURDAY, SUNDAY].includes(weekdayOf(date));
}

const WEEKDAYS = [
  ['Chủ nhật', 'Sunday'],
  ['Thứ Hai', 'Monday'],
  ['Thứ Ba', 'Tuesday'],
  ['Thứ Tư', 'Wednesday'],
  ['Thứ Năm', 'Thursday'],
  ['Thứ Sáu', 'Friday'],
  ['Thứ Bảy', 'Saturday'],
] as const;

/** "Thứ Hai 23/11/2026", and in English. */
export function dayInWords(date: string): { vi: string; en: string } {
  const [vi, en] = WEEKDAYS[weekdayOf(date)]!;
  const shown = date.split('-').reverse().join('/');
  return { vi: `${vi} ${shown}`, en: `${en} ${shown}` };
}

function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
