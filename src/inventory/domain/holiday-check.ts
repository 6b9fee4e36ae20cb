import {
  byDate,
  HOLIDAY_KINDS,
  type HolidayDay,
  type HolidayKind,
  isWeeklyRest,
  lawfulHolidays,
} from './holiday-law.js';
import { dayOfIso, isoOfDay } from './working-calendar.js';

/** A line of a year table as somebody typed it. */
export interface TypedDay {
  /** Where it stands: a line of a file, a row of a form. */
  line: number;
  date: string;
  kind: string;
  name: string;
  standsFor: string;
}

export type HolidayFault =
  | { code: 'date-unreadable' | 'stands-for-unreadable' | 'kind-unknown'; line: number; text: string }
  | { code: 'outside-year' | 'twice' | 'already-rest'; line: number; text: string }
  /** A day that the law fixes is not in the table: any of `dates` would keep it. */
  | { code: 'missing'; line: null; name: string; dates: readonly string[] }
  | { code: 'missing-in-lieu'; line: number; name: string; text: string };

/** As people write the kinds: the words of the notices, and the codes. */
const KIND_WORDS: Readonly<Record<string, HolidayKind>> = {
  'nghi le': 'holiday',
  'nghi bu': 'in-lieu',
  'hoan doi': 'swap',
  'nghi hoan doi': 'swap',
  'lam bu': 'make-up',
};

/** The table of `year` from typed lines, or everything that is wrong with it. `fold` takes marks off (platform/i18n). */
export function checkHolidays(
  year: number,
  typed: readonly TypedDay[],
  fold: (text: string) => string,
): { days: HolidayDay[]; faults: HolidayFault[] } {
  const faults: HolidayFault[] = [];
  const days: (HolidayDay & { line: number })[] = [];
  for (const row of typed) {
    const day = readDay(year, row, fold);
    if ('code' in day) faults.push(day);
    else if (days.some(({ date }) => date === day.date)) {
      faults.push({ code: 'twice', line: row.line, text: row.date });
    } else days.push({ ...day, line: row.line });
  }
  days.sort(byDate);
  // A table with unreadable lines would seem to miss what those lines say.
  if (faults.length === 0) faults.push(...missingHolidays(year, days), ...missingInLieu(days));
  return { days: days.map(({ date, kind, name, standsFor }) => ({ date, kind, name, standsFor })), faults };
}

function readDay(
  year: number,
  { line, ...typed }: TypedDay,
  fold: (text: string) => string,
): HolidayDay | HolidayFault {
  const date = civilDateOf(typed.date);
  if (date === null) return { code: 'date-unreadable', line, text: typed.date };
  if (!date.startsWith(`${year}-`)) return { code: 'outside-year', line, text: typed.date };
  const word = fold(typed.kind).trim();
  const kind = KIND_WORDS[word] ?? HOLIDAY_KINDS.find((known) => known === word);
  if (!kind) return { code: 'kind-unknown', line, text: typed.kind };
  const standsFor = typed.standsFor.trim() === '' ? null : civilDateOf(typed.standsFor);
  if (standsFor === null && typed.standsFor.trim() !== '') {
    return { code: 'stands-for-unreadable', line, text: typed.standsFor };
  }
  // A day off in exchange is a working day: on a weekly rest day there is nothing to exchange.
  if (kind === 'swap' && isWeeklyRest(dayOfIso(date)))
    return { code: 'already-rest', line, text: typed.date };
  return { date, kind, name: typed.name.trim(), standsFor: kind === 'make-up' ? standsFor : null };
}

/** yyyy-MM-dd from that or from dd/MM/yyyy; null when there is no such day. */
export function civilDateOf(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(Date.parse(`${iso}T00:00:00Z`))) return null;
  // Date.parse takes the 30th of February for the 2nd of March.
  return isoOfDay(dayOfIso(iso)) === iso ? iso : null;
}

function missingHolidays(year: number, days: readonly HolidayDay[]): HolidayFault[] {
  const off = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ date }) => date));
  return lawfulHolidays(year)
    .filter(({ anyOf }) => !anyOf.some((date) => off.has(date)))
    .map(({ name, anyOf }) => ({ code: 'missing', line: null, name, dates: anyOf }));
}

/** Each holiday on a weekly rest day needs a day off in lieu of it that comes later. */
function missingInLieu(days: readonly (HolidayDay & { line: number })[]): HolidayFault[] {
  const free = days.filter(({ kind }) => kind === 'in-lieu').map(({ date }) => date);
  const faults: HolidayFault[] = [];
  for (const { date, name, line, kind } of days) {
    if (kind !== 'holiday' || !isWeeklyRest(dayOfIso(date))) continue;
    const at = free.findIndex((inLieu) => inLieu > date);
    if (at < 0) faults.push({ code: 'missing-in-lieu', line, name, text: date });
    else free.splice(at, 1);
  }
  return faults;
}
