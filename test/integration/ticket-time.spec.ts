import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketView } from '../../src/contracts/api/index.js';
import { Calendars, parseSessions, PolicyService, type WorkingSession } from '../../src/inventory/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { reportByLink } from './support/clerk.js';

/** "2026-11-25 09:00" on a Viet Nam wall clock. */
const at = (moment: string): number => Date.parse(`${moment.replace(' ', 'T')}:00+07:00`);

let app: TestApp;
let technician: TestPerson;
let id: number;
beforeAll(async () => {
  app = await startApp({ clock: new ManualClock(at('2026-11-25 16:00')) });
  technician = await app.signIn('technician');
  id = await reportByLink(app);
});
afterAll(() => app.close());

const until = async (moment: string): Promise<void> => {
  await app.advance(at(moment) - app.clock.now());
  technician = await app.signIn('technician');
};
const view = async (): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const act = async (verb: string, body: object): Promise<void> => {
  const { version } = await view();
  const done = await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician);
  expect(done.status).toBe(200);
};
const said = async (): Promise<string[]> => (await view()).events.map(({ kind }) => kind);

// A report of a clerk is of high priority: half an hour for the answer, a working day of 7.5 hours for the rest.
describe('the time a report is owed, from Wednesday 16:00', () => {
  it('says when the answer is due, then that it is nearly, then that it is over', async () => {
    expect((await view()).sla).toEqual({ level: 'ok', dueAt: at('2026-11-25 16:30') });
    await until('2026-11-25 16:23');
    expect((await view()).sla.level).toBe('soon');
    expect(await said()).toEqual(['clerk', 'due_soon']);
    await until('2026-11-25 16:30');
    expect((await view()).sla.level).toBe('overdue');
    expect(await said()).toEqual(['clerk', 'due_soon', 'overdue']);
    const { clocks } = await view();
    expect(clocks!.answer).toMatchObject({
      state: 'running',
      targetMinutes: 30,
      usedMinutes: 30,
      overdue: true,
    });
  });

  it('owes the resolution alone once somebody took it', async () => {
    await act('assign', { assigneeId: technician.id });
    const { sla, clocks } = await view();
    // One hour of it is gone at 17:00; lunch does not count on Thursday.
    expect(sla).toEqual({ level: 'ok', dueAt: at('2026-11-26 16:00') });
    expect(clocks!.answer).toMatchObject({ state: 'stopped', overdue: false });
  });

  it('stands still while the ticket waits for the clerk', async () => {
    await until('2026-11-26 08:30');
    await act('comments', { kind: 'question', body: 'Máy nào ạ?' });
    expect((await view()).sla).toEqual({ level: 'ok', dueAt: null });
    await until('2026-11-27 08:30');
    expect((await view()).clocks!.resolve).toMatchObject({ state: 'paused', usedMinutes: 120 });
    await act('resume', {});
    expect((await view()).sla.dueAt).toBe(at('2026-11-27 16:00'));
  });

  it('follows the hours of the center when they are put right', async () => {
    const center = await app.centerId();
    const sessions = parseSessions(['T2-T6=07:30-11:30']) as WorkingSession[];
    await app.app.get(Calendars).replace({ center }, sessions, app.clock.now());
    await app.settle();
    await app.advance(10_000);
    // Wednesday afternoon is no working time any more: of 7.5 hours one is used, three fit into Friday.
    expect((await view()).clocks!.resolve).toMatchObject({ usedMinutes: 60 });
    expect((await view()).sla.dueAt).toBe(at('2026-11-30 11:00'));
  });

  it('follows a target that is changed', async () => {
    const policies = app.app.get(PolicyService);
    const by = { userId: null, name: 'test' };
    const shorter = { 'sla.high.resolveMinutes': '240', 'sla.critical.resolveMinutes': '120' };
    await policies.change({ values: shorter }, by, app.clock.now());
    await app.settle();
    await app.advance(10_000);
    // Three hours are left of four, and three are left of the morning.
    expect((await view()).sla.dueAt).toBe(at('2026-11-27 11:30'));
    await policies.change(
      { values: { 'sla.high.resolveMinutes': null, 'sla.critical.resolveMinutes': null } },
      by,
      app.clock.now(),
    );
    await app.settle();
    await app.advance(10_000);
    expect((await view()).sla.dueAt).toBe(at('2026-11-30 11:00'));
  });

  it('is owed the share of its category, from the opening on', async () => {
    const by = { userId: null, name: 'test' };
    await app.app.get(PolicyService).change({ values: { 'sla.share.printer': '50' } }, by, app.clock.now());
    await act('categorise', { category: 'printer' });
    // Half of 7.5 hours, of which one is used.
    expect((await view()).clocks!.resolve).toMatchObject({ targetMinutes: 225, usedMinutes: 60 });
    expect((await view()).sla.dueAt).toBe(at('2026-11-27 11:15'));
    await act('categorise', { category: 'one_stop' });
    expect((await view()).sla.dueAt).toBe(at('2026-11-30 11:00'));
    expect((await view()).events.at(-1)!.text.vi).toContain('đổi nhóm sự cố: Phần mềm một cửa.');
  });

  it('is over when it is resolved, and goes on where it stopped', async () => {
    await act('resolve', { note: 'Xong' });
    expect((await view()).sla).toEqual({ level: 'ok', dueAt: null });
    expect((await view()).clocks!.resolve).toMatchObject({
      state: 'stopped',
      usedMinutes: 60,
      overdue: false,
    });
    await until('2026-11-30 08:30');
    await act('reopen', { note: 'Vẫn còn' });
    // Half a minute had passed before it was resolved.
    expect((await view()).sla.dueAt).toBe(at('2026-12-01 11:00') - 30_000);
  });
});
