import type { INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { table, type WithServices } from '../platform/console/index.js';
import { notFound, Refusal } from '../platform/http/index.js';
import { Calendars } from './calendars.service.js';
import { Centers } from './centers.service.js';
import { type CalendarFault, parseSessions, sessionsText } from './domain/working-calendar-text.js';
import type { WorkingSession } from './domain/working-calendar.js';
import type { CenterEntity } from './entities/center.entity.js';

interface CenterOption {
  center?: string;
}

const CENTER = ['--center <center>', 'only this one: id, or the five-digit code of its commune'] as const;

export function calendarCommands(withServices: WithServices): Command {
  const calendar = new Command('calendar').description('giờ làm việc / working hours');
  calendar
    .command('list')
    .description('giờ làm việc đang dùng / the working hours in use')
    .option(...CENTER)
    .action((options: CenterOption) =>
      withServices(async (services) => {
        const center = await centerOf(services, options);
        const { sessions, source } = await services.get(Calendars).inUse(center?.id ?? null);
        console.log(`${center?.name ?? 'Mọi trung tâm / all centers'} (${SOURCES[source]})`);
        console.log(
          table(
            ['DAY', 'HOURS'],
            sessionsText(sessions).map(({ day, times }) => [day, times]),
          ),
        );
      }),
    );
  calendar
    .command('set <sessions...>')
    .description('đặt giờ làm việc, ví dụ T2-T6=07:30-11:30,13:30-17:00 / set them (T2 is Monday, CN Sunday)')
    .option(...CENTER)
    .action((words: string[], options: CenterOption) => setCalendar(withServices, words, options));
  calendar
    .command('reset')
    .description('trở về giờ chung / back to the hours of all centers, or to office hours')
    .option(...CENTER)
    .action((options: CenterOption) =>
      withServices(async (services, now) => {
        const center = await centerOf(services, options);
        await services.get(Calendars).replace(center?.id ?? null, [], now);
        console.log(`${center?.name ?? 'Mọi trung tâm / all centers'}: reset`);
      }),
    );
  return calendar;
}

const SOURCES = {
  center: 'riêng / its own',
  all: 'chung / of all centers',
  office: 'giờ hành chính / office hours',
} as const;

async function setCalendar(withServices: WithServices, words: string[], options: CenterOption) {
  const sessions = sessionsFrom(words);
  await withServices(async (services, now) => {
    const center = await centerOf(services, options);
    await services.get(Calendars).replace(center?.id ?? null, sessions, now);
    console.log(`${center?.name ?? 'Mọi trung tâm / all centers'}: ${words.join(' ')}`);
  });
}

function sessionsFrom(words: readonly string[]): WorkingSession[] {
  const parsed = parseSessions(words);
  if (Array.isArray(parsed)) return parsed;
  throw new Refusal('CALENDAR_INVALID', 400, sentenceOf(parsed));
}

function sentenceOf(fault: CalendarFault): { vi: string; en: string } {
  switch (fault.kind) {
    case 'unreadable':
      return {
        vi: `Không hiểu "${fault.text}". Viết như T2-T6=07:30-11:30,13:30-17:00.`,
        en: `"${fault.text}" is not understood. Write T2-T6=07:30-11:30,13:30-17:00.`,
      };
    case 'ends-before-it-begins':
      return {
        vi: `Buổi "${fault.text}" kết thúc trước khi bắt đầu.`,
        en: `The session "${fault.text}" ends before it begins.`,
      };
    case 'overlap':
      return {
        vi: `Buổi "${fault.text}" trùng với buổi khác của ${fault.day}.`,
        en: `The session "${fault.text}" overlaps another of ${fault.day}.`,
      };
  }
}

async function centerOf(
  services: INestApplicationContext,
  { center: text }: CenterOption,
): Promise<CenterEntity | null> {
  if (text === undefined) return null;
  const center = await services.get(Centers).byIdOrCommuneCode(text);
  if (!center) throw notFound({ vi: `trung tâm "${text}"`, en: `center "${text}"` });
  return center;
}
