import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CenterView, DayDetail, HistoryDay, HistoryDays } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { DAY, HOUR, MINUTE, pass, vietnamTime } from './support/timeline.js';

jest.setTimeout(120_000);

/** A Wednesday; work is from 07:30 to 11:30 and from 13:30 to 17:00: 27,000 s. */
const WEDNESDAY = '2026-11-25';
const THURSDAY = '2026-11-26';

let app: TestApp;
let pc: TestPc;
beforeEach(async () => {
  app = await startApp({ clock: new ManualClock(vietnamTime(WEDNESDAY, '06:00:00')) });
  await watchWebSystem(app, 'hotich');
  pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 1' }));
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
});
afterEach(() => app.close());

const at = (date: string, time: string): Promise<void> =>
  app.advance(vietnamTime(date, time) - app.clock.now());

const technician = async () => app.signIn('technician');
const daysOf = async (path: string): Promise<HistoryDay[]> =>
  (await app.get<HistoryDays>(`/api/v1/${path}/days`, await technician())).body.days;
const dayOf = async (path: string, date: string): Promise<HistoryDay> =>
  (await daysOf(path)).find((day) => day.date === date)!;
const device = (): string => `devices/${pc.device.deviceId}`;
const center = (): string => `centers/${pc.device.centerId}`;

async function rows(table: 'device_day' | 'center_day' | 'history_due'): Promise<number> {
  const row = await app.app.get(Reader).row<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`);
  return Number(row?.n);
}

/** From now on the page hangs; `seconds` later it is well again. */
async function hangs(seconds: number): Promise<void> {
  pc.sees('hotich', 'tab', 'not_responding');
  await pc.beat();
  await pass(app, seconds, pc);
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
}

/** The PC is on until 17:05 and says goodbye; then the night comes. */
async function dayEnds(date: string): Promise<void> {
  await at(date, '17:05:00');
  await pc.beat();
  await pc.goodbye('shutdown');
  await app.advance(vietnamTime(date, '17:05:00') + 8 * HOUR - app.clock.now());
  await app.settle();
}

describe('a day of the 30-day bar', () => {
  it('says today how long what lasted so far, in working hours', async () => {
    await at(WEDNESDAY, '08:00:00');
    await pc.beat();
    await hangs(120);
    expect(await dayOf(device(), WEDNESDAY)).toMatchObject({
      kind: 'told',
      tone: 'problem',
      lasted: expect.arrayContaining([{ tone: 'problem', seconds: 120 }]),
    });
    expect(await dayOf(center(), WEDNESDAY)).toMatchObject({
      kind: 'told',
      tone: 'problem',
      lasted: expect.arrayContaining([{ tone: 'problem', seconds: 120 }]),
    });
  });

  it('says the same once it is over and summed up, for the PC and its center', async () => {
    await at(WEDNESDAY, '08:00:00');
    await pc.beat();
    await hangs(120);
    await dayEnds(WEDNESDAY);
    expect([await rows('device_day'), await rows('center_day'), await rows('history_due')]).toEqual([
      1, 1, 0,
    ]);
    for (const path of [device(), center()]) {
      const { kind, tone, lasted } = await dayOf(path, WEDNESDAY);
      expect({ kind, tone, problem: lasted.find((each) => each.tone === 'problem') }).toEqual({
        kind: 'told',
        tone: 'problem',
        problem: { tone: 'problem', seconds: 120 },
      });
      expect(lasted.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(27_000);
    }
  });

  it('costs no row when it was as usual', async () => {
    await dayEnds(WEDNESDAY);
    expect([await rows('device_day'), await rows('center_day'), await rows('history_due')]).toEqual([
      0, 0, 0,
    ]);
    expect(await dayOf(device(), WEDNESDAY)).toEqual({
      date: WEDNESDAY,
      kind: 'usual',
      tone: 'ok',
      lasted: [],
    });
  });

  it('does not look like a good one when the PC was off from morning to evening', async () => {
    await dayEnds(WEDNESDAY);
    await app.advance(DAY);
    expect(await dayOf(device(), THURSDAY)).toEqual({
      date: THURSDAY,
      kind: 'told',
      tone: 'off',
      lasted: [{ tone: 'off', seconds: 27_000 }],
    });
  });

  it('tells a day off, and days before the PC enrolled', async () => {
    await dayEnds(WEDNESDAY);
    await app.advance(5 * DAY);
    const kinds = new Map((await daysOf(device())).map(({ date, kind }) => [date, kind]));
    expect(kinds.size).toBe(30);
    expect(kinds.get('2026-11-24')).toBe('before');
    expect(kinds.get('2026-11-28')).toBe('rest');
    expect(kinds.get('2026-11-29')).toBe('rest');
    expect(kinds.get('2026-11-30')).toBe('told');
  });

  it('is made anew when the PC tells late what happened', async () => {
    await dayEnds(WEDNESDAY);
    expect(await rows('device_day')).toBe(0);
    await at(THURSDAY, '07:40:00');
    const hung = { id: 'hotich', source: 'tab' as const, state: 'not_responding' as const };
    const detail = { phase: null, code: null, httpStatus: null };
    const from = vietnamTime(WEDNESDAY, '15:00:00');
    pc.history = [{ ...hung, ...detail, from, until: from + 10 * MINUTE }];
    pc.restart();
    await pc.beat();
    expect((await dayOf(device(), WEDNESDAY)).tone).toBe('problem');
    await app.advance(2 * MINUTE);
    expect([await rows('device_day'), await rows('history_due')]).toEqual([1, 0]);
    expect((await dayOf(device(), WEDNESDAY)).lasted).toContainEqual({ tone: 'problem', seconds: 600 });
    expect((await dayOf(center(), WEDNESDAY)).lasted).toContainEqual({ tone: 'problem', seconds: 600 });
  });

  it('is summed up after a restart that came in the middle of the night', async () => {
    await at(WEDNESDAY, '08:00:00');
    await pc.beat();
    await hangs(120);
    await at(WEDNESDAY, '17:05:00');
    await pc.beat();
    await pc.goodbye('shutdown');
    const data = await app.stop();
    const clock = new ManualClock(vietnamTime('2026-11-28', '09:00:00'));
    app = await startApp({ clock, data });
    pc.app = app;
    await app.settle();
    expect(await rows('history_due')).toBe(0);
    const days = await daysOf(device());
    const tones = [WEDNESDAY, THURSDAY, '2026-11-27'].map(
      (date) => days.find((day) => day.date === date)!.tone,
    );
    expect(tones).toEqual(['problem', 'off', 'off']);
  });

  it('waits while nobody has judged where a PC went that was on at the end of it', async () => {
    await at(WEDNESDAY, '16:59:00');
    await pc.beat();
    const data = await app.stop();
    const clock = new ManualClock(vietnamTime(THURSDAY, '07:35:00'));
    app = await startApp({ clock, data });
    pc.app = app;
    await app.settle();
    expect(await rows('history_due')).toBe(1);
    await pass(app, 180);
    await app.advance(HOUR);
    expect(await rows('history_due')).toBe(0);
  });

  it('shows what it is made of, until only the figures are kept', async () => {
    await at(WEDNESDAY, '08:00:00');
    await pc.beat();
    await hangs(120);
    await dayEnds(WEDNESDAY);
    const detail = async (path: string) =>
      (await app.get<DayDetail>(`/api/v1/${path}/days/${WEDNESDAY}`, await technician())).body;
    for (const path of [device(), center()]) {
      const { bar, from, until } = await detail(path);
      expect(until - from).toBe(DAY);
      expect(bar!.filter(({ tone }) => tone === 'problem')).toMatchObject([
        { from: vietnamTime(WEDNESDAY, '08:00:00'), until: vietnamTime(WEDNESDAY, '08:02:00') },
      ]);
    }
    await app.advance(100 * DAY);
    expect(await detail(device())).toMatchObject({ date: WEDNESDAY, bar: null });
  });

  it('is forgotten after 13 months', async () => {
    await at(WEDNESDAY, '08:00:00');
    await pc.beat();
    await hangs(120);
    await dayEnds(WEDNESDAY);
    const first = async () =>
      (await app.app.get(Reader).row<{ day: number }>('SELECT MIN(day) AS day FROM device_day'))?.day;
    const day = await first();
    await app.advance(390 * DAY);
    await app.advance(DAY);
    expect(await first()).toBe(day);
    await app.advance(10 * DAY);
    await app.advance(DAY);
    expect(await first()).not.toBe(day);
  });
});

describe('the 24 hours of a center', () => {
  it('show at each moment the worst among its PCs, and whose it is', async () => {
    const other = new TestPc(app, await app.enrol(pc.device.centerId, { name: 'Quầy 2' }));
    await other.beat();
    await at(WEDNESDAY, '08:00:00');
    await pc.beat();
    await other.goodbye('shutdown');
    await hangs(120);
    const { body } = await app.get<CenterView>(`/api/v1/${center()}`, await technician());
    const hung = body.bar.find(({ tone, label }) => tone === 'problem' && label.vi.includes('Quầy 1'));
    expect(hung).toMatchObject({ from: vietnamTime(WEDNESDAY, '08:00:00') });
    expect(body.bar.at(-1)!.until).toBe(body.serverTime);
  });
});
