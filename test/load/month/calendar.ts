import { DAY, HOUR, MINUTE } from './world.js';

const OFFSET = 7 * HOUR;
/** Ngày Văn hóa Việt Nam, a paid holiday since 2026 (NQ 28/2026/QH16). */
const HOLIDAYS = ['2026-11-24', '2026-01-01', '2026-09-02'];

/** Office hours, minutes after midnight. */
export const MORNING = { from: 7 * 60 + 30, to: 11 * 60 + 30 };
export const AFTERNOON = { from: 13 * 60 + 30, to: 17 * 60 };

export interface Session {
  from: number;
  to: number;
}

const isoDay = (midnight: number): string => new Date(midnight + OFFSET).toISOString().slice(0, 10);

export const isHoliday = (midnight: number): boolean => HOLIDAYS.includes(isoDay(midnight));

/** 0 = Sunday … 6 = Saturday. */
export const dayOfWeek = (midnight: number): number => new Date(midnight + OFFSET).getUTCDay();

export function isWorkday(midnight: number): boolean {
  const weekday = dayOfWeek(midnight);
  return weekday >= 1 && weekday <= 5 && !isHoliday(midnight);
}

export const at = (midnight: number, minute: number): number => midnight + Math.round(minute * 60) * 1_000;

export function sessionsOf(midnight: number): Session[] {
  if (!isWorkday(midnight)) return [];
  return [MORNING, AFTERNOON].map(({ from, to }) => ({
    from: midnight + from * MINUTE,
    to: midnight + to * MINUTE,
  }));
}

/** The working session that holds all of [from, to]. */
export function sessionHolding(start: number, from: number, to: number): Session | null {
  const midnight = start + Math.floor((from - start) / DAY) * DAY;
  return sessionsOf(midnight).find((session) => from >= session.from && to <= session.to) ?? null;
}
