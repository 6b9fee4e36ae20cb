import type { INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { displayDate, displayTime, startOfCivilDay, weekday } from '../platform/civil/index.js';
import { table, type WithServices } from '../platform/console/index.js';
import { notFound, Refusal } from '../platform/http/index.js';
import { CalendarImports, requireYear } from './calendar-import.service.js';
import { hoursRefused } from './calendar.refusals.js';
import { type CalendarPlace, Calendars, type CalendarSource } from './calendars.service.js';
import { Centers } from './centers.service.js';
import type { HolidayKind } from './domain/holiday-law.js';
import { checkHours } from './domain/working-calendar-check.js';
import { dayName, groupText, groupsOf, sessionsText } from './domain/working-calendar-text.js';
import { dayOfIso, isWorkingTime, nextWorkingMoment } from './domain/working-calendar.js';
import { civilYear, Holidays, type HolidayStanding } from './holidays.service.js';
import type { Author } from './policy.service.js';

interface PlaceOption {
  center?: string;
  province?: string;
}

interface HoursOption extends PlaceOption {
  season?: string;
  from?: string;
  until?: string;
}

interface Place {
  place: CalendarPlace;
  name: string;
}

/** The command line is nobody in particular: who may run it owns the server. */
const BY: Author = { userId: null, name: 'npx trucban' };

export function calendarCommands(withServices: WithServices): Command {
  const calendar = new Command('calendar').description(
    'giờ làm việc, ngày nghỉ / working hours and holidays',
  );
  ofPlace(calendar.command('list'))
    .description('giờ làm việc đang dùng / the working hours in use')
    .action((options: PlaceOption) =>
      withServices(async (services) =>
        console.log(await hoursShown(services, await placeOf(services, options))),
      ),
    );
  ofPlace(calendar.command('show'))
    .description('giờ làm việc và ngày nghỉ của một năm / hours, and the holidays of a year')
    .option('--year <year>', 'năm / year')
    .action((options: PlaceOption & { year?: string }) => show(withServices, options));
  ofPlace(calendar.command('set <sessions...>'))
    .description(
      'đặt giờ làm việc, ví dụ T2-T6=07:30-11:30,13:30-17:00 / set them (T2 Monday, CN Sunday, LE holidays)',
    )
    .option('--season <days>', 'hằng năm, ví dụ 16/04-15/10 / each year')
    .option('--from <date>', 'từ ngày / first day')
    .option('--until <date>', 'đến hết ngày / last day')
    .action((words: string[], options: HoursOption) => setHours(withServices, words, options));
  ofPlace(calendar.command('reset'))
    .description('trở về giờ chung / back to the hours shared with others, or to office hours')
    .action((options: PlaceOption) =>
      withServices(async (services, now) => {
        const { place, name } = await placeOf(services, options);
        await services.get(Calendars).replace(place, [], now);
        console.log(`${name}: reset`);
      }),
    );
  ofPlace(calendar.command('import <file>'))
    .description('nhập ngày nghỉ hoặc giờ làm việc từ tệp CSV, YAML / take in holidays or hours from a file')
    .option('--year <year>', 'năm của bảng ngày nghỉ / the year of the holidays')
    .action((file: string, options: PlaceOption & { year?: string }) =>
      importFile(withServices, file, options),
    );
  calendar
    .command('confirm <year>')
    .description('xác nhận bảng ngày nghỉ của năm / vouch for the holidays of a year')
    .action((text: string) =>
      withServices(async (services, now) => {
        await services.get(Holidays).confirm(requireYear(text), BY, now);
        console.log(`${text}: ${STANDINGS.confirmed}`);
      }),
    );
  return calendar;
}

function ofPlace(command: Command): Command {
  return command
    .option('--center <center>', 'only this one: id, or the five-digit code of its commune')
    .option('--province <code>', 'two digits: its centers without hours of their own');
}

const SOURCES: Readonly<Record<CalendarSource, string>> = {
  center: 'riêng / its own',
  province: 'của tỉnh / of the province',
  all: 'chung / of all centers',
  office: 'giờ hành chính / office hours',
};

const STANDINGS: Readonly<Record<HolidayStanding, string>> = {
  computed: 'tính theo luật, chưa xác nhận / computed from the law, not confirmed',
  issued: 'theo thông báo của Chính phủ / as the government announced',
  confirmed: 'đã xác nhận / confirmed',
};

const KINDS: Readonly<Record<HolidayKind, string>> = {
  holiday: 'nghỉ lễ / holiday',
  'in-lieu': 'nghỉ bù / day in lieu',
  swap: 'nghỉ hoán đổi / swapped',
  'make-up': 'làm bù / make-up day',
};

async function hoursShown(services: INestApplicationContext, { place, name }: Place): Promise<string> {
  const { sessions, source } = await services.get(Calendars).inUse(place);
  const tables = groupsOf(sessions).map((group) => {
    const rows = sessionsText(group.sessions).map(({ day, times }) => [day, times]);
    return [groupText(group), table(['DAY', 'HOURS'], rows)].filter((part) => part !== '').join('\n');
  });
  return [`${name} (${SOURCES[source]})`, ...tables].join('\n');
}

async function show(withServices: WithServices, options: PlaceOption & { year?: string }): Promise<void> {
  const asked = options.year === undefined ? null : requireYear(options.year);
  await withServices(async (services, now) => {
    const place = await placeOf(services, options);
    console.log(await hoursShown(services, place));
    if (typeof place.place === 'object' && 'center' in place.place) {
      const calendar = await services.get(Calendars).of(place.place.center);
      const next = nextWorkingMoment(calendar, now);
      const atWork = isWorkingTime(calendar, now);
      if (atWork) console.log('\nĐang trong giờ làm việc / at work now');
      else if (next !== null) {
        console.log(`\nLàm việc trở lại / at work again: ${displayTime(next)} ${displayDate(next)}`);
      }
    }
    const { year, standing, days } = await services.get(Holidays).of(asked ?? civilYear(now));
    console.log(`\n${year} (${STANDINGS[standing]})`);
    const rows = days.map(({ date, kind, name, standsFor }) => [
      `${dayName(weekday(dayOfIso(date)))} ${displayDate(startOfCivilDay(dayOfIso(date)))}`,
      KINDS[kind],
      name + (standsFor === null ? '' : ` (cho / for ${displayDate(startOfCivilDay(dayOfIso(standsFor)))})`),
    ]);
    console.log(table(['DATE', 'KIND', 'NAME'], rows));
    const unsettled = await services.get(Holidays).unsettledYear(now);
    if (unsettled !== null) {
      console.log(
        `\nNăm ${unsettled} chưa được xác nhận / ${unsettled} is not confirmed: npx trucban calendar confirm`,
      );
    }
  });
}

/** Puts the words in the place of the hours with the same season and dates; other groups of the place stay. */
async function setHours(withServices: WithServices, words: string[], options: HoursOption): Promise<void> {
  const when = { season: options.season ?? '', from: options.from ?? '', until: options.until ?? '' };
  const typed = words.map((word, index) => {
    const [days = '', times = ''] = word.split(/=(.*)/s);
    return { line: index + 1, days, times, ...when };
  });
  const { sessions, faults } = checkHours(typed);
  if (faults[0]) throw hoursRefused({ ...faults[0], otherLine: undefined });
  await withServices(async (services, now) => {
    const { place, name } = await placeOf(services, options);
    const own = await services.get(Calendars).own(place);
    const [group] = groupsOf(sessions);
    const kept = groupsOf(own).filter((other) => groupText(other) !== groupText(group!));
    await services
      .get(Calendars)
      .replace(place, [...kept.flatMap((other) => other.sessions), ...sessions], now);
    console.log(`${name}: ${words.join(' ')}${group ? ` ${groupText(group)}` : ''}`.trimEnd());
  });
}

async function importFile(
  withServices: WithServices,
  file: string,
  options: PlaceOption & { year?: string },
): Promise<void> {
  const asked = options.year === undefined ? null : requireYear(options.year);
  const text = readText(file);
  await withServices(async (services, now) => {
    const { place, name } = await placeOf(services, options);
    const imported = { name: basename(file), text, year: asked, place };
    const { year, days, sessions } = await services.get(CalendarImports).take(imported, BY, now);
    if (days > 0) console.log(`${year}: ${days} ngày / days, ${STANDINGS.confirmed}`);
    if (sessions > 0) console.log(`${name}: ${sessions} buổi / sessions`);
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw notFound({ vi: `tệp "${file}"`, en: `the file "${file}"` });
  }
}

async function placeOf(services: INestApplicationContext, { center, province }: PlaceOption): Promise<Place> {
  const centers = services.get(Centers);
  if (center !== undefined && province !== undefined) {
    throw new Refusal('CALENDAR_PLACE_UNCLEAR', 400, {
      vi: 'Chọn --center hoặc --province, không cả hai.',
      en: 'Give --center or --province, not both.',
    });
  }
  if (center !== undefined) {
    const found = await centers.byIdOrCommuneCode(center);
    if (!found) throw notFound({ vi: `trung tâm "${center}"`, en: `center "${center}"` });
    return { place: { center: found.id }, name: found.name };
  }
  if (province === undefined) return { place: 'all', name: 'Mọi trung tâm / all centers' };
  const name = await centers.provinceNameIfAny(province);
  if (name === null) throw notFound({ vi: `tỉnh "${province}"`, en: `province "${province}"` });
  return { place: { province }, name };
}
