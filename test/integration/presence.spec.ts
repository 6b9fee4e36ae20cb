import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Goodbye } from '../../src/contracts/agent/index.js';
import { Devices } from '../../src/inventory/index.js';
import { hardwareOf, startApp, type TestApp, type TestDevice } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { ManualClock } from '../fakes/manual-clock.js';
import {
  everythingStored,
  HOUR,
  kinds,
  onlyTicket,
  pass,
  presenceOf,
  SECOND,
  ticket,
  tickets,
  vietnamTime,
} from './support/timeline.js';

// Hours are lived through in steps of 15 s.
jest.setTimeout(60_000);

let app: TestApp;
afterEach(() => app.close());

const start = async (instant?: number): Promise<TestPc> => {
  app = await startApp(instant === undefined ? {} : { clock: new ManualClock(instant) });
  return newPc('Quầy 1');
};
const newPc = async (name: string): Promise<TestPc> => {
  const pc = new TestPc(app, await app.enrol(undefined, { name }));
  await pc.beat();
  return pc;
};
const MORNING = vietnamTime('2026-11-25', '09:00:00');

describe('an agent that is killed in working hours', () => {
  it('is silent after its deadline: one ticket, dated at the last report, resolved on return', async () => {
    const pc = await start();
    await pass(app, 60, pc);
    const lastHeard = app.clock.now();
    await pass(app, 90);
    expect(await tickets(app)).toEqual([]);
    expect(await presenceOf(app, pc)).toBe('online');

    await pass(app, 15);

    expect(await presenceOf(app, pc)).toBe('silent');
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ beganAt: lastHeard, place: 'Xã Lạc Lương · Quầy 1' });
    expect(view.title.vi).toBe('Máy mất kết nối');
    await pass(app, 600);
    expect(kinds(await onlyTicket(app))).toEqual(['opened']);

    pc.restart();
    await pc.beat();
    await pass(app, 30, pc);
    expect(await tickets(app)).toEqual([]);
    expect(await ticket(app, view.id)).toMatchObject({ status: 'resolved' });
  });

  it('says nothing about its programs while it is silent', async () => {
    const pc = await start();
    await watchWebSystem(app, 'hotich');
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.beat();
    await pass(app, 120);
    expect((await tickets(app)).map(({ title }) => title.vi).sort()).toEqual([
      'Máy mất kết nối',
      'Phần mềm hộ tịch điện tử bị treo',
    ]);
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pass(app, 30, pc);
    expect(await tickets(app)).toEqual([]);
  });
});

describe('a PC that is switched off without a word', () => {
  it.each([
    ['at lunch', vietnamTime('2026-11-25', '11:30:00')],
    ['in the last minute before lunch', vietnamTime('2026-11-25', '11:29:00')],
    ['in the evening', vietnamTime('2026-11-25', '20:00:00')],
    ['on Saturday', vietnamTime('2026-11-28', '09:00:00')],
  ])('%s is off: no ticket', async (_, instant) => {
    const pc = await start(instant);
    await pass(app, 150);
    expect(await presenceOf(app, pc)).toBe('off');
    expect(await tickets(app, 'all')).toEqual([]);
  });
});

describe('a PC that says goodbye', () => {
  it.each<Goodbye>(['shutdown', 'sleep', 'logoff'])('by %s is off: no ticket', async (reason) => {
    const pc = await start();
    await pass(app, 60, pc);
    await pc.goodbye(reason);
    await pass(app, 300);
    expect(await presenceOf(app, pc)).toBe('off');
    expect(await tickets(app, 'all')).toEqual([]);
  });

  it('and wakes a moment later with nothing new to say is back at once', async () => {
    const pc = await start();
    await pass(app, 60, pc);
    await pc.goodbye('sleep');
    expect(await presenceOf(app, pc)).toBe('off');
    app.clock.advance(5 * SECOND);
    await pc.beat();
    expect(await presenceOf(app, pc)).toBe('online');
  });

  it('for an update is expected back', async () => {
    const pc = await start();
    await pc.goodbye('update');
    await pass(app, 90);
    expect(await tickets(app)).toEqual([]);
    await pass(app, 30);
    expect((await onlyTicket(app)).title.vi).toBe('Máy mất kết nối');
  });

  it('because a person stopped it in working hours gets a low ticket, resolved when it runs again', async () => {
    const pc = await start();
    await pass(app, 60, pc);
    const stoppedAt = app.clock.now();
    await pc.goodbye('stopped_by_hand');
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ priority: 'low', beganAt: stoppedAt });
    expect(view.title.vi).toBe('Phần mềm giám sát bị tắt bằng tay trong giờ làm việc');
    await pass(app, 300);
    expect(await presenceOf(app, pc)).toBe('stopped');
    expect(kinds(await onlyTicket(app))).toEqual(['opened']);
    pc.restart();
    await pc.beat();
    await pass(app, 30, pc);
    expect(await tickets(app)).toEqual([]);
  });

  it('because a person stopped it outside working hours gets none', async () => {
    const pc = await start(vietnamTime('2026-11-25', '17:30:00'));
    await pc.goodbye('stopped_by_hand');
    await pass(app, 300);
    expect(await tickets(app, 'all')).toEqual([]);
  });

  it('in one of two sessions stays online, and leaves with the other', async () => {
    const pc = await start();
    const second = new TestPc(app, pc.device);
    second.session = 2;
    await second.beat();
    await pass(app, 60, pc, second);
    await pc.goodbye('logoff');
    expect(await presenceOf(app, pc)).toBe('online');
    await pass(app, 300, second);
    expect(await presenceOf(app, pc)).toBe('online');
    await second.goodbye('logoff');
    expect(await presenceOf(app, pc)).toBe('off');
    expect(await tickets(app, 'all')).toEqual([]);
  });
});

describe('beats that say nothing new', () => {
  it('keep a PC online for an hour, and leave nothing behind but the time it was heard', async () => {
    const pc = await start();
    await pass(app, 60, pc);
    const before = await everythingStored(app, 'device_state', 'agent_instance', 'beat_journal');
    await pass(app, HOUR / SECOND, pc);
    expect(await presenceOf(app, pc)).toBe('online');
    expect(await tickets(app, 'all')).toEqual([]);
    expect(await everythingStored(app, 'device_state', 'agent_instance', 'beat_journal')).toBe(before);
  });

  it('bring a PC that was silent back at once', async () => {
    const pc = await start();
    await pass(app, 60, pc);
    await pass(app, 120);
    expect(await presenceOf(app, pc)).toBe('silent');
    await pc.beat();
    expect(await presenceOf(app, pc)).toBe('online');
    await pass(app, 30, pc);
    expect(await tickets(app)).toEqual([]);
  });

  it('bring a PC back that spoke twice before the server looked', async () => {
    const pc = await start();
    await pass(app, 120);
    expect(await presenceOf(app, pc)).toBe('silent');
    await pc.send();
    app.clock.advance(SECOND);
    await pc.beat();
    expect(await presenceOf(app, pc)).toBe('online');
  });
});

describe('a token that is heard from a second hardware', () => {
  it('answers DEVICE_CLONED, leaves the original untouched and enrols the newcomer as a flagged device', async () => {
    const original = await start();
    await pass(app, 60, original);
    const hardware = hardwareOf('copy');
    const copy = new TestPc(app, { ...original.device, hardware });
    const before = await everythingStored(app);
    const refused = await copy.send();
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'DEVICE_CLONED', path: 'hardware' } },
    });
    expect(await everythingStored(app)).toBe(before);

    const enrolled = await enrolAsCopy(original.device.token, hardware);
    expect(enrolled.deviceId).not.toBe(original.device.deviceId);
    const newcomer = new TestPc(app, enrolled);
    await newcomer.beat();
    await original.beat();
    expect([await presenceOf(app, newcomer), await presenceOf(app, original)]).toEqual(['online', 'online']);
    expect(await app.app.get(Devices).byId(enrolled.deviceId)).toMatchObject({
      clonedFrom: original.device.deviceId,
      centerId: original.device.centerId,
    });
  });

  async function enrolAsCopy(clonedToken: string, hardware: string): Promise<TestDevice> {
    const request = {
      v: 1,
      clonedToken,
      hardware,
      platform: 'windows',
      deviceName: 'Bản sao',
      agentVersion: '0.1.0',
    };
    const { status, body } = await app.post('/api/agent/v1/enrolments', request);
    expect(status).toBe(201);
    const { deviceId, token, center } = body;
    const headers = { authorization: `Bearer ${token}` };
    return { deviceId, token, centerId: center.id, hardware, headers };
  }
});

describe('a token that another process of the server revoked', () => {
  it('is refused within 5 s', async () => {
    const pc = await start(MORNING);
    await pc.beat();
    const other = await startApp({ clock: app.clock, data: app.data });
    await other.app.get(Devices).revokeToken(pc.device.deviceId, null, app.clock.now());
    await other.stop();
    app.clock.advance(5 * SECOND);
    expect(await pc.send()).toMatchObject({ body: { error: { code: 'TOKEN_REVOKED' } } });
  });
});
