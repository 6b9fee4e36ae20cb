import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketView } from '../../src/contracts/api/index.js';
import { PolicyService } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { reportByLink } from './support/clerk.js';
import { joins, keepTeam, type Named, shift, signIn, teamOf } from './support/duty.js';
import { MailServer } from './support/mail-server.js';
import { MINUTE, onlyTicket, pass, vietnamTime } from './support/timeline.js';

let mail: MailServer;
let app: TestApp;
let [lan, binh, mai]: Named[] = [];
beforeAll(async () => {
  mail = await MailServer.start();
  const clock = new ManualClock(vietnamTime('2026-11-25', '08:00'));
  app = await startApp({ clock, config: { smtpUrl: mail.url } });
  lan = await joins(app, 'Lan');
  binh = await joins(app, 'Binh');
  mai = await joins(app, 'Mai');
  const shifts = [shift('07:00-19:00', lan, binh)];
  expect(
    (await keepTeam(app, teamOf(mai, [lan, binh], shifts), await app.signIn('administrator'))).status,
  ).toBe(201);
});
afterAll(async () => {
  mail.hangUp();
  await app.close();
  await mail.close();
});

const view = async (id: number): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, await app.signIn('technician'))).body;
const act = async (id: number, verb: string, body: object, by: Named): Promise<void> => {
  const { version } = await view(id);
  by.headers = await signIn(app, by.login);
  expect((await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, by)).status).toBe(200);
};
const told = async (id: number): Promise<string[]> => {
  const rows = await app.app
    .get(Reader)
    .rows<{ to: string; reason: string }>(
      `SELECT recipient AS "to", reason FROM notice WHERE channel = 'mail' AND ticket_id = ? ORDER BY id`,
      [id],
    );
  return rows.map(({ to, reason }) => `${to.split('@')[0]} ${reason}`);
};
const mode = (value: string): Promise<void> =>
  app.app.get(PolicyService).set('duty.assign', value, { name: 'test', userId: null }, app.clock.now());

describe('by default', () => {
  it('the ticket proposes whoever is on duty with the fewest open tickets, and one press gives it', async () => {
    const first = await reportByLink(app);
    await app.settle();
    expect(await view(first)).toMatchObject({
      assigneeId: null,
      proposed: { id: lan!.id, name: 'Lan', team: 'Tổ CNTT', open: 0 },
    });
    const list = async () =>
      (await app.get('/api/v1/tickets?status=open', await app.signIn('technician'))).body;
    expect((await list()).proposed).toEqual([{ ticketId: first, id: lan!.id, name: 'Lan' }]);
    await act(first, 'assign', { assigneeId: lan!.id }, mai!);
    expect((await view(first)).proposed).toBeNull();
    expect((await list()).proposed).toEqual([]);
    const second = await reportByLink(app);
    expect((await view(second)).proposed).toMatchObject({ name: 'Binh', open: 0 });
    await act(second, 'cancel', { reason: 'Thử' }, mai!);
  });

  it('a mode that is not known is refused in words, and none proposes nobody', async () => {
    await expect(mode('maybe')).rejects.toThrow('one of off, propose, assign');
    await mode('off');
    const id = await reportByLink(app);
    expect((await view(id)).proposed).toBeNull();
    await act(id, 'cancel', { reason: 'Thử' }, mai!);
  });
});

describe('where tickets are given by the rota', () => {
  it('the one with the fewest has it at once, the ticket stays new and its answer owed', async () => {
    await mode('assign');
    const id = await reportByLink(app);
    await app.settle();
    const ticket = await view(id);
    // Lan has one open ticket already.
    expect(ticket).toMatchObject({ assigneeId: binh!.id, assignee: 'Binh', status: 'new', proposed: null });
    expect(ticket.events.at(-1)).toMatchObject({ kind: 'assigned', actor: null });
    expect(ticket.events.at(-1)!.text.vi).toContain('Giao cho Binh theo lịch trực (Tổ CNTT)');
    expect(ticket.clocks!.answer).toMatchObject({ state: 'running', usedMinutes: 0 });
    // One message each, whichever of the two entries is told first.
    expect((await told(id)).map((line) => line.split(' ')[0])).toEqual(['lan', 'binh']);
  });

  it('whoever has it is reminded, then the other is told, and taking it stops that', async () => {
    const id = await reportByLink(app);
    await app.settle();
    expect((await view(id)).assignee).toBe('Lan');
    // Told of it as the one on duty: the assignment is no second message.
    expect(await told(id)).toEqual(['lan ON_ROTA']);
    await app.advance(15 * MINUTE);
    await app.advance(10 * MINUTE);
    expect(await told(id)).toEqual(['lan ON_ROTA', 'lan ESCALATED', 'binh ESCALATED']);
    await act(id, 'assign', { assigneeId: lan!.id }, lan!);
    expect(await view(id)).toMatchObject({ status: 'in_progress' });
    expect((await view(id)).clocks!.answer.state).toBe('stopped');
    await app.advance(60 * MINUTE);
    expect(await told(id)).toHaveLength(3);
    await act(id, 'assign', { assigneeId: null }, lan!);
    await app.settle();
    // A person put it back: the rota does not press it on anybody again.
    expect((await view(id)).assigneeId).toBeNull();
    await act(id, 'cancel', { reason: 'Thử' }, lan!);
  });

  it('what nobody took still resolves itself, and comes back as new', async () => {
    for (const { id } of (await app.get('/api/v1/tickets?status=open', await app.signIn('technician'))).body
      .rows)
      await act(id, 'cancel', { reason: 'Thử' }, mai!);
    await watchWebSystem(app, 'hotich');
    const pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.beat();
    await pass(app, 75, pc);
    const opened = await onlyTicket(app);
    expect(opened).toMatchObject({ status: 'new', assigneeId: lan!.id });
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pass(app, 30, pc);
    expect(await view(opened.id)).toMatchObject({ status: 'resolved', assigneeId: null });
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.beat();
    await pass(app, 75, pc);
    expect(await view(opened.id)).toMatchObject({ status: 'new', assigneeId: lan!.id });
    expect((await view(opened.id)).clocks!.answer.state).toBe('running');
  });

  it('at night, without anybody on duty, it waits for the next shift', async () => {
    await app.advance(vietnamTime('2026-11-25', '22:00') - app.clock.now());
    const id = await reportByLink(app);
    await app.settle();
    expect((await view(id)).assigneeId).toBeNull();
    await app.advance(vietnamTime('2026-11-26', '07:04') - app.clock.now());
    await app.advance(2 * MINUTE);
    expect((await view(id)).assignee).not.toBeNull();
  });
});
