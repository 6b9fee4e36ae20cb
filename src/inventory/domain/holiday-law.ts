import { weekday } from '../../platform/civil/index.js';
import { civilDayOfLunar } from './holiday-lunar.js';
import { dayOfIso, isoOfDay } from './working-calendar.js';

/** nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù. */
export const HOLIDAY_KINDS = ['holiday', 'in-lieu', 'swap', 'make-up'] as const;
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];

/** One line of a year table. */
export interface HolidayDay {
  /** yyyy-MM-dd. */
  date: string;
  kind: HolidayKind;
  /** As people call it: "Tết Nguyên đán". */
  name: string;
  /** The day that a make-up day is worked for, whose weekday's hours it has; null for every other kind. */
  standsFor: string | null;
}

/** A paid holiday of the law, and the days any of which keeps it. */
export interface LawfulHoliday {
  name: string;
  anyOf: readonly string[];
}

/** Bộ luật Lao động (45/2019/QH14) điều 112, and NQ 28/2026/QH16 for 24/11. Where the law leaves a choice, the usual one comes first. */
export function lawfulHolidays(year: number): LawfulHoliday[] {
  const tet = civilDayOfLunar(year, 1, 1);
  const fixed = (name: string, monthDay: string): LawfulHoliday => ({ name, anyOf: [`${year}-${monthDay}`] });
  const tetDay = (...days: number[]): LawfulHoliday => ({
    name: 'Tết Nguyên đán',
    anyOf: days.map((day) => isoOfDay(tet + day)),
  });
  return [
    fixed('Tết Dương lịch', '01-01'),
    ...[tetDay(-1), tetDay(0), tetDay(1), tetDay(2), tetDay(3, -2)],
    { name: 'Giỗ Tổ Hùng Vương', anyOf: [isoOfDay(civilDayOfLunar(year, 3, 10))] },
    fixed('Ngày Chiến thắng', '04-30'),
    fixed('Quốc tế Lao động', '05-01'),
    fixed('Quốc khánh', '09-02'),
    { name: 'Quốc khánh', anyOf: besideNationalDay(year) },
    ...(year >= CULTURE_DAY_SINCE ? [fixed('Ngày Văn hóa Việt Nam', '11-24')] : []),
  ];
}

const CULTURE_DAY_SINCE = 2026;

/** The day before or after 2/9, a choice of the government; the side that lies nearer to a weekend has been the usual one. */
function besideNationalDay(year: number): string[] {
  const before = `${year}-09-01`;
  const after = `${year}-09-03`;
  const laterIsUsual = [1, 4, 7].includes(weekday(dayOfIso(`${year}-09-02`)));
  return laterIsUsual ? [after, before] : [before, after];
}

/** What the law alone says of a year, in date order: its holidays, and a day off in lieu of each that falls on a weekly rest day. */
export function holidaysByLaw(year: number): HolidayDay[] {
  const days = lawfulHolidays(year).map(({ name, anyOf }) => ({
    date: anyOf[0]!,
    kind: 'holiday' as const,
    name,
    standsFor: null,
  }));
  const taken = new Set(days.map(({ date }) => dayOfIso(date)));
  const inLieu = days
    .filter(({ date }) => isWeeklyRest(dayOfIso(date)))
    .map(({ date, name }): HolidayDay => {
      let day = dayOfIso(date) + 1;
      while (isWeeklyRest(day) || taken.has(day)) day += 1;
      taken.add(day);
      return { date: isoOfDay(day), kind: 'in-lieu', name, standsFor: null };
    });
  return [...days, ...inLieu].sort(byDate);
}

/** Saturday and Sunday, whatever a center does on a Saturday morning. */
export function isWeeklyRest(day: number): boolean {
  return weekday(day) >= 6;
}

export function byDate(a: { date: string }, b: { date: string }): number {
  return a.date < b.date ? -1 : 1;
}
