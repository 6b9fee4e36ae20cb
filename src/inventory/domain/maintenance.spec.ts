import { describe, expect, it } from '@jest/globals';
import {
  checkMaintenance,
  covers,
  type FaultPlace,
  type MaintenanceScope,
  type MaintenanceTimes,
  type MaintenanceWindow,
  occurrenceAt,
  silencing,
  silentUntil,
} from './maintenance.js';

/** 25/11/2026 is a Wednesday (3). */
const at = (date: string, time: string): number => Date.parse(`${date}T${time}:00+07:00`);
const NOW = at('2026-11-25', '09:00');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const weekly = (said: Partial<Extract<MaintenanceTimes, { kind: 'weekly' }>> = {}): MaintenanceTimes => ({
  kind: 'weekly',
  weekdays: [3],
  fromMinute: 22 * 60,
  toMinute: 2 * 60,
  fromDate: '2026-11-18',
  untilDate: '2026-12-02',
  ...said,
});
const window = (times: MaintenanceTimes, said: Partial<MaintenanceWindow> = {}): MaintenanceWindow => ({
  id: 1,
  scope: 'center',
  deviceId: null,
  centerId: 7,
  provinceCode: null,
  programId: null,
  times,
  endedAt: null,
  ...said,
});

describe('a weekly window over midnight, Wednesdays 22:00 to 02:00', () => {
  it.each([
    ['before it begins', '2026-11-25', '21:59', null],
    ['at its beginning', '2026-11-25', '22:00', at('2026-11-26', '02:00')],
    ['after midnight, on Thursday', '2026-11-26', '01:59', at('2026-11-26', '02:00')],
    ['at its end', '2026-11-26', '02:00', null],
    ['on the last day', '2026-12-02', '23:00', at('2026-12-03', '02:00')],
    ['after the last day', '2026-12-09', '23:00', null],
    ['before the first day', '2026-11-11', '23:00', null],
  ] as const)('%s', (_, date, time, until) => {
    expect(silentUntil(window(weekly()), at(date, time))).toBe(until);
  });

  it('knows its next stretch, and when there is none any more', () => {
    const next = { from: at('2026-12-02', '22:00'), until: at('2026-12-03', '02:00') };
    expect(occurrenceAt(window(weekly()), at('2026-11-26', '02:00'))).toEqual(next);
    expect(occurrenceAt(window(weekly()), at('2026-12-03', '02:00'))).toBeNull();
  });

  it('is over when somebody ended it', () => {
    const ended = window(weekly(), { endedAt: at('2026-11-25', '23:00') });
    expect(silentUntil(ended, at('2026-11-25', '22:59'))).not.toBeNull();
    expect(silentUntil(ended, at('2026-11-25', '23:00'))).toBeNull();
  });

  it('that lasts the whole day goes from one midnight to the next', () => {
    const sundays = weekly({ weekdays: [7], fromMinute: 0, toMinute: 0, untilDate: null });
    expect(silentUntil(window(sundays), at('2026-11-29', '00:00'))).toBe(at('2026-11-30', '00:00'));
  });
});

describe('what a window covers', () => {
  const place: FaultPlace = { deviceId: 12, centerId: 7, provinceCode: '25', thing: 'hotich' };
  const scope = (said: Partial<MaintenanceScope>): MaintenanceScope => ({
    scope: 'province',
    deviceId: null,
    centerId: null,
    provinceCode: null,
    programId: null,
    ...said,
  });
  it.each([
    ['its PC', scope({ scope: 'device', deviceId: 12 }), true],
    ['not another PC', scope({ scope: 'device', deviceId: 13 }), false],
    ['its center', scope({ scope: 'center', centerId: 7 }), true],
    ['not another center', scope({ scope: 'center', centerId: 8 }), false],
    ['its province', scope({ provinceCode: '25' }), true],
    ['not another province', scope({ provinceCode: '01' }), false],
    ['one program of its center', scope({ scope: 'center', centerId: 7, programId: 'hotich' }), true],
    ['not the other programs there', scope({ scope: 'center', centerId: 7, programId: 'motcua' }), false],
    ['one program of its province', scope({ provinceCode: '25', programId: 'hotich' }), true],
  ])('%s', (_, asked, covered) => expect(covers(asked, place)).toBe(covered));

  it('is told by the window that lasts longest', () => {
    const once = (id: number, hours: number) =>
      window({ kind: 'once', fromAt: NOW, untilAt: NOW + hours * HOUR }, { id });
    expect(silencing([once(1, 1), once(2, 3), once(3, 2)], place, NOW)).toMatchObject({
      window: { id: 2 },
      until: NOW + 3 * HOUR,
    });
    expect(silencing([once(1, 1)], place, NOW - 1)).toBeNull();
  });
});

describe('a window that must not be made', () => {
  const province = { scope: 'province', programId: null } as const;
  const center = { scope: 'center', programId: null } as const;
  const once = (from: number, until: number): MaintenanceTimes => ({
    kind: 'once',
    fromAt: from,
    untilAt: until,
  });
  const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 0 };
  it.each([
    ['ends before it begins', center, once(NOW + HOUR, NOW), 'MAINTENANCE_TIMES'],
    ['lies in the past', center, once(NOW - 2 * HOUR, NOW - HOUR), 'MAINTENANCE_PAST'],
    ['silences a province for 31 days', province, once(NOW, NOW + 31 * DAY), 'MAINTENANCE_TOO_LONG'],
    [
      'silences a province always, for ever',
      province,
      weekly({ ...always, untilDate: null }),
      'MAINTENANCE_TOO_LONG',
    ],
    [
      'silences a province in all office hours for ever',
      province,
      weekly({ weekdays: [1, 2, 3, 4, 5], fromMinute: 420, toMinute: 1020, untilDate: null }),
      'MAINTENANCE_TOO_LONG',
    ],
    [
      'never comes',
      center,
      weekly({ weekdays: [1], fromDate: '2026-11-25', untilDate: '2026-11-27' }),
      'MAINTENANCE_NEVER',
    ],
    ['ends before its first day', center, weekly({ untilDate: '2026-11-17' }), 'MAINTENANCE_TIMES'],
  ] as const)('%s', (_, scope, times, code) => {
    expect(checkMaintenance(scope, times, NOW)).toMatchObject({ code });
  });

  it.each([
    ['a province for 30 days', province, once(NOW, NOW + 30 * DAY)],
    ['a province on Sunday nights, for ever', province, weekly({ weekdays: [7], untilDate: null })],
    ['a province always, for two weeks', province, weekly({ ...always, fromDate: '2026-11-25' })],
    [
      'one program of a province for three months',
      { scope: 'province', programId: 'hotich' },
      once(NOW, NOW + 90 * DAY),
    ],
    ['a center always, for ever', center, weekly({ ...always, untilDate: null })],
  ] as const)('but may be: %s', (_, scope, times) => {
    expect(checkMaintenance(scope, times, NOW)).toBeNull();
  });
});
