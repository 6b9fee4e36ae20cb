import { type Season, sessionsOverlap, type WorkingSession } from './working-calendar.js';

/** T2 is Monday: weekdays are counted from Sunday, "the first". LE: public holidays, for a center that works on them. */
const NAMES = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN', 'LE'] as const;
const ENGLISH = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN', 'HOL'];

/** What is wrong with a calendar as it was typed. */
export type CalendarFault =
  | { kind: 'unreadable'; text: string }
  | { kind: 'ends-before-it-begins'; text: string }
  | { kind: 'overlap'; day: string; text: string };

/**
 * Sessions from words such as `T2-T6=07:30-11:30,13:30-17:00`; a day alone, `T7=07:30-11:30`, and the English names MON to
 * SUN are understood too. 24:00 is the end of a day. Sessions of one day must not overlap: a fault is returned, not mended.
 */
export function parseSessions(words: readonly string[]): WorkingSession[] | CalendarFault {
  const sessions: WorkingSession[] = [];
  for (const word of words) {
    const [, days, times] = /^([^=]+)=(.+)$/.exec(word.trim()) ?? [];
    const weekdays = daysOf(days ?? '');
    if (weekdays.length === 0) return { kind: 'unreadable', text: word };
    for (const text of (times ?? '').split(',')) {
      const span = spanOf(text);
      if (!span) return { kind: 'unreadable', text: word };
      if (span.toMinute <= span.fromMinute) return { kind: 'ends-before-it-begins', text };
      for (const weekday of weekdays) {
        const session = { weekday, ...span };
        if (sessions.some((other) => sessionsOverlap(other, session))) {
          return { kind: 'overlap', day: dayName(weekday), text };
        }
        sessions.push(session);
      }
    }
  }
  return sessions;
}

/** One line a day: `T2  07:30-11:30, 13:30-17:00`; a day without work has none. */
export function sessionsText(sessions: readonly WorkingSession[]): { day: string; times: string }[] {
  return NAMES.map((day, index) => ({
    day,
    times: sessions
      .filter(({ weekday }) => weekday === index + 1)
      .sort((a, b) => a.fromMinute - b.fromMinute)
      .map(({ fromMinute, toMinute }) => `${clockText(fromMinute)}-${clockText(toMinute)}`)
      .join(', '),
  })).filter(({ times }) => times !== '');
}

type Span = Pick<WorkingSession, 'fromMinute' | 'toMinute'>;

/** Sessions that hold at the same times of the year. */
export interface HoursGroup {
  season: Season | null;
  from: string | null;
  until: string | null;
  sessions: WorkingSession[];
}

/** Year-round hours first, in the order in which they were given. */
export function groupsOf(sessions: readonly WorkingSession[]): HoursGroup[] {
  const groups = new Map<string, HoursGroup>();
  for (const session of sessions) {
    const { season = null, from = null, until = null } = session;
    const key = JSON.stringify([season?.from, season?.until, from, until]);
    const group = groups.get(key) ?? { season, from, until, sessions: [] };
    group.sessions.push(session);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => Number(a.season !== null) - Number(b.season !== null));
}

/** `16/04-15/10 · 2027-01-01 → …`; empty for hours that hold all year and without end. */
export function groupText({ season, from, until }: HoursGroup): string {
  const dates = from === null && until === null ? '' : `${from ?? '…'} → ${until ?? '…'}`;
  return [season ? seasonText(season) : '', dates].filter((part) => part !== '').join(' · ');
}

/** T2 … CN, LE. */
export function dayName(weekday: number): string {
  return NAMES[weekday - 1] ?? '';
}

/** A season from `16/04-15/10` (days and months); null when it is none. */
export function parseSeason(text: string): Season | null {
  const [, d1, m1, d2, m2] = /^\s*(\d{1,2})\/(\d{1,2})\s*-\s*(\d{1,2})\/(\d{1,2})\s*$/.exec(text) ?? [];
  const from = monthDay(d1, m1);
  const until = monthDay(d2, m2);
  return from && until ? { from, until } : null;
}

/** `16/04-15/10`. */
export function seasonText({ from, until }: Season): string {
  const turned = (text: string): string => text.split('-').reverse().join('/');
  return `${turned(from)}-${turned(until)}`;
}

/** In a leap year, so that the 29th of February may begin or end a season. */
function monthDay(day = '', month = ''): string | null {
  const text = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`2028-${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === text ? text : null;
}

function daysOf(text: string): number[] {
  const [from, to, ...more] = text.split('-').map(weekdayOf);
  if (from === undefined || from === 0 || to === 0 || more.length > 0) return [];
  const last = to ?? from;
  return Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from + index);
}

/** 1 = Monday … 7 = Sunday; 0 when it is no day. */
function weekdayOf(name: string): number {
  const wanted = name.trim().toUpperCase();
  return Math.max(NAMES.indexOf(wanted as (typeof NAMES)[number]), ENGLISH.indexOf(wanted)) + 1;
}

function spanOf(text: string): Span | null {
  const [, ...parts] = /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(text) ?? [];
  const [h1 = 99, m1 = 99, h2 = 99, m2 = 99] = parts.map(Number);
  const span = { fromMinute: h1 * 60 + m1, toMinute: h2 * 60 + m2 };
  return m1 < 60 && m2 < 60 && span.fromMinute < 1440 && span.toMinute <= 1440 ? span : null;
}

function clockText(minute: number): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${part(Math.floor(minute / 60))}:${part(minute % 60)}`;
}
