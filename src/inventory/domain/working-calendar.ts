import { civilDay, MINUTE_MS, startOfCivilDay, weekday } from '../../platform/civil/index.js';

/** One stretch of a working day: 1 = Thứ Hai … 7 = Chủ nhật, minutes after local midnight. */
export interface WorkingSession {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}

/** Usual office hours; seasons and provinces differ, so centers may have sessions of their own. */
export const OFFICE_HOURS: readonly WorkingSession[] = [1, 2, 3, 4, 5].flatMap((day) => [
  { weekday: day, fromMinute: 7 * 60 + 30, toMinute: 11 * 60 + 30 },
  { weekday: day, fromMinute: 13 * 60 + 30, toMinute: 17 * 60 },
]);

/** Is the center at work at `instant` (epoch ms)? */
export function isWorkingTime(sessions: readonly WorkingSession[], instant: number): boolean {
  const day = civilDay(instant);
  const minute = (instant - startOfCivilDay(day)) / MINUTE_MS;
  const today = weekday(day);
  return sessions.some(
    (session) => session.weekday === today && minute >= session.fromMinute && minute < session.toMinute,
  );
}
