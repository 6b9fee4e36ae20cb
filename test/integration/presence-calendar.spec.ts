import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { CenterView, DeviceView } from '../../src/contracts/api/index.js';
import {
  type CalendarPlace,
  Calendars,
  OFFICE_HOURS,
  PolicyService,
  type WorkingSession,
} from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { MINUTE, onlyTicket, pass, presenceOf, tickets, vietnamTime } from './support/timeline.js';

// Hours are lived through in steps of 15 s.
jest.setTimeout(120_000);

let app: TestApp;
afterEach(() => app.close());

const WEDNESDAY = '2026-11-25';

const start = async (date: string, time: string): Promise<TestPc> => {
  app = await startApp({ clock: new ManualClock(vietnamTime(date, time)) });
  return newPc('Quầy 1');
};
const newPc = async (name: string): Promise<TestPc> => {
  const pc = new TestPc(app, await app.enrol(undefined, { name }));
  await pc.beat();
  return pc;
};
const setHours = async (place: CalendarPlace, sessions: readonly WorkingSession[]): Promise<void> =>
  app.app.get(Calendars).replace(place, sessions, app.clock.now());
const deviceOf = async (pc: TestPc): Promise<DeviceView> =>
  (await app.get<DeviceView>(`/api/v1/devices/${pc.device.deviceId}`, await app.signIn('technician'))).body;
const stateOf = async (pc: TestPc): Promise<string> => (await deviceOf(pc)).state;
/** Time goes by with the server down: what lies between is a blindness, as every night of a test that is not lived through. */
const until = async (date: string, time: string): Promise<void> => {
  const clock = new ManualClock(vietnamTime(date, time));
  const pcs = app;
  app = await startApp({ clock, data: await pcs.stop() });
};

describe('a PC that was lost just before lunch', () => {
  it('is gone over lunch, late after it, then silent since it was lost: one ticket', async () => {
    const pc = await start(WEDNESDAY, '11:28:00');
    await pass(app, 60, pc);
    const lost = app.clock.now();
    await pass(app, 5 * 60);
    expect([await presenceOf(app, pc), await stateOf(pc)]).toEqual(['off', 'gone']);
    await pass(app, (vietnamTime(WEDNESDAY, '13:31:00') - app.clock.now()) / 1000);
    expect(await stateOf(pc)).toBe('expected');
    await pass(app, 14 * 60);
    expect(await stateOf(pc)).toBe('late');
    expect((await deviceOf(pc)).sentence.vi).toContain('Máy bật muộn');
    expect(await tickets(app, 'all')).toEqual([]);
    await pass(app, 2 * 60);
    expect([await presenceOf(app, pc), await stateOf(pc)]).toEqual(['silent', 'silent']);
    expect(await onlyTicket(app)).toMatchObject({ beganAt: lost, title: { vi: 'Máy mất kết nối' } });
  });

  it('and is back after lunch gets no ticket', async () => {
    const pc = await start(WEDNESDAY, '11:28:00');
    await pass(app, 60, pc);
    await pass(app, (vietnamTime(WEDNESDAY, '13:40:00') - app.clock.now()) / 1000);
    pc.restart();
    await pc.beat();
    await pass(app, 15 * 60, pc);
    expect(await stateOf(pc)).toBe('on');
    expect(await tickets(app, 'all')).toEqual([]);
  });
});

describe('a PC that is not there', () => {
  it('tells sleep from shutdown', async () => {
    const pc = await start(WEDNESDAY, '09:00:00');
    await pc.goodbye('sleep');
    expect(await stateOf(pc)).toBe('asleep');
    await pc.beat();
    await pc.goodbye('shutdown');
    expect(await stateOf(pc)).toBe('off');
    expect((await deviceOf(pc)).sentence.vi).toMatch(/^Máy đã tắt từ/);
  });

  it('lost its own network when another of its center is still heard, and the history says so once it is back', async () => {
    const pc = await start(WEDNESDAY, '09:00:00');
    const other = await newPc('Quầy 2');
    await pass(app, 60, pc, other);
    await pass(app, 150, other);
    expect([await stateOf(pc), await stateOf(other)]).toEqual(['lost-network', 'on']);
    const center = (
      await app.get<CenterView>(`/api/v1/centers/${pc.device.centerId}`, await app.signIn('technician'))
    ).body;
    expect(center.devices.map(({ state }) => state)).toEqual(['lost-network', 'on']);
    await pc.beat();
    expect((await deviceOf(pc)).bar.map(({ label }) => label.vi)).toContain('Mất mạng');
  });

  it('was off, not cut off, when another agent process comes back', async () => {
    const pc = await start(WEDNESDAY, '09:00:00');
    await pass(app, 60, pc);
    await pass(app, 150);
    expect(await stateOf(pc)).toBe('silent');
    pc.restart();
    await pc.beat();
    const labels = (await deviceOf(pc)).bar.map(({ label }) => label.vi);
    expect(labels).toContain('Mất kết nối');
    expect(labels).not.toContain('Mất mạng');
  });
});

describe('the day decides', () => {
  const dies = async (date: string, time: string): Promise<string | undefined> => {
    const pc = await start(date, time);
    await pass(app, 150);
    return presenceOf(app, pc);
  };

  it.each([
    ['at midnight', '2026-11-25', '23:59:00', 'off'],
    ['on 24/11, a holiday', '2026-11-24', '09:00:00', 'off'],
    ['on the last day of Tết', '2026-02-20', '09:00:00', 'off'],
    ['on the first day after Tết', '2026-02-23', '09:00:00', 'silent'],
    ['on a make-up Saturday', '2026-08-22', '09:00:00', 'silent'],
    ['on any other Saturday', '2026-08-15', '09:00:00', 'off'],
    ['on the Monday swapped for it', '2026-08-31', '09:00:00', 'off'],
  ])('%s (%s %s) a PC that goes quiet is %s', async (_, date, time, presence) => {
    expect(await dies(date, time)).toBe(presence);
  });

  it.each([
    ['the last day of summer', '2026-10-15', 'silent'],
    ['the first day of winter', '2026-10-16', 'off'],
  ])('%s (%s) at 07:10 a PC that goes quiet is %s', async (_, date, presence) => {
    app = await startApp({ clock: new ManualClock(vietnamTime(date, '07:10:00')) });
    const season = { from: '04-16', until: '10-15' };
    const summer = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 420, toMinute: 660, season }));
    await setHours({ province: '25' }, [...OFFICE_HOURS, ...summer]);
    const pc = await newPc('Quầy 1');
    await pass(app, 150);
    expect(await presenceOf(app, pc)).toBe(presence);
  });
});

describe('a PC that stays off', () => {
  it('for three whole working days gets one ticket, over a weekend, dated when it went, resolved when it is on', async () => {
    const pc = await start('2026-11-26', '16:58:00');
    await pc.goodbye('shutdown');
    const went = app.clock.now();
    await until('2026-12-01', '16:55:00');
    await pass(app, 240);
    expect(await tickets(app, 'all')).toEqual([]);
    await pass(app, 120);
    expect(await onlyTicket(app)).toMatchObject({
      beganAt: went,
      priority: 'low',
      title: { vi: 'Máy tắt nhiều ngày làm việc' },
    });
    expect((await onlyTicket(app)).reasons.map(({ vi }) => vi).join(' ')).toContain('3 ngày làm việc');
    pc.app = app;
    pc.restart();
    await pc.beat();
    await pass(app, 60, pc);
    expect(await tickets(app)).toEqual([]);
  });

  it('over Tết gets none when work begins again', async () => {
    const pc = await start('2026-02-13', '16:58:00');
    await pc.goodbye('shutdown');
    await until('2026-02-23', '07:30:00');
    await pass(app, 20 * 60);
    expect(await stateOf(pc)).toBe('late');
    expect(await tickets(app, 'all')).toEqual([]);
  });

  it('as long as the policy says', async () => {
    const pc = await start('2026-11-26', '16:58:00');
    const by = { userId: null, name: 'test' };
    await app.app.get(PolicyService).set('presence.offWorkingDays', '1', by, app.clock.now());
    await pc.goodbye('shutdown');
    await until('2026-11-27', '16:58:00');
    await pass(app, 3 * 60);
    expect(await tickets(app)).toHaveLength(1);
  });
});

it('a late PC costs no write while it is late', async () => {
  const pc = await start(WEDNESDAY, '07:00:00');
  await pc.goodbye('shutdown');
  const before = await app.app.get(Reader).rows('SELECT * FROM device_state');
  await pass(app, 90 * (MINUTE / 1000));
  expect(await stateOf(pc)).toBe('late');
  expect(await app.app.get(Reader).rows('SELECT * FROM device_state')).toEqual(before);
});
