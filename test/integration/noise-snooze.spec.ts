import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TicketView } from '../../src/contracts/api/index.js';
import { Programs } from '../../src/inventory/index.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { MailServer } from './support/mail-server.js';
import { MINUTE, onlyTicket, pass, ticket, tickets } from './support/timeline.js';

// Real conversations with a real mail server.
jest.setTimeout(60_000);

let mail: MailServer;
let app: TestApp;
let lan: TestPerson;
let pc: TestPc;
let open: TicketView;

beforeEach(async () => {
  mail = await MailServer.start();
  app = await startApp({ config: { smtpUrl: mail.url } });
  await watchWebSystem(app, 'hotich');
  lan = await app.signIn('technician');
  pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  pc.sees('hotich', 'tab', 'not_responding');
  await pc.beat();
  await pass(app, 60, pc);
  open = await onlyTicket(app);
  mail.mails.length = 0;
});
afterEach(async () => {
  mail.hangUp();
  await app.close();
  await mail.close();
});

const act = (verb: string, body: object): Promise<Answer> =>
  app.post(`/api/v1/tickets/${open.id}/${verb}`, body, lan);
const snooze = async (until: number | null): Promise<Answer> =>
  act('snooze', { version: (await ticket(app, open.id)).version, until });
const acknowledge = async (acknowledged: boolean): Promise<Answer> =>
  act('acknowledge', { version: (await ticket(app, open.id)).version, acknowledged });

/** The evidence changes in a way that people would otherwise be told of. */
async function situationChanges(): Promise<void> {
  pc.probed('hotich', { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
  await pc.beat();
  await pass(app, 60, pc);
}

describe('a ticket that was put off', () => {
  it('leaves the default list and comes back by itself, with a mail, when its time has come', async () => {
    const until = app.clock.now() + 2 * MINUTE;
    expect((await snooze(until)).body).toMatchObject({
      snoozedUntil: until,
      snoozedBy: 'technician-1',
      tone: 'handled',
      status: 'new',
    });
    expect(await tickets(app)).toEqual([]);
    const quiet = await app.get(`/api/v1/devices/${pc.device.deviceId}/quiet`, lan);
    expect(quiet.body).toMatchObject([{ code: 'SNOOZED', ticketId: open.id }]);
    expect(await tickets(app, 'all')).toHaveLength(1);
    await pass(app, 105, pc);
    expect(mail.mails).toEqual([]);
    await pass(app, 15, pc);
    expect(await tickets(app)).toMatchObject([{ id: open.id, snoozedUntil: null }]);
    expect(mail.subjects).toEqual([expect.stringContaining('Hết thời gian hoãn')]);
  });

  it('comes back at once, with a mail, when it gets worse', async () => {
    await snooze(app.clock.now() + 60 * MINUTE);
    const by = { name: 'test', userId: null };
    await app.app.get(Programs).set('hotich', { severity: 'critical' }, by, app.clock.now());
    await situationChanges();
    expect(await tickets(app)).toMatchObject([{ priority: 'critical', snoozedUntil: null }]);
    expect(mail.mails.length).toBeGreaterThan(0);
  });

  it('says in its history who did it, and can be woken by hand', async () => {
    await snooze(app.clock.now() + 60 * MINUTE);
    expect((await snooze(null)).body.snoozedUntil).toBeNull();
    expect(await tickets(app)).toHaveLength(1);
    const { events } = await ticket(app, open.id);
    expect(events.map(({ kind }) => kind)).toEqual(['opened', 'snoozed', 'woken']);
    expect(events[1]).toMatchObject({ actor: 'technician-1' });
    expect(events[1]?.text.vi).toMatch(/^technician-1 hoãn phiếu đến \d\d:\d\d ngày/);
  });

  it('refuses a time that has passed, one too far away, and a stale version', async () => {
    for (const until of [app.clock.now(), app.clock.now() + 31 * 24 * 60 * MINUTE]) {
      expect((await snooze(until)).body.error).toMatchObject({ code: 'SNOOZE_INVALID', path: 'until' });
    }
    const stale = { version: open.version - 1, until: app.clock.now() + MINUTE };
    expect((await act('snooze', stale)).body.error.code).toBe('TICKET_CHANGED');
  });
});

describe('a ticket that somebody knows of', () => {
  it('stays open, and what the system adds to it is mailed to nobody', async () => {
    expect((await acknowledge(true)).body).toMatchObject({ acknowledgedBy: 'technician-1', tone: 'handled' });
    await situationChanges();
    const view = await ticket(app, open.id);
    expect(view.status).toBe('acknowledged');
    expect(mail.mails).toEqual([]);
    expect((await acknowledge(false)).body).toMatchObject({ acknowledgedBy: null, tone: 'problem' });
  });

  it('is for people who work on tickets', async () => {
    const clerk = await app.signIn('clerk');
    const body = { version: open.version, acknowledged: true };
    expect((await app.post(`/api/v1/tickets/${open.id}/acknowledge`, body, clerk)).status).toBe(403);
  });
});
