import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FollowedReport, TicketList, TicketView } from '../../src/contracts/api/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import type { TestApp, TestPerson } from '../factories/app.js';
import { docxOf, pdfOf } from '../factories/files.js';
import type { MailServer } from '../integration/support/mail-server.js';
import { filePart, MailDesk } from './mail-desk.js';
import { MailboxServer } from './mailbox-server.js';

// Real conversations with real servers.
jest.setTimeout(180_000);

const FROM = 'clerk-1@example.vn';
let mailbox: MailboxServer;
let desk: MailDesk;
let mail: MailServer;
let app: TestApp;
let technician: TestPerson;
let id: number;

beforeAll(async () => {
  mailbox = await MailboxServer.start();
});
afterAll(() => mailbox.close());
beforeEach(async () => {
  desk = await MailDesk.open(mailbox);
  ({ mail, app, technician } = desk);
  await app.signIn('clerk');
  await arrives([]);
  const { rows } = (await app.get<TicketList>('/api/v1/tickets', technician)).body;
  id = rows[0]!.id;
});
afterEach(() => desk.close());

let made = 0;
async function arrives(files: readonly { name: string; bytes: Buffer }[], answers = ''): Promise<void> {
  made += 1;
  const lines = [
    `From: ${FROM}`,
    'To: trucban@example.vn',
    'Subject: To khai',
    `Message-ID: <files-${made}@xa.test>`,
    ...(answers ? [`In-Reply-To: ${answers}`] : []),
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Xin xem tệp.',
    ...files.flatMap((file) => filePart(file, 'application/octet-stream')),
    '--b--',
  ];
  await desk.arrive(lines.join('\r\n'));
}
const view = async (): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const last = (): ParsedMail => mail.mails.filter(({ to }) => !Array.isArray(to) && to?.text === FROM).at(-1)!;
async function act(verb: string, body: object): Promise<void> {
  const { version } = await view();
  const done = await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician);
  expect(done.status).toBe(200);
  await app.settle();
}
async function upload(name: string, bytes: Buffer): Promise<number> {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  const response = await fetch(`${app.url}/api/v1/tickets/${id}/uploads`, {
    method: 'POST',
    headers: technician.headers,
    body: form,
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: number }).id;
}
const pageOf = (text: string): string => /\/my-report#([\w-]{43})/.exec(text)?.[1] ?? '';
const opens = async (secret: string): Promise<FollowedReport> =>
  (
    await app.request<FollowedReport>('GET', '/api/v1/public/followed', {
      headers: { 'trucban-link': secret },
    })
  ).body;

describe('files that come by mail', () => {
  it('are kept by the rules of the desk: a PDF is, what does something is not', async () => {
    const files = [
      { name: 'to-khai.pdf', bytes: pdfOf() },
      { name: 'ma-lenh.pdf', bytes: pdfOf('/S /JavaScript') },
      { name: 'macro.docx', bytes: docxOf({ 'word/vbaProject.bin': 'x' }) },
    ];
    await arrives(files, last().messageId ?? '');
    const { attachments, text } = (await view()).events.at(-1)!;
    expect(attachments.map(({ name, picture }) => [name, picture])).toEqual([['to-khai.pdf', false]]);
    expect(text.vi).toContain('[Không nhận tệp “ma-lenh.pdf”: có macro, mã lệnh hoặc đối tượng nhúng.]');
    expect(text.vi).toContain('[Không nhận tệp “macro.docx”');
  });

  it('are left out, and said to be, where the ticket holds its 100 MB', async () => {
    const pdf = [{ name: 'to-khai.pdf', bytes: pdfOf() }];
    await arrives(pdf, last().messageId ?? '');
    const almost = 100 * 1024 * 1024 - pdfOf().length - 1;
    await app.app
      .get(UnitOfWork)
      .run((tx) => tx.run('UPDATE ticket_attachment SET bytes = ? WHERE ticket_id = ?', [almost, id]));
    const kept = await readdir(join(app.data.dataDir, 'attachments'));
    await arrives([...pdf, { name: 'hai.pdf', bytes: pdfOf() }], last().messageId ?? '');
    const { attachments, text } = (await view()).events.at(-1)!;
    expect(attachments.map(({ name }) => name)).toEqual(['to-khai.pdf']);
    expect(text.vi).toContain('Xin xem tệp.');
    expect(text.vi).toContain('[Không nhận tệp “hai.pdf”: phiếu đã đủ 100 MB tệp.]');
    expect(await readdir(join(app.data.dataDir, 'attachments'))).toHaveLength(kept.length + 1);
  });
});

describe('files of an answer', () => {
  it('come along with its mail', async () => {
    await act('comments', {
      kind: 'reply',
      body: 'Xem các bước',
      files: [await upload('Các bước.pdf', pdfOf())],
    });
    const { attachments, text } = last();
    expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ['Các bước.pdf', 'application/pdf'],
    ]);
    expect(attachments[0]!.content.equals(pdfOf())).toBe(true);
    expect(pageOf(text ?? '')).toBe('');
  });

  it('wait on the clerk’s page where they are too large, and the mail names it', async () => {
    const large = Buffer.concat([pdfOf(), Buffer.from('%'.repeat(6 * 1024 * 1024))]);
    await act('comments', { kind: 'reply', body: 'Tệp lớn', files: [await upload('lon.pdf', large)] });
    const { attachments, text } = last();
    expect(attachments).toEqual([]);
    expect(text).toContain('lon.pdf');
    const { events } = await opens(pageOf(text ?? ''));
    expect(events.at(-1)!.attachments).toMatchObject([{ name: 'lon.pdf' }]);
  });

  it('of a note go nowhere', async () => {
    const before = mail.mails.length;
    await act('comments', { kind: 'note', body: '', files: [await upload('noi-bo.pdf', pdfOf())] });
    expect(mail.mails).toHaveLength(before);
  });
});

describe('a clerk who is asked by mail whether the screen may be seen', () => {
  it('is warned, and answers on the page that the mail names', async () => {
    await act('remote-help', { tool: 'teamviewer' });
    const { text, subject } = last();
    expect(subject).toContain('Kỹ thuật viên xin xem màn hình');
    expect(text).toContain(`${technician.login} xin xem màn hình máy này bằng TeamViewer.`);
    expect(text).toContain('cất giấy tờ trên bàn');
    const secret = pageOf(text ?? '');
    const { remoteHelp } = await opens(secret);
    expect(remoteHelp).toMatchObject({ state: 'asked', tool: { id: 'teamviewer' } });
    const answer = await app.request('POST', '/api/v1/public/followed/remote-help', {
      headers: { 'trucban-link': secret },
      body: { id: remoteHelp!.id, answer: 'decline' },
    });
    expect(answer.status).toBe(200);
    const before = mail.mails.length;
    await app.settle();
    const told = mail.mails.slice(before).map((one) => [one.to, one.text] as const);
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0]![0])).toContain(`${technician.login}@`);
    expect(told[0]![1]).toContain('cán bộ vừa trả lời điều anh/chị hỏi');
  });
});
