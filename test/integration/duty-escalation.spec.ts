import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TicketView } from '../../src/contracts/api/index.js';
import { PolicyService } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { reportByLink } from './support/clerk.js';
import { joins, keepTeam, type Named, shift, signIn, teamOf } from './support/duty.js';
import { MailServer } from './support/mail-server.js';
import { MINUTE, vietnamTime } from './support/timeline.js';

// Real conversations with a real mail server.
jest.setTimeout(60_000);

let mail: MailServer;
let app: TestApp;
let [lan, binh, mai, son]: Named[] = [];
let id: number;

beforeAll(async () => {
  mail = await MailServer.start();
  const clock = new ManualClock(vietnamTime('2026-11-25', '09:00'));
  app = await startApp({ clock, config: { smtpUrl: mail.url } });
  lan = await joins(app, 'Lan');
  binh = await joins(app, 'Binh');
  mai = await joins(app, 'Mai');
  son = await joins(app, 'Son');
  const shifts = [shift('07:00-19:00', lan, binh), shift('19:00-07:00', son, binh)];
  const kept = await keepTeam(app, teamOf(mai, [lan, binh, son], shifts), await app.signIn('administrator'));
  expect(kept.status).toBe(201);
});
afterAll(async () => {
  mail.hangUp();
  await app.close();
  await mail.close();
});

const view = async (ticketId = id): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${ticketId}`, await app.signIn('technician'))).body;
const act = async (verb: string, body: object, by: Named): Promise<void> => {
  const { version } = await view();
  by.headers = await signIn(app, by.login);
  expect((await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, by)).status).toBe(200);
};
const steps = async (): Promise<string[]> =>
  (await view()).events.filter(({ kind }) => kind === 'escalated').map(({ text }) => text.vi);
/** Who was told of the ticket, and why, in order. */
const told = async (ticketId = id): Promise<string[]> => {
  const rows = await app.app
    .get(Reader)
    .rows<{ recipient: string; reason: string }>(
      `SELECT recipient, reason FROM notice WHERE channel = 'mail' AND ticket_id = ? ORDER BY id`,
      [ticketId],
    );
  return rows.map(({ recipient, reason }) => `${recipient.split('@')[0]} ${reason}`);
};
const until = (date: string, time: string): Promise<void> =>
  app.advance(vietnamTime(date, time) - app.clock.now());
const pass = (minutes: number): Promise<void> => app.advance(minutes * MINUTE);

// A report of a clerk is of high priority: 15, 25 and 40 minutes of working time.
describe('nobody answers a report at 09:00', () => {
  beforeAll(async () => {
    id = await reportByLink(app);
    await app.settle();
  });

  it('is told to the one on duty alone', async () => {
    expect(await told()).toEqual(['lan ON_ROTA']);
    await pass(14);
    expect(await steps()).toEqual([]);
  });

  it('then the one on duty is reminded, the second person is told, and the head', async () => {
    await pass(1);
    expect(await told()).toEqual(['lan ON_ROTA', 'lan ESCALATED']);
    await pass(10);
    expect(await told()).toEqual(['lan ON_ROTA', 'lan ESCALATED', 'binh ESCALATED']);
    await pass(15);
    expect((await told()).at(-1)).toBe('mai ESCALATED');
    await pass(60);
    expect(await told()).toHaveLength(4);
  });

  it('and the history says why each was told', async () => {
    expect(await steps()).toEqual([
      'Chưa ai trả lời từ 09:00 25/11/2026, quá 15 phút làm việc của mức Cao: nhắc Lan (Tổ CNTT).',
      'Chưa ai trả lời từ 09:00 25/11/2026, quá 25 phút làm việc của mức Cao: báo người tiếp theo: Binh (Tổ CNTT). Đã báo trước đó: Lan 09:15.',
      'Chưa ai trả lời từ 09:00 25/11/2026, quá 40 phút làm việc của mức Cao: báo tổ trưởng: Mai (Tổ CNTT). Đã báo trước đó: Lan 09:15, Binh 09:25.',
    ]);
  });

  it('and so does the mail, with who was told before by which channel', () => {
    const toBinh = mail.mails
      .filter(({ to }) => !Array.isArray(to) && to?.text === 'binh@duty.test')
      .filter(({ subject }) => subject?.includes('Báo sự cố'));
    expect(toBinh).toHaveLength(1);
    expect(toBinh[0]!.subject).toContain('Chưa ai trả lời');
    expect(toBinh[0]!.text).toContain('quá 25 phút làm việc của mức Cao: báo người tiếp theo: Binh');
    expect(toBinh[0]!.text!.replace(/\s+/g, ' ')).toContain(
      'Đã báo trước đó: lan@duty.test (thư, 09:00 25/11/2026); lan@duty.test (thư, 09:15 25/11/2026).',
    );
  });

  it('no answer of the system stopped the clock of the first answer', async () => {
    expect((await view()).clocks!.answer).toMatchObject({ state: 'running', overdue: true });
  });

  it('whoever was told hears that it is done', async () => {
    await act('resolve', { note: 'Xong' }, lan!);
    await app.settle();
    expect((await told()).slice(4).sort()).toEqual(['binh FOLLOWS', 'mai FOLLOWS']);
  });
});

describe('the steps', () => {
  const mornings = ['2026-11-26', '2026-11-27', '2026-11-30'].values();
  beforeEach(async () => {
    await until(mornings.next().value!, '08:00');
    id = await reportByLink(app);
    await app.settle();
  });

  it('stop when somebody takes it, and begin anew when it is put back', async () => {
    await pass(16);
    await act('assign', { assigneeId: lan!.id }, lan!);
    await pass(60);
    expect(await steps()).toHaveLength(1);
    await act('assign', { assigneeId: null }, lan!);
    await pass(14);
    expect(await steps()).toHaveLength(1);
    await pass(1);
    expect(await steps()).toHaveLength(2);
    await act('cancel', { reason: 'Thử' }, lan!);
  });

  it('stop when somebody answers without taking it', async () => {
    await act('comments', { body: 'Chờ chút nhé.', kind: 'reply' }, lan!);
    await pass(60);
    expect(await steps()).toEqual([]);
    await act('cancel', { reason: 'Thử' }, lan!);
  });

  it('stop while it is put off, and begin anew when it wakes', async () => {
    await act('snooze', { until: app.clock.now() + 60 * MINUTE }, lan!);
    await pass(59);
    expect(await steps()).toEqual([]);
    await pass(1);
    await pass(15);
    expect(await steps()).toHaveLength(1);
    await act('cancel', { reason: 'Thử' }, lan!);
  });
});

describe('a restart', () => {
  it('between two steps loses and repeats none, and two processes take each step once', async () => {
    await until('2026-12-01', '08:00');
    id = await reportByLink(app);
    await app.settle();
    await pass(15);
    const before = await told();
    const data = await app.stop();
    const { clock } = app;
    clock.advance(10 * MINUTE);
    app = await startApp({ clock, data, config: { smtpUrl: mail.url } });
    const other =
      app.data.databaseUrl === null ? null : await startApp({ clock, data, config: { smtpUrl: mail.url } });
    await Promise.all([app.settle(), other?.settle()]);
    await app.settle();
    expect(await told()).toEqual([...before, 'binh ESCALATED']);
    await other?.stop();
    expect(await steps()).toHaveLength(2);
    binh!.headers = await signIn(app, 'binh');
    await act('cancel', { reason: 'Thử' }, binh!);
  });
});

describe('an evening', () => {
  it('waits for working hours, unless the priority counts around the clock', async () => {
    await until('2026-12-01', '20:00');
    id = await reportByLink(app);
    await app.settle();
    expect(await told()).toEqual(['son ON_ROTA']);
    await pass(120);
    expect(await steps()).toEqual([]);
    const policies = app.app.get(PolicyService);
    await policies.set(
      'escalation.aroundTheClock',
      'critical,high',
      { name: 'test', userId: null },
      app.clock.now(),
    );
    await app.settle();
    await pass(1);
    expect((await told()).slice(1)).toEqual(['son ESCALATED']);
    await pass(1);
    await pass(1);
    expect((await told()).slice(1)).toEqual(['son ESCALATED', 'binh ESCALATED', 'mai ESCALATED']);
    await act('cancel', { reason: 'Thử' }, lan!);
  });

  it('is not counted where nobody set steps for the priority', async () => {
    const policies = app.app.get(PolicyService);
    await policies.set('escalation.high.minutes', '', { name: 'test', userId: null }, app.clock.now());
    id = await reportByLink(app);
    await pass(120);
    expect(await steps()).toEqual([]);
  });
});
