import { civilDateOf } from './holiday-check.js';
import { dayName, parseSeason, parseSessions } from './working-calendar-text.js';
import { sessionsOverlap, type WorkingSession } from './working-calendar.js';

/** Hours as somebody typed them: `T2-T6`, `07:30-11:30, 13:30-17:00`, `16/04-15/10`, two civil dates; the last three may be empty. */
export interface TypedHours {
  /** Where it stands: a line of a file, a field of a form. */
  line: number;
  days: string;
  times: string;
  season: string;
  from: string;
  until: string;
}

export interface HoursFault {
  code:
    | 'hours-unreadable'
    | 'ends-before-it-begins'
    | 'overlap'
    | 'season-unreadable'
    | 'from-unreadable'
    | 'until-unreadable'
    | 'until-before-from';
  line: number;
  text: string;
  /** The weekday on which sessions overlap, and the line of the other session. */
  day?: string;
  otherLine?: number | undefined;
}

/** The sessions of one place, or everything that is wrong with what was typed. */
export function checkHours(typed: readonly TypedHours[]): {
  sessions: WorkingSession[];
  faults: HoursFault[];
} {
  const faults: HoursFault[] = [];
  const kept: { line: number; session: WorkingSession }[] = [];
  for (const row of typed) {
    const read = readHours(row);
    if (!Array.isArray(read)) {
      faults.push(read);
      continue;
    }
    const clash = read
      .map((session) => ({ session, other: kept.find((known) => sessionsOverlap(known.session, session)) }))
      .find(({ other }) => other);
    if (clash) {
      const { session, other } = clash;
      const where = { day: dayName(session.weekday), otherLine: other!.line };
      faults.push({ code: 'overlap', line: row.line, text: row.times, ...where });
    } else kept.push(...read.map((session) => ({ line: row.line, session })));
  }
  return { sessions: kept.map(({ session }) => session), faults };
}

function readHours({ line, ...row }: TypedHours): WorkingSession[] | HoursFault {
  const parsed = parseSessions([`${row.days}=${row.times}`]);
  if (!Array.isArray(parsed)) {
    if (parsed.kind === 'overlap') {
      return { code: 'overlap', line, text: parsed.text, day: parsed.day, otherLine: line };
    }
    return { code: parsed.kind === 'unreadable' ? 'hours-unreadable' : parsed.kind, line, text: parsed.text };
  }
  const season = row.season.trim() === '' ? undefined : parseSeason(row.season);
  if (season === null) return { code: 'season-unreadable', line, text: row.season };
  const from = row.from.trim() === '' ? undefined : civilDateOf(row.from);
  if (from === null) return { code: 'from-unreadable', line, text: row.from };
  const until = row.until.trim() === '' ? undefined : civilDateOf(row.until);
  if (until === null) return { code: 'until-unreadable', line, text: row.until };
  if (from && until && until < from) return { code: 'until-before-from', line, text: row.until };
  return parsed.map((session) => ({
    ...session,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(season === undefined ? {} : { season }),
  }));
}
