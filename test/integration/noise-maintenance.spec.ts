import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type {
  MaintenanceNotice,
  MaintenancePage,
  NewMaintenance,
  QuietFault,
} from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { MailServer } from './support/mail-server.js';
import { HOUR, kinds, MINUTE, onlyTicket, pass, tickets } from './support/timeline.js';

// Real conversations with a real mail server.
jest.setTimeout(60_000);

let mail: MailServer;
let app: TestApp;
let lan: TestPerson;
let pc: TestPc;

beforeEach(async () => {
  mail = await MailServer.start();
  app = await startApp({ config: { smtpUrl: mail.url } });
  await watchWebSystem(app, 'hotich');
  lan = await app.signIn('technician');
  pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
});
afterEach(async () => {
  mail.hangUp();
  await app.close();
  await mail.close();
});

const asked = (said: Partial<NewMaintenance> = {}): NewMaintenance => ({
  scope: 'center',
  deviceId: null,
  centerId: pc.device.centerId,
  programId: null,
  when: { kind: 'once', fromAt: app.clock.now(), untilAt: app.clock.now() + 10 * MINUTE },
  reason: 'Thay bộ chia mạng',
  announced: false,
  ...said,
});
const plan = (said: Partial<NewMaintenance> = {}): Promise<Answer> =>
  app.post('/api/v1/maintenance', asked(said), lan);
const page = async (): Promise<MaintenancePage> => (await app.get('/api/v1/maintenance', lan)).body;

async function hangs(): Promise<number> {
  const since = app.clock.now();
  pc.sees('hotich', 'tab', 'not_responding', since);
  await pc.beat();
  return since;
}

describe('while planned work covers a fault', () => {
  it('no ticket opens and no mail leaves; one that outlives it opens at its end, with its true start', async () => {
    expect((await plan()).status).toBe(201);
    const [window] = (await page()).rows;
    expect(window).toMatchObject({ state: 'active', place: 'Xã Lạc Lương', author: 'technician-1' });
    const since = await hangs();
    await pass(app, 9 * 60, pc);
    expect(await tickets(app, 'all')).toEqual([]);
    const [quiet] = (await app.get<QuietFault[]>(`/api/v1/devices/${pc.device.deviceId}/quiet`, lan)).body;
    expect(quiet).toMatchObject({ code: 'MAINTENANCE', since });
    expect(quiet?.text.vi).toMatch(/^Đang trong lịch bảo trì số \d+ đến \d\d:\d\d .*Thay bộ chia mạng/);

    await pass(app, 60, pc);

    const ticket = await onlyTicket(app);
    expect(ticket).toMatchObject({ beganAt: since, openedAt: window?.nextUntil });
    expect(mail.subjects).toEqual([expect.stringContaining('Phiếu mới')]);
  });

  it('one that ends within it is never told', async () => {
    await plan();
    await hangs();
    await pass(app, 4 * 60, pc);
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pass(app, 10 * 60, pc);
    expect(await tickets(app, 'all')).toEqual([]);
    expect(mail.mails).toEqual([]);
  });

  it('ended early, what still holds is told at once', async () => {
    await plan();
    await hangs();
    await pass(app, 2 * 60, pc);
    const [window] = (await page()).rows;
    const ended = await app.post(`/api/v1/maintenance/${window!.id}/end`, { version: window!.version }, lan);
    expect(ended.body.rows[0]).toMatchObject({ state: 'over', endedBy: 'technician-1' });
    await app.settle();
    expect(await tickets(app)).toHaveLength(1);
  });

  it('a ticket that was open before stays, and is told to nobody anew', async () => {
    await hangs();
    await pass(app, 60, pc);
    expect(mail.mails).toHaveLength(1);
    await plan();
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pass(app, 30, pc);
    const [resolved] = await tickets(app, 'resolved');
    expect(resolved).toBeDefined();
    expect(mail.mails).toHaveLength(1);
    const reasons = await app.app
      .get(Reader)
      .rows(`SELECT status, reason FROM notice WHERE channel = 'mail' ORDER BY id`);
    expect(reasons).toEqual([
      { status: 'sent', reason: 'ON_DUTY' },
      { status: 'skipped', reason: 'MAINTENANCE' },
    ]);
  });

  it('another program, another PC and what a clerk reports are told as ever', async () => {
    await plan({ programId: 'hotich' });
    await watchWebSystem(app, 'motcua');
    pc.sees('motcua', 'tab', 'not_responding');
    await hangs();
    await pass(app, 90, pc);
    const open = await tickets(app);
    expect(open.map(({ title }) => title.vi)).toEqual([expect.stringContaining('một cửa')]);
    expect(kinds(await onlyTicket(app))).toEqual(['opened']);
  });

  it('holds across a restart of the server', async () => {
    await plan();
    await hangs();
    await pass(app, 5 * 60, pc);
    const { clock } = app;
    const data = await app.stop();
    app = await startApp({ clock, data, config: { smtpUrl: mail.url } });
    pc.app = app;
    await pass(app, 4 * 60 + 30, pc);
    expect(await tickets(app)).toEqual([]);
    await pass(app, 30, pc);
    expect(await tickets(app)).toHaveLength(1);
  });
});

describe('planning work', () => {
  it('refuses what would silence the province for ever, with the remedy', async () => {
    const fromAt = app.clock.now();
    const when = { kind: 'once' as const, fromAt, untilAt: fromAt + 31 * 24 * HOUR };
    const refused = await plan({ scope: 'province', centerId: null, when });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({ code: 'MAINTENANCE_TOO_LONG', path: 'when.untilAt' });
    expect(refused.body.error.message.vi).toContain('thu hẹp');
    expect((await page()).rows).toEqual([]);
  });

  it('is for technicians and administrators, is in the audit trail, and a stale change is refused', async () => {
    const clerk = await app.signIn('clerk');
    expect((await app.post('/api/v1/maintenance', asked(), clerk)).status).toBe(403);
    await plan();
    const [window] = (await page()).rows;
    const path = `/api/v1/maintenance/${window!.id}`;
    const change = { ...asked({ reason: 'Đổi tủ mạng' }), version: window!.version };
    expect((await app.post(path, change, lan)).body.rows[0].reason).toBe('Đổi tủ mạng');
    expect((await app.post(path, change, lan)).body.error.code).toBe('MAINTENANCE_CHANGED');
    const audit = await app.app
      .get(Reader)
      .rows<{ action: string }>(`SELECT action FROM audit_entry WHERE subject = ? ORDER BY id`, [
        `maintenance:${window!.id}`,
      ]);
    expect(audit.map(({ action }) => action)).toEqual(['maintenance.added', 'maintenance.changed']);
  });

  it('is announced to clerks of the center concerned when asked, and to no others', async () => {
    await plan({ programId: 'hotich', announced: true });
    await plan({ reason: 'không báo trước' });
    const links = await app.app
      .get(Reader)
      .rows<{ id: number; link: string }>('SELECT id, public_link AS "link" FROM center ORDER BY id');
    const here = links.find(({ id }) => id === pc.device.centerId)!.link;
    const elsewhere = links.find(({ id }) => id !== pc.device.centerId)!.link;
    const shown = (link: string): Promise<Answer<MaintenanceNotice[]>> =>
      app.get(`/api/v1/public/centers/${link}/maintenance`);
    const [notice, ...more] = (await shown(here)).body;
    expect(more).toEqual([]);
    expect(notice?.text.vi).toMatch(/^Phần mềm hộ tịch điện tử bảo trì đến \d\d:\d\d/);
    expect((await shown(elsewhere)).body).toEqual([]);
  });
});
