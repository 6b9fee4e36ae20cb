import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import type { MailboxView, TicketList, TicketView } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import type { TestApp, TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import type { MailServer } from '../integration/support/mail-server.js';
import { MailDesk } from './mail-desk.js';
import { MailboxServer } from './mailbox-server.js';

// Real conversations with real servers.
jest.setTimeout(180_000);

const MINUTE_MS = 60_000;
const TB = 'trucban@example.vn';
let mailbox: MailboxServer;
let desk: MailDesk;
let mail: MailServer;
let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  mailbox = await MailboxServer.start();
});
afterAll(() => mailbox.close());
beforeEach(async () => {
  desk = await MailDesk.open(mailbox);
  ({ mail, app, technician } = desk);
});
afterEach(() => desk.close());

let made = 0;
/** A mail as it lies in a mailbox; `headers` come first. */
function source(said: { from: string; subject: string; body?: string; headers?: string[] }): string {
  made += 1;
  return [
    ...(said.headers ?? []),
    `From: ${said.from}`,
    `To: ${TB}`,
    `Subject: ${said.subject}`,
    `Message-ID: <mail-${made}@xa.test>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    said.body ?? 'Máy in kẹt giấy từ sáng.',
  ].join('\r\n');
}
const answerTo = (
  { messageId, subject }: ParsedMail,
  from: string,
  body: string,
  headers: string[] = [],
): string =>
  source({ from, subject: `Re: ${subject}`, body, headers: [`In-Reply-To: ${messageId}`, ...headers] });

const arrive = (...sources: (string | Buffer)[]): Promise<void> => desk.arrive(...sources);
const tickets = async (): Promise<TicketList['rows']> =>
  (await app.get<TicketList>('/api/v1/tickets?status=all', technician)).body.rows;
const viewOf = async (id: number): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const aside = async (): Promise<MailboxView> => (await app.get<MailboxView>('/api/v1/mail', technician)).body;
const mailsTo = (address: string): ParsedMail[] =>
  mail.mails.filter(({ to }) => !Array.isArray(to) && to?.text === address);
async function act(id: number, verb: string, body: object): Promise<void> {
  const { version } = await viewOf(id);
  const done = await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician);
  expect(done.status).toBe(200);
  await app.settle();
}

/** A clerk with an account writes for the first time; the ticket, and the mail that says that it arrived. */
async function clerkWrites(subject = 'Máy in'): Promise<{ id: number; receipt: ParsedMail }> {
  await app.signIn('clerk');
  const before = mailsTo('clerk-1@example.vn').length;
  await arrive(source({ from: 'Chị Hoa <clerk-1@example.vn>', subject }));
  const { id } = (await tickets()).toSorted((a, b) => b.id - a.id)[0]!;
  const receipt = mailsTo('clerk-1@example.vn')[before];
  expect(receipt?.subject).toContain('Đã nhận báo cáo');
  return { id, receipt: receipt! };
}

describe('a conversation by mail', () => {
  it('goes from the first mail to the answer, to the answer of that, in one thread', async () => {
    const { id, receipt } = await clerkWrites();
    expect(await viewOf(id)).toMatchObject({
      origin: 'clerk',
      status: 'new',
      title: { vi: 'Thư: Máy in' },
      place: 'Xã Lạc Lương',
      events: [{ kind: 'clerk', actor: 'clerk-1', text: { vi: 'Máy in kẹt giấy từ sáng.' } }],
    });

    await act(id, 'comments', { kind: 'question', body: 'Máy in nào ạ?' });
    const question = mailsTo('clerk-1@example.vn').at(-1)!;
    expect(question.text).toContain('Máy in nào ạ?');
    expect(question.references).toEqual([
      `<ticket-${id}@trucban>`,
      expect.stringMatching(/^<mail-\d+@xa\.test>$/),
    ]);
    expect(question.inReplyTo).toMatch(/@xa\.test>$/);
    expect(question.headers.get('auto-submitted')).toBe('auto-generated');

    await arrive(
      answerTo(
        question,
        'clerk-1@example.vn',
        'Máy cạnh cửa.\r\n\r\nVào Th 2, 23 thg 11, 2026 TB <tb@x.test> đã viết:\r\n> Máy in nào ạ?',
      ),
    );
    const view = await viewOf(id);
    expect(view.status).toBe('new');
    expect(view.events.at(-1)).toMatchObject({
      kind: 'clerk',
      text: { vi: 'Máy cạnh cửa.' },
      quoted: expect.stringContaining('> Máy in nào ạ?'),
    });

    await act(id, 'comments', { kind: 'reply', body: 'Đã gỡ giấy' });
    const reply = mailsTo('clerk-1@example.vn').at(-1)!;
    expect(reply.references).toHaveLength(2);
    expect(reply.references?.[1]).toBe(reply.inReplyTo);
    expect(reply.messageId).not.toBe(question.messageId);
    expect(receipt.messageId).not.toBe(question.messageId);
    expect(await mailbox.subjects()).toEqual([]);
  });

  it('threads by the code in the text where a mail program forgets what it answers', async () => {
    const { id, receipt } = await clerkWrites();
    const code = /\[TB:[\w-]{43}\]/.exec(receipt.text ?? '')?.[0];
    await arrive(source({ from: 'clerk-1@example.vn', subject: 'Trả lời', body: `Vẫn kẹt\r\n> ${code}` }));
    expect((await viewOf(id)).events.at(-1)).toMatchObject({ kind: 'clerk', text: { vi: 'Vẫn kẹt' } });
  });

  it('reopens what was resolved, as the page of the clerk does', async () => {
    const { id } = await clerkWrites();
    await act(id, 'resolve', { note: 'Đã gỡ giấy' });
    await arrive(answerTo(mailsTo('clerk-1@example.vn').at(-1)!, 'clerk-1@example.vn', 'Lại kẹt rồi'));
    const view = await viewOf(id);
    expect([view.status, view.resolvedAt, view.events.at(-1)?.kind]).toEqual(['new', null, 'reopened']);
  });

  it('leaves resolved what somebody only says thanks for, and mails nobody about it', async () => {
    const { id } = await clerkWrites();
    await act(id, 'resolve', { note: 'Đã gỡ giấy' });
    const told = mailsTo('technician-1@example.vn').length;
    await arrive(
      answerTo(mailsTo('clerk-1@example.vn').at(-1)!, 'clerk-1@example.vn', 'Dạ được rồi ạ, cảm ơn anh!'),
    );
    const view = await viewOf(id);
    expect([view.status, view.events.at(-1)?.kind]).toEqual(['resolved', 'clerk']);
    expect(mailsTo('technician-1@example.vn')).toHaveLength(told);
  });

  it('takes the answer of a technician as an answer for everybody who follows the ticket', async () => {
    const { id } = await clerkWrites();
    const told = mailsTo('technician-1@example.vn')[0]!;
    await arrive(answerTo(told, 'Anh Nam <technician-1@example.vn>', 'Tôi xuống ngay'));
    const view = await viewOf(id);
    expect(view.events.at(-1)).toMatchObject({ kind: 'reply', actor: 'technician-1' });
    expect(view.clocks?.answer.state).toBe('stopped');
    expect(mailsTo('clerk-1@example.vn').at(-1)?.text).toContain('technician-1: Tôi xuống ngay');
  });

  it('keeps numbers that name a citizen to itself', async () => {
    const { id, receipt } = await clerkWrites();
    await arrive(answerTo(receipt, 'clerk-1@example.vn', 'Hồ sơ của ông 025079001234, H48.25-260819-0012'));
    const said = (await viewOf(id)).events.at(-1)!.text.vi;
    expect(said).not.toContain('025079001234');
    expect(said).toContain('•');
  });
});

describe('who may write into a ticket', () => {
  it('is not whoever guesses a secret', async () => {
    const { id, receipt } = await clerkWrites();
    const { version } = await viewOf(id);
    const forged = { ...receipt, messageId: `<${'x'.repeat(43)}@trucban>` };
    await arrive(
      answerTo(forged, 'clerk-1@example.vn', 'Đóng phiếu đi'),
      source({
        from: 'clerk-1@example.vn',
        subject: receipt.subject!,
        headers: [`In-Reply-To: <ticket-${id}@trucban>`],
      }),
    );
    expect((await viewOf(id)).version).toBe(version);
    const { aside: waiting } = await aside();
    expect(waiting.map(({ reason }) => reason.vi)).toEqual([
      expect.stringContaining('không có mã trả lời'),
      expect.stringContaining('Mã trả lời không còn dùng được'),
    ]);
    expect(await tickets()).toHaveLength(1);
  });

  it('is marked when the secret comes from another address, and moves nothing', async () => {
    const { id, receipt } = await clerkWrites();
    await act(id, 'resolve', { note: '' });
    await arrive(answerTo(receipt, 'Ai đó <khac@xa.test>', 'Mở lại đi'));
    const view = await viewOf(id);
    expect(view.status).toBe('resolved');
    expect(view.events.at(-1)).toMatchObject({
      kind: 'mail',
      actor: 'Ai đó',
      text: { vi: expect.stringMatching(/^Gửi từ địa chỉ khác: khac@xa\.test/) },
    });
  });
});

describe('somebody whom nobody here knows', () => {
  it('waits for a person, who makes a ticket of it or puts it away', async () => {
    await arrive(
      source({ from: 'Bà Tư <tu@nha.test>', subject: 'Hỏi giờ làm việc' }),
      source({ from: 'Quảng cáo <qc@ban.test>', subject: 'Giảm giá' }),
    );
    expect(await tickets()).toEqual([]);
    const view = await aside();
    expect(view).toMatchObject({ configured: true, failing: null, total: 2 });
    const [advert, question] = view.aside;
    expect(question).toMatchObject({
      from: 'tu@nha.test',
      subject: 'Hỏi giờ làm việc',
      text: 'Máy in kẹt giấy từ sáng.',
      reason: { vi: 'Người gửi chưa có trong hệ thống.' },
    });
    expect(await mailbox.subjects('TrucBan-Aside')).toEqual(
      expect.arrayContaining(['Hỏi giờ làm việc', 'Giảm giá']),
    );
    expect((await app.post(`/api/v1/mail/aside/${advert!.id}/dismiss`, {}, technician)).status).toBe(204);
    const opened = await app.post(`/api/v1/mail/aside/${question!.id}/open`, {}, technician);
    expect(opened.status).toBe(201);
    const again = await app.post(`/api/v1/mail/aside/${question!.id}/open`, {}, technician);
    expect([again.status, again.body.error.code]).toEqual([409, 'MAIL_SETTLED']);
    await app.settle();
    expect(mailsTo('tu@nha.test').at(-1)?.subject).toContain('Đã nhận báo cáo');
    expect((await aside()).total).toBe(0);
  });

  it('is no clerk of the web pages either', async () => {
    const clerk = await app.signIn('clerk');
    expect((await app.get('/api/v1/mail', clerk)).status).toBe(403);
  });
});

describe('machines that write', () => {
  it('are heard once and never answered, however often they write', async () => {
    const { id, receipt } = await clerkWrites();
    const sent = mail.mails.length;
    const away = ['Auto-Submitted: auto-replied'];
    for (let n = 0; n < 3; n++) await arrive(answerTo(receipt, 'clerk-1@example.vn', 'Tôi nghỉ phép', away));
    await arrive(
      source({ from: 'tin@tinh.test', subject: 'Bản tin', headers: ['List-Id: <tin.tinh.test>'] }),
    );
    await app.advance(MINUTE_MS);
    const { events } = await viewOf(id);
    expect(events.map(({ kind }) => kind)).toEqual(['clerk', 'mail']);
    expect(events.at(-1)?.text.vi).toContain('Thư trả lời tự động của clerk-1@example.vn');
    expect(mail.mails).toHaveLength(sent);
    expect((await aside()).total).toBe(0);
  });

  it('do not keep a loop going: a mail of ours that comes back says nothing', async () => {
    const { id, receipt } = await clerkWrites();
    const sent = mail.mails.length;
    await arrive(
      source({ from: TB, subject: receipt.subject!, headers: [`References: ${receipt.messageId}`] }).replace(
        /Message-ID: .*/,
        `Message-ID: ${receipt.messageId}`,
      ),
    );
    expect((await viewOf(id)).events.at(-1)).toMatchObject({ kind: 'mail', actor: null });
    expect(mail.mails).toHaveLength(sent);
  });

  it('stop being believed where they do not say that they are machines', async () => {
    const { id, receipt } = await clerkWrites();
    for (let n = 0; n < 14; n++) await arrive(answerTo(receipt, 'clerk-1@example.vn', `Đã nhận ${n}`));
    expect((await viewOf(id)).events).toHaveLength(11);
    // The desk is told once; none of them is lost.
    expect((await aside()).aside.map(({ reason }) => reason.vi)).toEqual([
      expect.stringMatching(/^Địa chỉ này gửi quá nhiều thư trong một giờ/),
    ]);
    expect(await mailbox.subjects('TrucBan-Aside')).toHaveLength(4);
  });

  it('report what could not be delivered, and people see it', async () => {
    const { id, receipt } = await clerkWrites();
    await arrive(bounceOf(receipt));
    expect((await viewOf(id)).events.at(-1)?.text.vi).toBe(
      'Thư gửi clerk-1@example.vn không đến được (5.1.1).',
    );
    await app.settle();
    const rows = await app.app
      .get(Reader)
      .rows(`SELECT status, error FROM notice WHERE recipient = 'clerk-1@example.vn'`);
    expect(rows).toEqual([{ status: 'undeliverable', error: 'EBOUNCED 5.1.1' }]);
  });
});

function bounceOf({ messageId }: ParsedMail): string {
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@xa.test',
    `To: ${TB}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Message-ID: <bounce@xa.test>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; xa.test',
    '',
    'Final-Recipient: rfc822; clerk-1@example.vn',
    'Action: failed',
    'Status: 5.1.1',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '--b--',
  ].join('\r\n');
}

it('answers to a ticket that detection opened, too', async () => {
  await watchWebSystem(app, 'hotich');
  const pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  pc.sees('hotich', 'tab', 'not_responding');
  await pc.beat();
  await app.advance(61_000);
  const told = mailsTo('technician-1@example.vn').at(-1)!;
  await arrive(answerTo(told, 'technician-1@example.vn', 'Đang xem'));
  const [ticket] = await tickets();
  expect((await viewOf(ticket!.id)).events.at(-1)).toMatchObject({ kind: 'reply', text: { vi: 'Đang xem' } });
});
