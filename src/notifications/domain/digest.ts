import { civilDay, MINUTE_MS, startOfCivilDay, weekday } from '../../platform/civil/index.js';

/** What a line of the digest says. The words are in `digest-wording.ts`. */
export type DigestCode =
  | 'resolved-by-itself'
  | 'unclaimed'
  | 'untold'
  | 'untold-more'
  | 'notice-failed'
  | 'webhook-off'
  | 'zalo-refused'
  | 'mailbox-failing'
  | 'mail-aside'
  | 'not-seen'
  | 'not-installed'
  | 'clock-drifts'
  | 'renewal-ends'
  | 'holidays';

/** Codes and numbers, never sentences. Which fields are there depends on the code. */
export interface DigestLine {
  code: DigestCode;
  count: number;
  /** Where it can be seen: a path of the web pages. */
  path: string;
  of?: number;
  rule?: string;
  program?: { vi: string; en: string };
  devices?: number;
  days?: number;
  year?: number;
}

/**
 * What goes on the same from day to day is no news: it comes along with news, and by itself only on the first working day of
 * a week.
 */
const STANDING: ReadonlySet<DigestCode> = new Set<DigestCode>([
  'unclaimed',
  'mail-aside',
  'not-seen',
  'not-installed',
  'clock-drifts',
  'renewal-ends',
  'holidays',
]);

/** Longer than any rest. */
const FARTHEST_DAYS = 400;

/** Do people work on this civil day? */
export type WorksOn = (day: number) => boolean;

/**
 * When the digest is due that tells of what happened since `coversFrom`: at `at` ("07:00", local) on the first working day
 * after that day. One whose moment has passed is due on the present day, if its moment has come and people work, and
 * otherwise on the next working day: nobody is mailed at night or on Sunday because the server was gone. Epoch ms; null:
 * nobody works any more, as far as is known.
 */
export function digestDueAt(at: string, worksOn: WorksOn, coversFrom: number, now: number): number | null {
  const moment = (day: number): number => startOfCivilDay(day) + minutesOf(at) * MINUTE_MS;
  const first = workingDayFrom(civilDay(coversFrom) + 1, worksOn);
  if (first === null || moment(first) > now) return first && moment(first);
  const today = civilDay(now);
  const day = workingDayFrom(today, worksOn);
  return day && moment(day);
}

function minutesOf(at: string): number {
  const [hours, minutes] = at.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

function workingDayFrom(first: number, worksOn: WorksOn): number | null {
  for (let day = first; day <= first + FARTHEST_DAYS; day++) if (worksOn(day)) return day;
  return null;
}

/** Is it the first working day of its week, Monday to Sunday? */
export function opensWeek(day: number, worksOn: WorksOn): boolean {
  for (let before = day - 1; before > day - weekday(day); before--) if (worksOn(before)) return false;
  return true;
}

/** The last day before `day` on which people worked; the day before, when none is known. */
export function lastWorkingDay(day: number, worksOn: WorksOn): number {
  for (let before = day - 1; before > day - FARTHEST_DAYS; before--) if (worksOn(before)) return before;
  return day - 1;
}

export function worthSending(lines: readonly DigestLine[], opensTheWeek: boolean): boolean {
  return lines.some(({ code }) => opensTheWeek || !STANDING.has(code));
}

/** Certificates whose last day for renewal comes so soon are counted. */
export const RENEWAL_NOTICE_DAYS = 7;
