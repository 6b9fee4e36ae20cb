import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MyNoticesView, NoticeChoices, TicketView } from '../../src/contracts/api/index.js';
import { PolicyService } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { reportByLink } from './support/clerk.js';
import { joins, keepTeam, type Named, shift, signIn, teamOf } from './support/duty.js';
import { MailServer } from './support/mail-server.js';
import { vietnamTime } from './support/timeline.js';

// Real conversations with a real mail server.
jest.setTimeout(60_000);

let mail: MailServer;
let app: TestApp;
let [lan, binh, mai]: Named[] = [];

beforeEach(async () => {
  mail = await MailServer.start();
  const clock = new ManualClock(vietnamTime('2026-11-25', '20:00'));
  app = await startApp({ clock, config: { smtpUrl: mail.url } });
  lan = await joins(app, 'Lan');
  binh = await joins(app, 'Binh');
  mai = await joins(app, 'Mai', 'administrator');
});
afterEach(async () => {
  mail.hangUp();
  await app.close();
  await mail.close();
});

const TONIGHT = '2026-11-25';
const TOMORROW = '2026-11-26';
const until = (date: string, time: string): Promise<void> =>
  app.advance(vietnamTime(date, time) - app.clock.now());
const subjectsTo = ({ login }: Named): string[] =>
  mail.mails
    .filter(({ to }) => !Array.isArray(to) && to?.text === `${login}@duty.test`)
    .map(({ subject }) => subject?.replace(/^\[\S+\] ([^:]+):.*$/, '$1') ?? '')
    .filter((subject) => !subject.startsWith('Tổng hợp'));
const fates = ({ login }: Named) =>
  app.app
    .get(Reader)
    .rows(
      `SELECT status, reason FROM notice WHERE channel = 'mail' AND digest_id IS NULL AND recipient = ? ORDER BY id`,
      [`${login}@duty.test`],
    );
async function report(): Promise<number> {
  const id = await reportByLink(app);
  await app.settle();
  return id;
}
async function act(id: number, verb: string, body: object, by: Named): Promise<void> {
  by.headers = await signIn(app, by.login);
  const { version } = (await app.get<TicketView>(`/api/v1/tickets/${id}`, by)).body;
  expect((await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, by)).status).toBe(200);
  await app.settle();
}
async function choose(person: Named, quiet: NoticeChoices['quiet']): Promise<void> {
  person.headers = await signIn(app, person.login);
  const choices = { mail: 'all', browser: 'all', zalo: 'urgent', quiet };
  expect((await app.post('/api/v1/my-notices', choices, person)).status).toBe(204);
}

describe('at night', () => {
  it('an ordinary ticket waits until the morning, on each channel, and the page says until when', async () => {
    await until(TONIGHT, '22:00');
    await report();
    expect(mail.mails).toEqual([]);
    lan!.headers = await signIn(app, 'lan');
    const { latest } = (await app.get<MyNoticesView>('/api/v1/my-notices', lan)).body;
    expect(latest.map(({ channel, outcome, became }) => [channel, outcome, became.vi])).toEqual([
      ['browser', 'held', 'giữ đến 06:30 26/11/2026 (giờ yên tĩnh)'],
      ['mail', 'held', 'giữ đến 06:30 26/11/2026 (giờ yên tĩnh)'],
    ]);
    expect((await app.get('/api/v1/my-notices/inbox', lan)).body).toMatchObject({ unread: 0, rows: [] });
    await until(TOMORROW, '06:29');
    expect(mail.mails).toEqual([]);
    await until(TOMORROW, '06:30');
    expect(subjectsTo(lan!)).toEqual(['Cán bộ báo sự cố']);
    lan!.headers = await signIn(app, 'lan');
    expect((await app.get('/api/v1/my-notices/inbox', lan)).body.unread).toBe(1);
    const after = (await app.get<MyNoticesView>('/api/v1/my-notices', lan)).body.latest;
    expect(after[0]!.became.vi).toBe('giữ đến 06:30 26/11/2026, đã gửi 06:30 26/11/2026');
  });

  it('an urgent one does not wait', async () => {
    await until(TONIGHT, '22:00');
    const id = await report();
    await act(id, 'prioritise', { impact: 'high', urgency: 'high' }, mai!);
    mail.mails.length = 0;
    await act(id, 'assign', { assigneeId: lan!.id }, mai!);
    expect(subjectsTo(lan!)).toEqual(['Phân công']);
  });

  it('who is on duty by the rota is told of a new ticket; the others sleep', async () => {
    const shifts = [shift('07:00-17:00', binh!, lan), shift('17:00-07:00', lan!, binh)];
    const team = teamOf(mai!, [lan!, binh!], shifts);
    expect((await keepTeam(app, team, await app.signIn('administrator'))).status).toBe(201);
    await until(TONIGHT, '23:30');
    const id = await report();
    expect(subjectsTo(lan!)).toEqual(['Cán bộ báo sự cố']);
    await act(id, 'assign', { assigneeId: binh!.id }, mai!);
    expect(subjectsTo(binh!)).toEqual([]);
    await until(TOMORROW, '06:30');
    expect(subjectsTo(binh!)).toEqual(['Phân công']);
  });

  it('a person who wants no quiet hours, or other ones, has them', async () => {
    await choose(lan!, { choice: 'none', from: '21:00', to: '06:30' });
    await choose(binh!, { choice: 'own', from: '23:00', to: '05:00' });
    await until(TONIGHT, '22:00');
    await report();
    expect(subjectsTo(lan!)).toHaveLength(1);
    expect(subjectsTo(binh!)).toHaveLength(1);
    expect(subjectsTo(mai!)).toHaveLength(0);
    await until(TONIGHT, '23:30');
    await report();
    expect(subjectsTo(lan!)).toHaveLength(2);
    expect(subjectsTo(binh!)).toHaveLength(1);
    await until(TOMORROW, '05:00');
    expect(subjectsTo(binh!)).toHaveLength(2);
    expect(subjectsTo(mai!)).toHaveLength(0);
  });

  it('the office has none where both times are the same, and none that take the day', async () => {
    const policies = app.app.get(PolicyService);
    const author = { name: 'test', userId: null };
    await policies.set('notices.quietTo', '21:00', author, app.clock.now());
    await until(TONIGHT, '22:00');
    await report();
    expect(subjectsTo(lan!)).toHaveLength(1);
    await expect(policies.set('notices.quietTo', '20:00', author, app.clock.now())).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining('14 giờ') },
    });
  });
});

describe('when the quiet hours end', () => {
  it('the newest of what was held about one ticket is sent alone', async () => {
    await until(TONIGHT, '22:00');
    const id = await report();
    await until(TOMORROW, '01:00');
    await act(id, 'assign', { assigneeId: lan!.id }, mai!);
    await until(TOMORROW, '02:00');
    await act(id, 'resolve', { note: 'Đã xong' }, binh!);
    await act(id, 'reopen', { note: 'Chưa xong' }, mai!);
    await until(TOMORROW, '06:30');
    expect(subjectsTo(lan!)).toEqual(['Mở lại']);
    expect((await fates(lan!)).slice(0, -1)).toEqual(
      Array.from({ length: (await fates(lan!)).length - 1 }, () => ({
        status: 'skipped',
        reason: 'SUPERSEDED',
      })),
    );
  });

  it('a ticket that came and went meanwhile is told to nobody', async () => {
    await until(TONIGHT, '22:00');
    const id = await report();
    await act(id, 'cancel', { reason: 'Báo nhầm' }, mai!);
    await until(TOMORROW, '07:30');
    expect(subjectsTo(lan!)).toEqual([]);
    expect(new Set((await fates(lan!)).map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ status: 'skipped', reason: 'ENDED_MEANWHILE' })]),
    );
  });

  it('who knew of it hears that it ended', async () => {
    const id = await report();
    expect(subjectsTo(lan!)).toEqual(['Cán bộ báo sự cố']);
    await until(TONIGHT, '22:00');
    await act(id, 'resolve', { note: 'Đã xong' }, mai!);
    expect(subjectsTo(lan!)).toHaveLength(1);
    await until(TOMORROW, '06:30');
    expect(subjectsTo(lan!)).toEqual(['Cán bộ báo sự cố', 'Đã xử lý']);
  });

  it('what was told at once at night is not told again in the morning', async () => {
    await until(TONIGHT, '22:00');
    const id = await report();
    await act(id, 'prioritise', { impact: 'high', urgency: 'high' }, mai!);
    await act(id, 'assign', { assigneeId: lan!.id }, mai!);
    const before = subjectsTo(lan!);
    await until(TOMORROW, '06:30');
    expect(subjectsTo(lan!)).toEqual(before);
  });

  it('a server that was restarted meanwhile tells it, once, late where it was gone', async () => {
    await until(TONIGHT, '22:00');
    await report();
    const { clock } = app;
    const data = await app.stop();
    clock.advance(vietnamTime(TOMORROW, '08:00') - clock.now());
    app = await startApp({ clock, data, config: { smtpUrl: mail.url } });
    const other =
      data.databaseUrl === null ? null : await startApp({ clock, data, config: { smtpUrl: mail.url } });
    await Promise.all([app.settle(), other?.settle()]);
    await app.settle();
    expect(subjectsTo(lan!)).toEqual(['Cán bộ báo sự cố']);
    await other?.stop();
  });
});
