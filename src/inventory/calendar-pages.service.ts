import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../access/index.js';
import type {
  CalendarHours,
  CalendarPlaces,
  CalendarView,
  HolidayYearView,
  NewCalendar,
  NewHolidays,
} from '../contracts/api/index.js';
import { Reader } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { fold } from '../platform/i18n/index.js';
import { holidaysRefused, hoursRefused } from './calendar.refusals.js';
import { type CalendarPlace, Calendars } from './calendars.service.js';
import { Centers } from './centers.service.js';
import { checkHolidays } from './domain/holiday-check.js';
import { checkHours, type TypedHours } from './domain/working-calendar-check.js';
import {
  dayName,
  groupsOf,
  type HoursGroup,
  seasonText,
  sessionsText,
} from './domain/working-calendar-text.js';
import { isWorkingTime, nextWorkingMoment } from './domain/working-calendar.js';
import { Holidays } from './holidays.service.js';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** The page on which administrators see and change working hours and holidays. */
@Injectable()
export class CalendarPages {
  constructor(
    private readonly calendars: Calendars,
    private readonly holidays: Holidays,
    private readonly centers: Centers,
    private readonly reader: Reader,
  ) {}

  async places(now: number): Promise<CalendarPlaces> {
    const own = await this.calendars.placesWithOwn();
    const provinces = await this.reader.rows<{ code: string; name: string }>(
      'SELECT code, name FROM province WHERE code IN (SELECT province_code FROM center) ORDER BY name',
    );
    const centers = await this.centers.all();
    return {
      all: (await this.calendars.own('all')).length > 0,
      provinces: provinces.map(({ code, name }) => ({
        place: `province:${code}`,
        name,
        own: own.provinces.has(code),
      })),
      centers: centers.map(({ id, name }) => ({ place: `center:${id}`, name, own: own.centers.has(id) })),
      unsettledYear: await this.holidays.unsettledYear(now),
    };
  }

  async hoursOf(id: string, now: number): Promise<CalendarView> {
    const place = placeOf(id);
    const { sessions, source } = await this.calendars.inUse(place);
    const calendar = await this.calendars.ofPlace(place);
    return {
      place: id,
      name: await this.nameOf(place),
      source,
      hours: groupsOf(sessions).map(hoursView),
      atWork: isWorkingTime(calendar, now),
      nextAt: nextWorkingMoment(calendar, now),
    };
  }

  async setHours(id: string, { hours }: NewCalendar, userId: number, now: number): Promise<CalendarView> {
    const place = placeOf(id);
    await this.nameOf(place);
    const typed = hours.flatMap((group, at) => typedOf(group, at));
    const { sessions, faults } = checkHours(typed.map((row, line) => ({ ...row.hours, line })));
    const fault = faults[0];
    if (fault) {
      const { group, day } = typed[fault.line]!.path;
      const field = FIELD_OF[fault.code] ?? `days[${day}].times`;
      // The fields of a form have no line numbers.
      throw hoursRefused({ ...fault, otherLine: undefined }, `hours[${group}].${field}`);
    }
    if (sessions.length === 0) {
      const nothing = { code: 'hours-unreadable' as const, line: 1, text: '' };
      throw hoursRefused(nothing, 'hours[0].days[0].times');
    }
    await this.calendars.replace(place, sessions, now, userId);
    return this.hoursOf(id, now);
  }

  async resetHours(id: string, userId: number, now: number): Promise<void> {
    const place = placeOf(id);
    await this.nameOf(place);
    await this.calendars.replace(place, [], now, userId);
  }

  async holidaysOf(year: number): Promise<HolidayYearView> {
    const { standing, confirmed, days } = await this.holidays.of(year);
    return { year, standing, confirmed, days: [...days] };
  }

  async setHolidays(
    year: number,
    { days }: NewHolidays,
    by: SignedInUser,
    now: number,
  ): Promise<HolidayYearView> {
    const typed = days.map((day, line) => ({ ...day, line, standsFor: day.standsFor ?? '' }));
    const { days: table, faults } = checkHolidays(year, typed, fold);
    const fault = faults[0];
    if (fault) {
      const path = fault.line === null || fault.code === 'missing-in-lieu' ? 'days' : `days[${fault.line}]`;
      throw holidaysRefused(fault, path);
    }
    await this.holidays.store(year, table, { userId: by.id, name: by.name }, now);
    return this.holidaysOf(year);
  }

  async confirm(year: number, by: SignedInUser, now: number): Promise<HolidayYearView> {
    await this.holidays.confirm(year, { userId: by.id, name: by.name }, now);
    return this.holidaysOf(year);
  }

  /** Refuses a place that does not exist. */
  private async nameOf(place: CalendarPlace): Promise<string> {
    if (place === 'all') return '';
    const name =
      'center' in place
        ? (await this.centers.byId(place.center))?.name
        : await this.centers.provinceNameIfAny(place.province);
    if (!name) throw notFound({ vi: 'nơi này', en: 'place' });
    return name;
  }
}

const FIELD_OF: Readonly<Partial<Record<string, string>>> = {
  'season-unreadable': 'season',
  'from-unreadable': 'from',
  'until-unreadable': 'until',
  'until-before-from': 'until',
};

function placeOf(id: string): CalendarPlace {
  const [kind, name = ''] = id.split(':');
  if (kind === 'center') return { center: Number(name) };
  return kind === 'province' ? { province: name } : 'all';
}

function hoursView({ season, from, until, sessions }: HoursGroup): CalendarHours {
  const times = new Map(sessionsText(sessions).map((line) => [line.day, line.times]));
  return {
    season: season === null ? '' : seasonText(season),
    from,
    until,
    days: WEEKDAYS.map((weekday) => ({ weekday, times: times.get(dayName(weekday)) ?? '' })),
  };
}

/** The days of a group on which somebody works, each with the field it was typed into. */
function typedOf(
  { season, from, until, days }: CalendarHours,
  group: number,
): { hours: Omit<TypedHours, 'line'>; path: { group: number; day: number } }[] {
  return days.flatMap(({ weekday, times }, day) =>
    times.trim() === ''
      ? []
      : [
          {
            hours: { days: dayName(weekday), times, season, from: from ?? '', until: until ?? '' },
            path: { group, day },
          },
        ],
  );
}
