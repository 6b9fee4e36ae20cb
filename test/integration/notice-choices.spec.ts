import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type {
  Inbox,
  InboxHint,
  MyNoticesView,
  NoticeChoices,
  TicketTold,
  TicketView,
} from '../../src/contracts/api/index.js';
import { EventReader } from '../fakes/event-reader.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { reportByLink } from './support/clerk.js';
import { MailServer } from './support/mail-server.js';

// Real conversations with a real mail server.
jest.setTimeout(60_000);

let mail: MailServer;
let app: TestApp;
let lan: TestPerson;
let admin: TestPerson;

const OFFICE: NoticeChoices['quiet'] = { choice: 'office', from: '21:00', to: '06:30' };
const choose = (over: Partial<NoticeChoices>, as = lan) =>
  app.post('/api/v1/my-notices', { mail: 'all', browser: 'all', zalo: 'urgent', quiet: OFFICE, ...over }, as);
const mine = async (as = lan): Promise<MyNoticesView> =>
  (await app.get<MyNoticesView>('/api/v1/my-notices', as)).body;
const inbox = async (as = lan): Promise<Inbox> => (await app.get<Inbox>('/api/v1/my-notices/inbox', as)).body;
const mailsTo = ({ login }: TestPerson): string[] =>
  mail.mails
    .filter(({ to }) => !Array.isArray(to) && to?.text === `${login}@example.vn`)
    .map(({ subject }) => subject ?? '');
async function report(): Promise<number> {
  const id = await reportByLink(app);
  await app.settle();
  return id;
}
async function act(id: number, verb: string, body: object, by: TestPerson): Promise<void> {
  const { version } = (await app.get<TicketView>(`/api/v1/tickets/${id}`, by)).body;
  const answer = await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, by);
  expect(answer.status).toBeLessThan(300);
  await app.settle();
}

beforeEach(async () => {
  mail = await MailServer.start();
  app = await startApp({ config: { smtpUrl: mail.url } });
  lan = await app.signIn('technician');
  admin = await app.signIn('administrator');
});
afterEach(async () => {
  mail.hangUp();
  app.app.getHttpServer().closeAllConnections();
  await app.close();
  await mail.close();
});

describe('what a person chose', () => {
  it('is, to begin with, everything by mail and in the pages, and what is urgent by Zalo', async () => {
    const { channels, quiet, latest } = await mine();
    expect(channels).toEqual([
      { channel: 'mail', choice: 'all', state: 'ready', address: 'technician-1@example.vn' },
      { channel: 'browser', choice: 'all', state: 'ready', address: null },
      { channel: 'zalo', choice: 'urgent', state: 'not-set-up', address: null },
    ]);
    expect(quiet).toEqual({ ...OFFICE, office: { from: '21:00', to: '06:30' } });
    expect(latest).toEqual([]);
  });

  it('decides by which channel they are told, and the page says why and why not', async () => {
    expect((await choose({ mail: 'urgent' })).status).toBe(204);
    const id = await report();
    expect(mailsTo(lan)).toEqual([]);
    expect(mailsTo(admin)).toHaveLength(1);
    const { latest } = await mine();
    expect(latest).toMatchObject([
      {
        channel: 'browser',
        outcome: 'sent',
        ticket: { id },
        what: { vi: 'Cán bộ báo sự cố' },
        became: { vi: 'đã gửi 09:00 25/11/2026' },
        why: { vi: 'Anh/chị nhận tin này vì đang phụ trách hỗ trợ các trung tâm.' },
      },
      {
        channel: 'mail',
        outcome: 'quiet',
        became: { vi: 'không gửi' },
        why: { vi: expect.stringContaining('chỉ chọn nhận phiếu khẩn cấp') },
      },
    ]);
  });

  it('does not keep an urgent ticket from them', async () => {
    await choose({ mail: 'urgent', browser: 'none' });
    const id = await report();
    await act(id, 'prioritise', { impact: 'high', urgency: 'high' }, admin);
    mail.mails.length = 0;
    await act(id, 'resolve', { note: 'Xong' }, admin);
    expect(mailsTo(lan)).toEqual([expect.stringContaining('Đã xử lý')]);
    expect((await inbox()).rows).toEqual([]);
  });

  it('may leave one way only, but not none', async () => {
    expect((await choose({ mail: 'none', browser: 'urgent' })).status).toBe(204);
    const refused = await choose({ mail: 'none', browser: 'none', zalo: 'all' });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'NOTICES_NO_WAY_LEFT']);
    expect(refused.body.error.message.vi).toContain('ít nhất một cách');
    expect((await mine()).channels.map(({ choice }) => choice)).toEqual(['none', 'urgent', 'urgent']);
    const id = await report();
    expect((await inbox()).rows).toEqual([]);
    await act(id, 'assign', { assigneeId: lan.id }, admin);
    expect((await inbox()).rows).toMatchObject([
      {
        ticketId: id,
        what: { vi: 'Phân công' },
        why: { vi: expect.stringContaining('được giao cho anh/chị') },
      },
    ]);
    expect(mailsTo(lan)).toEqual([]);
  });

  it.each([
    ['a channel that there is not', { mail: 'loud' }],
    ['a time that there is not', { quiet: { choice: 'own', from: '25:00', to: '06:00' } }],
  ])('is refused when it is %s', async (_, over) => {
    const { status, body } = await choose(over as Partial<NoticeChoices>);
    expect([status, body.error.code]).toEqual([400, 'REQUEST_INVALID']);
  });
});

describe('the bell', () => {
  it('counts what is unread, one by one and all at once', async () => {
    const [first, second, third] = [await report(), await report(), await report()];
    const { unread, rows } = await inbox();
    expect([unread, rows.map(({ ticketId }) => ticketId)]).toEqual([3, [third, second, first]]);
    expect(rows[0]).toMatchObject({
      read: false,
      urgent: false,
      place: expect.stringContaining('Lạc Lương'),
    });
    await app.post('/api/v1/my-notices/read', { id: rows[1]!.id }, lan);
    expect((await inbox()).rows.map(({ read }) => read)).toEqual([false, true, false]);
    await app.post('/api/v1/my-notices/read', { id: rows[0]!.id, before: true }, lan);
    expect(await inbox()).toMatchObject({ unread: 0 });
    expect((await inbox(admin)).unread).toBe(3);
  });

  it('is each person’s own: nobody reads for another', async () => {
    await report();
    const { rows } = await inbox();
    await app.post('/api/v1/my-notices/read', { id: rows[0]!.id, before: true }, admin);
    expect((await inbox()).unread).toBe(1);
    expect((await app.get('/api/v1/my-notices/inbox')).status).toBe(401);
  });

  it('holds the newest fifty', async () => {
    await choose({ mail: 'none' });
    const id = await report();
    for (let n = 0; n < 26; n++) {
      await act(id, 'resolve', { note: 'Xong' }, admin);
      await act(id, 'reopen', { note: 'Chưa' }, admin);
    }
    const { unread, rows } = await inbox();
    expect(rows).toHaveLength(50);
    expect(unread).toBeGreaterThan(50);
    // Over a hundred requests and as many commits.
  }, 180_000);

  it('rings at once in pages that are open, and only in those of who is told', async () => {
    const events = await EventReader.open(`${app.url}/api/v1/my-notices/events`, lan.headers);
    const clerk = await app.signIn('clerk');
    const others = await EventReader.open(`${app.url}/api/v1/my-notices/events`, clerk.headers);
    expect((await events.next<InboxHint>('inbox')).data).toEqual({ unread: 0, latest: 0 });
    expect((await others.next<InboxHint>('inbox')).data).toEqual({ unread: 0, latest: 0 });
    await report();
    const { data } = await events.next<InboxHint>('inbox');
    expect(data).toMatchObject({ unread: 1 });
    expect((await inbox()).rows[0]!.id).toBe(data.latest);
    app.clock.advance(15_000);
    await others.comment();
    await events.close();
    await others.close();
  });
});

describe('the desk', () => {
  it('reads on a ticket who was told by which channel, without addresses of clerks', async () => {
    await choose({ mail: 'none' });
    const id = await report();
    const { rows } = (await app.get<TicketTold>(`/api/v1/tickets/${id}/told`, admin)).body;
    const told = rows.map(({ who, channel, outcome }) => `${who.vi} ${channel} ${outcome}`).sort();
    expect(told).toEqual([
      'administrator-1 browser sent',
      'administrator-1 mail sent',
      'technician-1 browser sent',
      'technician-1 mail quiet',
    ]);
    expect(JSON.stringify(rows)).not.toContain('@');
  });

  it('alone does', async () => {
    const id = await report();
    for (const role of ['center_head', 'clerk', 'viewer'] as const)
      expect((await app.get(`/api/v1/tickets/${id}/told`, await app.signIn(role))).status).toBe(403);
    expect((await app.get('/api/v1/tickets/999999/told', admin)).status).toBe(404);
  });
});
