import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NewMaintenance } from '../../src/contracts/api/index.js';
import { PolicyService } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { DAY, HOUR, MINUTE, onlyTicket, pass, spansOf, ticket, vietnamTime } from './support/timeline.js';

jest.setTimeout(120_000);

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ clock: new ManualClock(vietnamTime('2026-11-25', '09:00:00')) });
  await watchWebSystem(app, 'hotich');
});
afterEach(() => app.close());

const newPc = async (name: string): Promise<TestPc> => {
  const pc = new TestPc(app, await app.enrol(undefined, { name }));
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
  return pc;
};

/** The page hangs for some minutes, and is well again. */
async function hangs(pc: TestPc): Promise<void> {
  await pass(app, 30, pc);
  pc.sees('hotich', 'tab', 'not_responding');
  await pc.beat();
  await pass(app, 90, pc);
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
  await pass(app, 60, pc);
}

/** Days go by with the server running: a night that comes long after the one before forgets nothing. */
async function daysPass(days: number): Promise<void> {
  await app.advance(days * DAY);
  await app.advance(DAY);
}

async function count(table: string, where = '1 = 1'): Promise<number> {
  const row = await app.app
    .get(Reader)
    .row<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`);
  return Number(row?.n);
}

describe('history of states', () => {
  it('is forgotten after its time, but never what holds now', async () => {
    const pc = await newPc('Quầy 1');
    await hangs(pc);
    expect((await spansOf(app, pc, 'hotich')).map(({ state }) => state)).toEqual(['not_responding', 'ok']);

    await daysPass(80);
    expect(await spansOf(app, pc, 'hotich')).toHaveLength(2);

    await daysPass(20);
    expect(await spansOf(app, pc, 'hotich')).toMatchObject([{ state: 'ok', until: null }]);
  });

  it('is kept for as long as the policy says', async () => {
    const pc = await newPc('Quầy 1');
    await hangs(pc);
    const by = { userId: null, name: 'test' };
    await app.app.get(PolicyService).set('retention.spanDays', '200', by, app.clock.now());
    await daysPass(150);
    expect(await spansOf(app, pc, 'hotich')).toHaveLength(2);
  });

  it('survives a clock that leaps years ahead and is set right', async () => {
    const pc = await newPc('Quầy 1');
    await hangs(pc);
    await app.advance(2 * DAY);
    const right = app.clock.now();
    await app.advance(3000 * DAY);
    await app.advance(HOUR);
    app.clock.moveTo(right + 2 * HOUR);
    await app.settle();
    expect((await spansOf(app, pc, 'hotich')).length).toBeGreaterThanOrEqual(2);

    // The nights that the leap put far ahead come all the same.
    await daysPass(100);
    await app.advance(DAY);
    expect((await spansOf(app, pc, 'hotich')).filter(({ until }) => until !== null)).toEqual([]);
  });

  it('keeps the last gap in which the server was blind, from which deadlines are counted', async () => {
    await newPc('Quầy 1');
    await daysPass(200);
    await daysPass(200);
    expect(await count('server_blindness', `until_at < ${app.clock.now() - 150 * DAY}`)).toBe(0);
    expect(await count('server_blindness')).toBeGreaterThan(0);
  });
});

describe('faults that are over', () => {
  it('stay as evidence of a ticket, whose page says the same as ever', async () => {
    const pc = await newPc('Quầy 1');
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.beat();
    await pass(app, 90, pc);
    const { id } = await onlyTicket(app);
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pass(app, 60, pc);
    const before = await ticket(app, id);
    expect(before.status).toBe('resolved');

    await daysPass(500);

    const { facts, reasons, decisions, events } = await ticket(app, id);
    const kept = events.filter(({ kind }) => kind !== 'closed');
    expect({ facts, reasons, decisions, events: kept }).toEqual({
      facts: before.facts,
      reasons: before.reasons,
      decisions: before.decisions,
      events: before.events,
    });
  });

  it('of a center stay together while their ticket is open; then the one that words it is enough', async () => {
    const pcs = [await newPc('Quầy 1'), await newPc('Quầy 2'), await newPc('Quầy 3')];
    await pass(app, 60, ...pcs);
    await pass(app, 240);
    const view = await onlyTicket(app);
    const lan = await app.signIn('technician');
    const comment = { version: view.version, body: 'Đã gọi điện lực' };
    const commented = await app.post(`/api/v1/tickets/${view.id}/comments`, comment, lan);
    expect(commented.status).toBeLessThan(300);
    for (const pc of pcs) pc.restart();
    await pass(app, 120, ...pcs);
    expect((await ticket(app, view.id)).status).not.toBe('resolved');
    const silences = `rule = 'device-silent' AND began_at < ${app.clock.now()}`;
    expect(await count('finding', silences)).toBe(3);

    await daysPass(500);
    expect(await count('finding', silences)).toBe(3);

    const again = await app.signIn('technician');
    const { version } = await ticket(app, view.id);
    const path = `/api/v1/tickets/${view.id}/resolve`;
    expect((await app.post(path, { version, note: 'Đã có điện lại' }, again)).status).toBeLessThan(300);
    await app.advance(DAY);
    expect(await count('finding', silences)).toBe(1);
    expect((await ticket(app, view.id)).facts.length).toBeGreaterThan(0);
  });

  it('of which nobody was told are forgotten, with their incident and what kept it quiet', async () => {
    const pc = await newPc('Quầy 1');
    const planned: NewMaintenance = {
      scope: 'center',
      deviceId: null,
      centerId: pc.device.centerId,
      programId: null,
      when: { kind: 'once', fromAt: app.clock.now(), untilAt: app.clock.now() + 30 * MINUTE },
      reason: 'Thay bộ chia mạng',
      announced: false,
    };
    expect((await app.post('/api/v1/maintenance', planned, await app.signIn('technician'))).status).toBe(201);
    await hangs(pc);
    const own = `began_at < ${app.clock.now()}`;
    expect(await count('ticket')).toBe(0);
    expect(await count('incident', own)).toBe(1);

    await daysPass(300);
    expect([await count('finding', own), await count('incident', own)]).toEqual([1, 1]);

    await daysPass(200);
    expect([await count('finding', own), await count('incident', own)]).toEqual([0, 0]);
    expect(await count('incident_silence')).toBe(0);
  });
});

describe('what people did', () => {
  it('is kept for a year and a month, and notices as long', async () => {
    const pc = await newPc('Quầy 1');
    await hangs(pc);
    const old = `at < ${app.clock.now()}`;
    const audited = await count('audit_entry', old);
    const events = await count('ticket_event', old);
    expect(audited).toBeGreaterThan(0);
    await daysPass(380);
    expect(await count('audit_entry', old)).toBe(audited);
    await daysPass(40);
    expect(await count('audit_entry', old)).toBe(0);
    expect(await count('ticket_event', old)).toBe(events);
  });
});
