import { byDate, type HolidayDay, holidaysByLaw } from './holiday-law.js';

/** What the government's notices add to the law: days swapped, and worked for. */
const SWAPPED: Readonly<Record<number, readonly HolidayDay[]>> = {
  2026: [
    { date: '2026-01-02', kind: 'swap', name: 'Tết Dương lịch', standsFor: null },
    { date: '2026-01-10', kind: 'make-up', name: 'Tết Dương lịch', standsFor: '2026-01-02' },
    { date: '2026-08-22', kind: 'make-up', name: 'Quốc khánh', standsFor: '2026-08-31' },
    { date: '2026-08-31', kind: 'swap', name: 'Quốc khánh', standsFor: null },
  ],
};

/** The table of a year as the government issued it, for the years that are shipped; null for others. */
export function issuedHolidays(year: number): HolidayDay[] | null {
  const swapped = SWAPPED[year];
  return swapped ? [...holidaysByLaw(year), ...swapped].sort(byDate) : null;
}
