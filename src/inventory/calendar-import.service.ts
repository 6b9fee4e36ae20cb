import { Injectable } from '@nestjs/common';
import { fold } from '../platform/i18n/index.js';
import { readCalendarFile } from './calendar.file.js';
import { type CalendarFileFault, fileRefused, yearOutOfReach } from './calendar.refusals.js';
import { type CalendarPlace, Calendars } from './calendars.service.js';
import { checkHolidays } from './domain/holiday-check.js';
import { checkHours } from './domain/working-calendar-check.js';
import { Holidays } from './holidays.service.js';
import type { Author } from './policy.service.js';

export interface CalendarImport {
  name: string;
  text: string;
  /** Null: the file says so itself. */
  year: number | null;
  /** Whose the sessions of the file are. */
  place: CalendarPlace;
}

/** Takes in a file of holidays or of working hours: all of it, or nothing. */
@Injectable()
export class CalendarImports {
  constructor(
    private readonly calendars: Calendars,
    private readonly holidays: Holidays,
  ) {}

  /** How many days and sessions were stored, and of which year. */
  async take(
    file: CalendarImport,
    by: Author,
    now: number,
  ): Promise<{ year: number | null; days: number; sessions: number }> {
    const read = readCalendarFile(file.name, file.text);
    const year = file.year ?? read.year;
    const faults: CalendarFileFault[] = [...read.faults];
    if (read.holidays.length > 0 && year === null) faults.push({ code: 'year-unclear', line: 1, text: '' });
    if (year !== null) requireYear(String(year));
    const { sessions, faults: wrongHours } = checkHours(read.hours);
    const table =
      read.holidays.length > 0 && year !== null
        ? checkHolidays(year, read.holidays, fold)
        : { days: [], faults: [] };
    faults.push(...wrongHours, ...table.faults);
    if (faults.length > 0) throw fileRefused(file.name, faults);
    if (year !== null && table.days.length > 0) await this.holidays.store(year, table.days, by, now);
    if (sessions.length > 0) await this.calendars.replace(file.place, sessions, now, by.userId);
    return { year, days: table.days.length, sessions: sessions.length };
  }
}

/** A year that somebody plans for. */
export function requireYear(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 2020 || year > 2100) throw yearOutOfReach(text);
  return year;
}
