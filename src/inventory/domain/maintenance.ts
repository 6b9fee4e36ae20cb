import {
  civilDay,
  DAY_MS,
  isoDate,
  MINUTE_MS,
  startOfCivilDay,
  weekday,
} from '../../platform/civil/index.js';

/** When a window silences: once, between two instants; or every week, by weekday and local time. */
export type MaintenanceTimes =
  | { kind: 'once'; fromAt: number; untilAt: number }
  | {
      kind: 'weekly';
      /** 1 = Thứ Hai … 7 = Chủ nhật: the days on which it begins. */
      weekdays: readonly number[];
      /** Minutes after local midnight; `toMinute` not after `fromMinute` is on the next day. */
      fromMinute: number;
      toMinute: number;
      /** ISO civil dates of the first and the last day on which it begins; null: for ever. */
      fromDate: string;
      untilDate: string | null;
    };

/** What a window silences: a PC, a center or a province, whole or one program of it. */
export interface MaintenanceScope {
  scope: 'device' | 'center' | 'province';
  deviceId: number | null;
  centerId: number | null;
  provinceCode: string | null;
  programId: string | null;
}

export interface MaintenanceWindow extends MaintenanceScope {
  id: number;
  times: MaintenanceTimes;
  /** Ended early, by a person. */
  endedAt: number | null;
}

/** Where a fault is. `thing` is the watched program, or whatever else the rule names; empty: the PC itself. */
export interface FaultPlace {
  deviceId: number | null;
  centerId: number;
  provinceCode: string;
  thing: string;
}

export interface Occurrence {
  from: number;
  until: number;
}

const WEEK_DAYS = 7;
const DAY_MINUTES = 1440;

function lengthMinutes({ fromMinute, toMinute }: { fromMinute: number; toMinute: number }): number {
  return toMinute > fromMinute ? toMinute - fromMinute : toMinute - fromMinute + DAY_MINUTES;
}

/** The stretch that begins on civil day `day`, if the weekly window has one then. */
function beginningOn(times: Extract<MaintenanceTimes, { kind: 'weekly' }>, day: number): Occurrence | null {
  const from = startOfCivilDay(day) + times.fromMinute * MINUTE_MS;
  const date = isoDate(startOfCivilDay(day));
  if (!times.weekdays.includes(weekday(day)) || date < times.fromDate) return null;
  if (times.untilDate !== null && date > times.untilDate) return null;
  return { from, until: from + lengthMinutes(times) * MINUTE_MS };
}

/** The stretch that holds at `instant`, or the next one after it; null when there is none any more. */
export function occurrenceAt(
  window: Pick<MaintenanceWindow, 'times' | 'endedAt'>,
  instant: number,
): Occurrence | null {
  const { times, endedAt } = window;
  if (endedAt !== null && endedAt <= instant) return null;
  if (times.kind === 'once') {
    return times.untilAt > instant ? { from: times.fromAt, until: times.untilAt } : null;
  }
  const first = Math.max(civilDay(instant) - 1, civilDay(Date.parse(`${times.fromDate}T00:00:00Z`)) - 1);
  for (let day = first; day <= first + WEEK_DAYS + 1; day++) {
    const found = beginningOn(times, day);
    if (found && found.until > instant) return found;
  }
  return null;
}

/** Until when the window silences, if it does at `instant`; null when it does not. */
export function silentUntil(
  window: Pick<MaintenanceWindow, 'times' | 'endedAt'>,
  instant: number,
): number | null {
  const found = occurrenceAt(window, instant);
  return found && found.from <= instant ? found.until : null;
}

/** The province of a server that serves the nation, as its configuration names it. */
const EVERY_PROVINCE = 'all';

export function covers(scope: MaintenanceScope, place: FaultPlace): boolean {
  if (scope.programId !== null && scope.programId !== place.thing) return false;
  switch (scope.scope) {
    case 'device':
      return scope.deviceId === place.deviceId;
    case 'center':
      return scope.centerId === place.centerId;
    case 'province':
      return scope.provinceCode === EVERY_PROVINCE || scope.provinceCode === place.provinceCode;
  }
}

/** The window that keeps a fault silent at `instant` the longest; null when none does. */
export function silencing<W extends MaintenanceWindow>(
  windows: readonly W[],
  place: FaultPlace,
  instant: number,
): { window: W; until: number } | null {
  let longest: { window: W; until: number } | null = null;
  for (const window of windows) {
    const until = covers(window, place) ? silentUntil(window, instant) : null;
    if (until !== null && until > (longest?.until ?? -Infinity)) longest = { window, until };
  }
  return longest;
}

/** Planned work of more than a month on everything is not maintenance. */
const MOST_DAYS_PROVINCE = 30;
const MOST_DAYS = 366;
/** A province that is silent for a working week, every week, is silent whenever somebody works. */
const MOST_WEEKLY_HOURS_PROVINCE = 40;

export interface MaintenanceFault {
  code: string;
  path: string;
  vi: string;
  en: string;
}

const fault = (code: string, path: string, vi: string, en: string): MaintenanceFault => ({
  code,
  path,
  vi,
  en,
});

/** Why a window must not be made, with what to do instead; null when it may. Paths are fields of `NewMaintenance`. */
export function checkMaintenance(
  { scope, programId }: Pick<MaintenanceScope, 'scope' | 'programId'>,
  times: MaintenanceTimes,
  now: number,
): MaintenanceFault | null {
  const whole = scope === 'province' && programId === null;
  return times.kind === 'once' ? checkOnce(times, whole, now) : checkWeekly(times, whole, now);
}

function checkOnce(
  { fromAt, untilAt }: Extract<MaintenanceTimes, { kind: 'once' }>,
  whole: boolean,
  now: number,
): MaintenanceFault | null {
  if (untilAt <= fromAt) {
    return fault(
      'MAINTENANCE_TIMES',
      'when.untilAt',
      'Giờ kết thúc phải sau giờ bắt đầu.',
      'The end must be after the beginning.',
    );
  }
  if (untilAt <= now) {
    return fault(
      'MAINTENANCE_PAST',
      'when.untilAt',
      'Giờ kết thúc đã qua. Chọn một giờ sau bây giờ.',
      'The end is in the past. Choose a later one.',
    );
  }
  const most = whole ? MOST_DAYS_PROVINCE : MOST_DAYS;
  if (untilAt - fromAt <= most * DAY_MS) return null;
  return fault(
    'MAINTENANCE_TOO_LONG',
    'when.untilAt',
    whole
      ? `Lịch này làm im lặng mọi cảnh báo của cả tỉnh quá ${most} ngày. Chọn giờ kết thúc trong vòng ${most} ngày, hoặc thu hẹp về một phần mềm, một trung tâm hay một máy.`
      : `Một lần bảo trì dài nhất ${most} ngày. Chọn giờ kết thúc sớm hơn.`,
    whole
      ? `This would silence every alarm of the province for more than ${most} days. End it within ${most} days, or narrow it to a program, a center or a PC.`
      : `Maintenance may last ${most} days at most. Choose an earlier end.`,
  );
}

function checkWeekly(
  times: Extract<MaintenanceTimes, { kind: 'weekly' }>,
  whole: boolean,
  now: number,
): MaintenanceFault | null {
  const { fromDate, untilDate, weekdays } = times;
  if (untilDate !== null && untilDate < fromDate) {
    return fault(
      'MAINTENANCE_TIMES',
      'when.untilDate',
      'Ngày cuối phải từ ngày đầu trở đi.',
      'The last day must not be before the first.',
    );
  }
  if (occurrenceAt({ times, endedAt: null }, Math.max(now, startOfDate(fromDate))) === null) {
    return fault(
      'MAINTENANCE_NEVER',
      'when.untilDate',
      'Lịch này không rơi vào ngày nào từ nay về sau. Chọn thêm thứ, hoặc ngày cuối muộn hơn.',
      'No day from now on falls into this. Choose more weekdays, or a later last day.',
    );
  }
  const hours = (new Set(weekdays).size * lengthMinutes(times)) / 60;
  const days = untilDate === null ? Infinity : (startOfDate(untilDate) - startOfDate(fromDate)) / DAY_MS + 1;
  if (!whole || hours < MOST_WEEKLY_HOURS_PROVINCE || days <= MOST_DAYS_PROVINCE) return null;
  return fault(
    'MAINTENANCE_TOO_LONG',
    'when.untilDate',
    `Lịch này làm im lặng cả tỉnh ${hours} giờ mỗi tuần, quá ${MOST_DAYS_PROVINCE} ngày. Đặt ngày cuối trong vòng ${MOST_DAYS_PROVINCE} ngày, bớt giờ xuống dưới ${MOST_WEEKLY_HOURS_PROVINCE} giờ mỗi tuần, hoặc thu hẹp về một phần mềm, một trung tâm hay một máy.`,
    `This would silence the whole province ${hours} hours a week for more than ${MOST_DAYS_PROVINCE} days. Set a last day within ${MOST_DAYS_PROVINCE} days, take less than ${MOST_WEEKLY_HOURS_PROVINCE} hours a week, or narrow it to a program, a center or a PC.`,
  );
}

function startOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00+07:00`);
}
