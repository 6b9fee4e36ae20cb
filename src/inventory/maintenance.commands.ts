import type { INestApplicationContext } from '@nestjs/common';
import { Command } from 'commander';
import { type MaintenanceView, NewMaintenance } from '../contracts/api/index.js';
import { displayDate, displayTime, isoDate } from '../platform/civil/index.js';
import { table, type WithServices } from '../platform/console/index.js';
import { invalid, notFound, Refusal } from '../platform/http/index.js';
import { Centers } from './centers.service.js';
import { parseSessions } from './domain/working-calendar-text.js';
import { MaintenancePages } from './maintenance-pages.service.js';
import { Maintenance } from './maintenance.service.js';
import type { Author } from './policy.service.js';

/** The command line is nobody in particular: who may run it owns the server. */
const BY: Author = { userId: null, name: 'npx trucban' };

interface AddOptions {
  device?: string;
  center?: string;
  program?: string;
  from?: string;
  until?: string;
  weekly?: string;
  announce?: boolean;
  reason: string;
}

export function maintenanceCommands(withServices: WithServices): Command {
  const maintenance = new Command('maintenance').description('lịch bảo trì / planned work');
  maintenance
    .command('list')
    .description('đang diễn ra, sắp tới, đã qua / under way, planned, over')
    .action(() =>
      withServices(async (services, now) => {
        const { rows } = await services.get(MaintenancePages).page(now);
        const lines = rows.map((row) => [
          String(row.id),
          row.state,
          row.place,
          row.program?.vi ?? '*',
          timesText(row),
          row.announced ? 'yes' : '-',
          row.author,
          row.reason,
        ]);
        console.log(table(['ID', 'STATE', 'PLACE', 'PROGRAM', 'TIMES', 'ANNOUNCED', 'BY', 'REASON'], lines));
      }),
    );
  maintenance
    .command('add')
    .description('thêm lịch / plan work; without --device and --center: the whole province')
    .option('--device <id>', 'one PC')
    .option('--center <center>', 'one center: id, or the five-digit code of its commune')
    .option('--program <id>', 'this watched program only')
    .option('--from <moment>', '2026-12-01T22:00, Viet Nam time; now unless told; a date with --weekly')
    .option('--until <moment>', 'the end; with --weekly the last day, or left out: for ever')
    .option('--weekly <session>', 'every week, such as T7=22:00-23:30 (T2 is Monday, CN Sunday)')
    .option('--announce', 'tell clerks on the form of their center')
    .requiredOption('--reason <text>', 'why')
    .action((options: AddOptions) =>
      withServices(async (services, now) => {
        const asked = await askedFor(services, options, now);
        const id = await services.get(Maintenance).add(asked, BY, now);
        console.log(`${id}: ${timesText((await services.get(MaintenancePages).view(id, now))!)}`);
      }),
    );
  maintenance
    .command('end <id>')
    .description('kết thúc sớm / end now')
    .action((id: string) =>
      withServices(async (services, now) => {
        const service = services.get(Maintenance);
        const { version } = await service.byId(Number(id) || 0);
        await service.end(Number(id), version, BY, now);
        console.log(`${id}: ended`);
      }),
    );
  return maintenance;
}

async function askedFor(
  services: INestApplicationContext,
  options: AddOptions,
  now: number,
): Promise<NewMaintenance> {
  const { device, center, program, announce = false, reason } = options;
  const found = center === undefined ? null : await services.get(Centers).byIdOrCommuneCode(center);
  if (center !== undefined && !found) {
    throw notFound({ vi: `trung tâm "${center}"`, en: `center "${center}"` });
  }
  const parsed = NewMaintenance.safeParse({
    scope: device !== undefined ? 'device' : found ? 'center' : 'province',
    deviceId: device === undefined ? null : Number(device) || 0,
    centerId: found?.id ?? null,
    programId: program ?? null,
    when: options.weekly === undefined ? once(options, now) : weekly(options.weekly, options, now),
    announced: announce,
    reason,
  });
  if (!parsed.success) throw invalid('REQUEST_INVALID', parsed.error.issues);
  return parsed.data;
}

function once({ from, until }: AddOptions, now: number): NewMaintenance['when'] {
  if (until === undefined) {
    throw new Refusal('MAINTENANCE_TIMES', 400, {
      vi: 'Thiếu giờ kết thúc. Thêm --until 2026-12-01T23:30.',
      en: 'The end is missing. Add --until 2026-12-01T23:30.',
    });
  }
  return { kind: 'once', fromAt: from === undefined ? now : momentOf(from), untilAt: momentOf(until) };
}

function weekly(text: string, { from, until }: AddOptions, now: number): NewMaintenance['when'] {
  const sessions = parseSessions([text]);
  const first = Array.isArray(sessions) ? sessions[0] : undefined;
  if (
    !Array.isArray(sessions) ||
    !first ||
    sessions.some(({ fromMinute }) => fromMinute !== first.fromMinute)
  ) {
    throw new Refusal('MAINTENANCE_TIMES', 400, {
      vi: `Không hiểu "${text}". Viết như T7=20:00-23:30 hoặc T2-T6=12:00-13:00.`,
      en: `"${text}" is not understood. Write T7=20:00-23:30 or T2-T6=12:00-13:00.`,
    });
  }
  const { fromMinute, toMinute } = first;
  const weekdays = sessions.map(({ weekday }) => weekday);
  const [fromDate, untilDate] = [from?.slice(0, 10) ?? isoDate(now), until?.slice(0, 10) ?? null];
  return { kind: 'weekly', weekdays, fromMinute, toMinute, fromDate, untilDate };
}

/** `2026-12-01T22:00` on a Viet Nam wall clock. */
function momentOf(text: string): number {
  const whole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? Date.parse(`${text}:00+07:00`) : NaN;
  if (!Number.isNaN(whole)) return whole;
  throw new Refusal('MAINTENANCE_TIMES', 400, {
    vi: `Không hiểu "${text}". Viết như 2026-12-01T22:00, giờ Việt Nam.`,
    en: `"${text}" is not understood. Write 2026-12-01T22:00, Viet Nam time.`,
  });
}

const WEEKDAYS = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'];

function timesText({ when }: MaintenanceView): string {
  if (when.kind === 'once') return `${moment(when.fromAt)} - ${moment(when.untilAt)}`;
  const days = when.weekdays.map((day) => WEEKDAYS[day - 1]).join(',');
  return `${days} ${clock(when.fromMinute)}-${clock(when.toMinute)} (${when.fromDate} - ${when.untilDate ?? ''})`;
}

const moment = (instant: number): string => `${displayTime(instant)} ${displayDate(instant)}`;
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
