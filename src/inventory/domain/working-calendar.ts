import { civilDay, DAY_MS, MINUTE_MS, startOfCivilDay, weekday } from '../../platform/civil/index.js';

/** The weekday of sessions that a center keeps on public holidays, when it works on those at all. */
export const HOLIDAY = 8;

/** A yearly stretch of days, `MM-dd`, both included; one that runs over New Year ends before it begins. */
export interface Season {
  from: string;
  until: string;
}

/** One stretch of a working day: 1 = Thứ Hai … 7 = Chủ nhật, 8 = ngày lễ; minutes after local midnight. */
export interface WorkingSession {
  weekday: number;
  fromMinute: number;
  toMinute: number;
  /** First and last civil date (yyyy-MM-dd) on which it is in force; absent: without such an end. */
  from?: string;
  until?: string;
  /** In its season a layer's seasonal hours stand in the place of its year-round ones. */
  season?: Season;
}

/** A civil day that is not worked by its weekday: a rest, or a make-up day with the hours of another weekday. */
export type DayException = { kind: 'rest' } | { kind: 'work'; weekday: number };

export interface WorkingCalendar {
  /** A center's own sessions, those of its province, those of all: the first that has any in force on a day decides that day. */
  layers: readonly (readonly WorkingSession[])[];
  /** By civil day (days since 1970-01-01). */
  exceptions: ReadonlyMap<number, DayException>;
}

/** A stretch of work, epoch ms; `until` is the first instant that is no longer part of it. */
export interface WorkingStretch {
  from: number;
  until: number;
}

/** Usual office hours, for whoever has set none. */
export const OFFICE_HOURS: readonly WorkingSession[] = [1, 2, 3, 4, 5].flatMap((day) => [
  { weekday: day, fromMinute: 7 * 60 + 30, toMinute: 11 * 60 + 30 },
  { weekday: day, fromMinute: 13 * 60 + 30, toMinute: 17 * 60 },
]);

export const OFFICE_CALENDAR: WorkingCalendar = { layers: [OFFICE_HOURS], exceptions: new Map() };

/** Longer than any rest: whoever has no working moment within it has none. */
export const FARTHEST_DAYS = 400;

/** The work of one civil day, in order; sessions that touch are one stretch. */
export function stretchesOn(calendar: WorkingCalendar, day: number): readonly WorkingStretch[] {
  let known = REMEMBERED.get(calendar);
  if (!known) REMEMBERED.set(calendar, (known = new Map<number, readonly WorkingStretch[]>()));
  let stretches = known.get(day);
  if (!stretches) known.set(day, (stretches = readDay(calendar, day)));
  return stretches;
}

/** A calendar never changes, and the same few days are asked for all the time. */
const REMEMBERED = new WeakMap<WorkingCalendar, Map<number, readonly WorkingStretch[]>>();

function readDay(calendar: WorkingCalendar, day: number): WorkingStretch[] {
  const exception = calendar.exceptions.get(day);
  const like = exception ? (exception.kind === 'rest' ? HOLIDAY : exception.weekday) : weekday(day);
  const start = startOfCivilDay(day);
  const stretches: WorkingStretch[] = [];
  const sessions = sessionsInForce(calendar, day).filter((session) => session.weekday === like);
  for (const session of [...sessions].sort((a, b) => a.fromMinute - b.fromMinute)) {
    const from = start + session.fromMinute * MINUTE_MS;
    const until = start + session.toMinute * MINUTE_MS;
    const last = stretches.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else stretches.push({ from, until });
  }
  return stretches;
}

/** Those that decide the civil day `day`, of all weekdays. */
export function sessionsInForce(calendar: WorkingCalendar, day: number): readonly WorkingSession[] {
  const date = isoOfDay(day);
  for (const layer of calendar.layers) {
    const valid = layer.filter(({ from, until }) => (from ?? date) <= date && date <= (until ?? date));
    const seasonal = valid.filter(({ season }) => season && inSeason(season, date.slice(5)));
    const inForce = seasonal.length > 0 ? seasonal : valid.filter(({ season }) => !season);
    if (inForce.length > 0) return inForce;
  }
  return OFFICE_HOURS;
}

/** Is the center at work at `instant` (epoch ms)? */
export function isWorkingTime(calendar: WorkingCalendar, instant: number): boolean {
  return workBeganAt(calendar, instant) !== null;
}

/** When the stretch of work that runs at `instant` began; null: nobody is at work. */
export function workBeganAt(calendar: WorkingCalendar, instant: number): number | null {
  const running = stretchesOn(calendar, civilDay(instant)).find(
    ({ from, until }) => from <= instant && instant < until,
  );
  return running?.from ?? null;
}

/** The first instant at or after `instant` at which the center is at work; null: never again, as far as is known. */
export function nextWorkingMoment(calendar: WorkingCalendar, instant: number): number | null {
  const today = civilDay(instant);
  for (let day = today; day <= today + FARTHEST_DAYS; day++) {
    const next = stretchesOn(calendar, day).find(({ until }) => until > instant);
    if (next) return Math.max(next.from, instant);
  }
  return null;
}

/** The last instant at or before `instant` at which the center is at work or just stops; null: never, as far as is known. */
export function previousWorkingMoment(calendar: WorkingCalendar, instant: number): number | null {
  const today = civilDay(instant);
  for (let day = today; day >= today - FARTHEST_DAYS; day--) {
    const last = stretchesOn(calendar, day).findLast(({ from }) => from <= instant);
    if (last) return Math.min(last.until, instant);
  }
  return null;
}

/** The end of the `count`-th whole working day after `since`; a day that had begun by then does not count. */
export function afterWorkingDays(calendar: WorkingCalendar, since: number, count: number): number | null {
  const first = civilDay(since);
  for (let day = first, left = count; day <= first + FARTHEST_DAYS + count * 7; day++) {
    const stretches = stretchesOn(calendar, day);
    if (stretches[0] && stretches[0].from >= since && --left === 0) return stretches.at(-1)!.until;
  }
  return null;
}

/** Do two sessions of one place claim the same time? Hours of a season only stand beside those of another season. */
export function sessionsOverlap(a: WorkingSession, b: WorkingSession): boolean {
  if (a.weekday !== b.weekday || a.fromMinute >= b.toMinute || b.fromMinute >= a.toMinute) return false;
  if ((a.from ?? '') > (b.until ?? '9') || (b.from ?? '') > (a.until ?? '9')) return false;
  if (!a.season || !b.season) return !a.season && !b.season;
  return inSeason(a.season, b.season.from) || inSeason(b.season, a.season.from);
}

function inSeason({ from, until }: Season, monthDay: string): boolean {
  return from <= until ? from <= monthDay && monthDay <= until : monthDay >= from || monthDay <= until;
}

/** yyyy-MM-dd of a civil day. */
export function isoOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The civil day of a yyyy-MM-dd. */
export function dayOfIso(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}
