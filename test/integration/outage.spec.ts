import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Report } from '../../src/contracts/agent/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import {
  everythingStored,
  HOUR,
  MINUTE,
  onlyTicket,
  pass,
  presenceOf,
  SECOND,
  spansOf,
  ticket,
  tickets,
  titles,
} from './support/timeline.js';

// Minutes are lived through in steps of 15 s.
jest.setTimeout(60_000);

let app: TestApp;
/** They go on talking to whichever server runs. */
let pcs: TestPc[];

beforeEach(async () => {
  app = await startApp();
  pcs = [];
  await watchWebSystem(app, 'hotich');
});
afterEach(() => app.close());

async function healthyPc(name: string): Promise<TestPc> {
  const pc = new TestPc(app, await app.enrol(undefined, { name }));
  pc.sees('hotich', 'tab', 'ok');
  pcs.push(pc);
  await pc.beat();
  return pc;
}

/** Stops the server, lets `minutes` pass on its clock and starts it again on the same data. */
async function outage(minutes: number): Promise<void> {
  const { clock } = app;
  const data = await app.stop();
  clock.advance(minutes * MINUTE);
  app = await startApp({ clock, data });
  await app.settle();
  for (const pc of pcs) pc.app = app;
}

describe('a server that was gone for 10 minutes', () => {
  it('blames no PC that comes back', async () => {
    const [a, b] = [await healthyPc('Quầy 1'), await healthyPc('Quầy 2')];
    await pass(app, 60, a, b);
    await outage(10);
    await pass(app, 90);
    await a.beat();
    await b.beat();
    await pass(app, 120, a, b);
    expect(await tickets(app, 'all')).toEqual([]);
    expect([await presenceOf(app, a), await presenceOf(app, b)]).toEqual(['online', 'online']);
  });

  it('grants every deadline anew before it calls a PC silent that was lost meanwhile', async () => {
    const pc = await healthyPc('Quầy 1');
    const lastHeard = app.clock.now();
    await outage(10);
    await pass(app, 90);
    expect(await tickets(app)).toEqual([]);
    await pass(app, 30);
    expect(await onlyTicket(app)).toMatchObject({ beganAt: lastHeard });
    expect(await presenceOf(app, pc)).toBe('silent');
  });

  it('learns what began and ended meanwhile as history with its own times, and raises nothing', async () => {
    const pc = await healthyPc('Quầy 1');
    await pass(app, 60, pc);
    const stopped = app.clock.now();
    await outage(10);
    const [began, ended] = [stopped + 2 * MINUTE, stopped + 6 * MINUTE];
    pc.history = [pastHang(began, ended)];
    pc.sees('hotich', 'tab', 'ok', ended);
    await pc.beat();
    await pass(app, 120, pc);
    expect(await tickets(app, 'all')).toEqual([]);
    const spans = await spansOf(app, pc, 'hotich');
    expect(spans.map(({ state, from, until }) => [state, from, until])).toEqual([
      ['ok', expect.any(Number), began],
      ['not_responding', began, ended],
      ['ok', ended, null],
    ]);
  });

  it('opens one ticket for what is still wrong, with its true start', async () => {
    const pc = await healthyPc('Quầy 1');
    await pass(app, 60, pc);
    const hungSince = app.clock.now() + 3 * MINUTE;
    await outage(10);
    pc.sees('hotich', 'tab', 'not_responding', hungSince);
    await pc.beat();
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ beganAt: hungSince, openedAt: app.clock.now() });
    await pass(app, 60, pc);
    expect(await tickets(app, 'all')).toHaveLength(1);
  });

  it('goes on with the ticket that was open when it went', async () => {
    const pc = await healthyPc('Quầy 1');
    pc.sees('hotich', 'tab', 'not_responding');
    await pass(app, 90, pc);
    const { id } = await onlyTicket(app);
    await outage(10);
    await pass(app, 60, pc);
    expect(await onlyTicket(app)).toMatchObject({ id });
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pass(app, 30, pc);
    expect(await ticket(app, id)).toMatchObject({ status: 'resolved' });
  });

  it('folds what it had answered for and not yet looked at', async () => {
    const pc = await healthyPc('Quầy 1');
    const hungSince = app.clock.now();
    pc.sees('hotich', 'tab', 'not_responding', hungSince);
    expect((await pc.send()).status).toBe(202);
    await outage(10);
    expect(await onlyTicket(app)).toMatchObject({ beganAt: hungSince });
  });
});

const pastHang = (from: number, until: number): Report['history'][number] => ({
  ...{ id: 'hotich', source: 'tab', state: 'not_responding', from, until },
  ...{ phase: null, code: null, httpStatus: null },
});

describe('a replayed body', () => {
  it('is answered as the first time and changes nothing, whatever it said', async () => {
    const pc = await healthyPc('Quầy 1');
    pc.sees('hotich', 'tab', 'not_responding');
    pc.history = [pastHang(app.clock.now() - HOUR, app.clock.now() - HOUR + MINUTE)];
    const hung = pc.report();
    expect((await post(pc, hung)).status).toBe(202);
    await pass(app, 60, pc);
    pc.history = [];
    pc.sees('hotich', 'tab', 'ok');
    await pass(app, HOUR / SECOND, pc);
    expect(titles(await tickets(app))).toEqual([]);
    await expectNoChange(pc, hung);
  });

  it('of an agent process that has ended changes nothing either', async () => {
    const pc = await healthyPc('Quầy 1');
    pc.sees('hotich', 'tab', 'not_responding');
    const old = pc.report();
    expect((await post(pc, old)).status).toBe(202);
    await app.settle();
    pc.restart();
    pc.sees('hotich', 'tab', 'ok');
    await pass(app, 600, pc);
    await expectNoChange(pc, old);
  });

  it('does not bring back a PC that was switched off', async () => {
    const pc = await healthyPc('Quầy 1');
    const last = pc.report();
    await post(pc, last);
    await app.settle();
    await pc.goodbye('shutdown');
    await pass(app, 600);
    await expectNoChange(pc, last);
    expect(await presenceOf(app, pc)).toBe('off');
  });

  const post = (pc: TestPc, report: Report) => app.post('/api/agent/v1/reports', report, pc.device);

  async function expectNoChange(pc: TestPc, replayed: Report): Promise<void> {
    const spansBefore = await spansOf(app, pc, 'hotich');
    const before = await everythingStored(app, 'state_span');
    expect((await post(pc, replayed)).status).toBe(202);
    await app.settle();
    expect(await everythingStored(app, 'state_span')).toBe(before);
    expect(await spansOf(app, pc, 'hotich')).toEqual(spansBefore);
  }
});

describe('a clock that is wrong', () => {
  it.each([
    ['behind', -2 * HOUR],
    ['ahead', 2 * HOUR],
  ])('on a PC, two hours %s: spans are kept in server time, and the clock gets a ticket', async (_, off) => {
    const pc = await healthyPc('Quầy 1');
    await pass(app, 60, pc);
    pc.clockOff = off;
    pc.restart();
    const began = app.clock.now() - 5 * SECOND;
    pc.sees('hotich', 'tab', 'not_responding', began + off);
    await pc.beat();
    expect(titles(await tickets(app))).toEqual(['Đồng hồ máy sai 120 phút']);
    expect((await spansOf(app, pc, 'hotich')).at(-1)).toMatchObject({ from: began, until: null });

    await pass(app, 60, pc);
    const hung = (await tickets(app)).find(({ title }) => title.vi.includes('bị treo'));
    expect(hung).toMatchObject({ beganAt: began });

    pc.clockOff = 0;
    pc.sees('hotich', 'tab', 'ok');
    await pass(app, 60, pc);
    expect(titles(await tickets(app))).toEqual([]);
  });

  it('on the server, jumping forward 20 minutes, blames nobody', async () => {
    const [a, b] = [await healthyPc('Quầy 1'), await healthyPc('Quầy 2')];
    await pass(app, 60, a, b);
    await app.advance(20 * MINUTE);
    await pass(app, 75);
    await a.beat();
    await b.beat();
    await pass(app, 120, a, b);
    expect(await tickets(app, 'all')).toEqual([]);
  });
});
