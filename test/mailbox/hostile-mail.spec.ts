import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { MailboxView, TicketList, TicketView } from '../../src/contracts/api/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import type { MailServer } from '../integration/support/mail-server.js';
import { filePart, MailDesk } from './mail-desk.js';
import { MailboxServer } from './mailbox-server.js';

// Real conversations with real servers.
jest.setTimeout(180_000);

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
  await app.signIn('clerk');
});
afterEach(() => desk.close());

const FROM = 'clerk-1@example.vn';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
let made = 0;

interface File {
  name: string;
  bytes: Buffer;
}

function source(subject: string, body: string, files: readonly File[] = [], type = 'text/plain'): string {
  made += 1;
  return [
    `From: ${FROM}`,
    'To: trucban@example.vn',
    `Subject: ${subject}`,
    `Message-ID: <hostile-${made}@xa.test>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    `Content-Type: ${type}; charset=utf-8`,
    '',
    body,
    ...files.flatMap((file) => filePart(file, 'image/png')),
    '--b--',
  ].join('\r\n');
}

const arrive = (...sources: (string | Buffer)[]): Promise<void> => desk.arrive(...sources);
const tickets = async (): Promise<TicketList['rows']> =>
  (await app.get<TicketList>('/api/v1/tickets?status=all', technician)).body.rows;
const viewOf = async (id: number): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const box = async (): Promise<MailboxView> => (await app.get<MailboxView>('/api/v1/mail', technician)).body;

async function onlyTicket(): Promise<TicketView> {
  const [row, ...others] = await tickets();
  expect(others).toEqual([]);
  return viewOf(row!.id);
}

describe('a hostile subject', () => {
  it.each([
    [
      'that would begin a header',
      '=?utf-8?B?SGkNCkJjYzogYWxsQHhhLnRlc3QNClgtQmFkOiB5ZXM=?=',
      'Thư: Hi Bcc: all@xa.test X-Bad: yes',
    ],
    ['that turns the reading direction', '=?utf-8?B?4oCuZ3BqLmV4ZQ==?=', 'Thư: gpj.exe'],
    [
      'that hides line ends in encoded words',
      '=?utf-8?Q?Hi?= =?utf-8?Q?=0D=0ABcc:_all@xa.test?= =?utf-8?Q?=0AX-Bad:_yes=00?=',
      'Thư: Hi Bcc: all@xa.test X-Bad: yes',
    ],
    ['that is a folded header', 'Hi\r\n Bcc: all@xa.test', 'Thư: Hi Bcc: all@xa.test'],
    ['that is written from right to left', '=?utf-8?B?2YXYsdit2KjYpyDigK5hYmPigKw=?=', 'Thư: مرحبا abc'],
    [
      'that is a template or a formula',
      '=HYPERLINK("http://xa.test") {{7*7}} ${7*7}',
      'Thư: =HYPERLINK("http://xa.test") {{7*7}} ${7*7}',
    ],
    ['that is markup', '<img src=x onerror=alert(1)>', 'Thư: <img src=x onerror=alert(1)>'],
  ])('%s is one harmless line, in the ticket and in the mails about it', async (_, subject, title) => {
    await arrive(source(subject, 'Xin chào'));
    expect((await onlyTicket()).title.vi).toBe(title);
    expect(mail.mails.length).toBeGreaterThan(0);
    for (const one of mail.mails) {
      expect(one.headers.has('x-bad') || one.headers.has('bcc')).toBe(false);
      expect(one.subject).toContain(title);
    }
  });

  it('of ten thousand characters is cut', async () => {
    await arrive(source('x'.repeat(10_000), 'Xin chào'));
    expect((await onlyTicket()).title.vi.length).toBeLessThan(220);
  });
});

it('makes text of HTML, and runs none of it', async () => {
  const html =
    '<p>Máy in <b>kẹt</b></p><script>alert(1)</script><img src="http://xa.test/pixel.png"><style>p{}</style>';
  await arrive(source('Máy in', html, [], 'text/html'));
  const said = (await onlyTicket()).events[0]!.text.vi;
  expect(said).toContain('Máy in kẹt');
  expect(said).not.toMatch(/alert|<|p\{\}/);
});

describe('what is enclosed', () => {
  it('is taken when it is a picture by its bytes, and otherwise named with the reason', async () => {
    const bomb = Buffer.concat([Buffer.from('504b0304', 'hex'), deflateRawSync(Buffer.alloc(20_000_000))]);
    const files = [
      { name: 'man-hinh.png', bytes: PNG },
      { name: '../../anh.png', bytes: bomb },
      { name: 'cai-dat.exe', bytes: Buffer.from('4d5a9000', 'hex') },
    ];
    await arrive(source('Máy in', 'Xem ảnh', files));
    const [event] = (await onlyTicket()).events;
    expect(event!.attachments.map(({ name }) => name)).toEqual(['man-hinh.png']);
    expect(event!.text.vi).toMatch(
      /Xem ảnh\n\n\[Không nhận tệp “.*anh\.png”: tệp nén\.\]\n\[Không nhận tệp “cai-dat\.exe”: tệp chạy được\.\]/,
    );
    const stored = await readdir(join(app.data.dataDir, 'attachments'));
    expect(stored).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
  });

  it('leaves no file behind when the mail is put aside', async () => {
    await arrive(source('Re: [PH-2026-000001] x', 'Xem ảnh', [{ name: 'a.png', bytes: PNG }]));
    expect((await box()).total).toBe(1);
    expect(await readdir(join(app.data.dataDir, 'attachments'))).toEqual([]);
  });
});

describe('a mail that is made to hurt', () => {
  it('by its thirty megabytes is not read, put aside, and others are', async () => {
    const large = source('To', 'x'.repeat(74).concat('\r\n').repeat(400_000));
    await arrive(large, source('Nhỏ', 'Xin chào'));
    expect((await tickets()).map(({ title }) => title.vi)).toEqual(['Thư: Nhỏ']);
    const [put] = (await box()).aside;
    expect(put).toMatchObject({
      subject: 'To',
      from: FROM,
      reason: { vi: 'Thư lớn hơn 15 MB nên không đọc.' },
    });
    expect(put!.bytes).toBeGreaterThan(30_000_000);
    expect(await mailbox.subjects()).toEqual([]);
  });

  it('by a thousand nested parts is put aside, and others are read', async () => {
    let parts = '';
    for (let n = 0; n < 1_000; n++)
      parts += `--b${n}\r\nContent-Type: multipart/mixed; boundary="b${n + 1}"\r\n\r\n`;
    const nested = `From: ${FROM}\r\nSubject: S\r\nContent-Type: multipart/mixed; boundary="b0"\r\n\r\n${parts}`;
    await arrive(nested, source('Nhỏ', 'Xin chào'));
    expect((await tickets()).map(({ title }) => title.vi)).toEqual(['Thư: Nhỏ']);
    expect((await box()).aside).toMatchObject([{ reason: { vi: 'Không đọc được thư này.' } }]);
  });

  it('by its hundred megabytes costs no memory, is put aside, and others are read', async () => {
    const large = Buffer.concat([
      Buffer.from(source('To', '')),
      Buffer.alloc(100_000_000, 'x'.repeat(74) + '\r\n'),
    ]);
    await mailbox.deliver(large);
    const before = process.memoryUsage().rss;
    await arrive(source('Nhỏ', 'Xin chào'));
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
    expect((await tickets()).map(({ title }) => title.vi)).toEqual(['Thư: Nhỏ']);
    expect((await box()).aside).toMatchObject([
      { subject: 'To', reason: { vi: 'Thư lớn hơn 15 MB nên không đọc.' } },
    ]);
  });

  it('by ten thousand parts beside each other is put aside, and others are read', async () => {
    const parts = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(10_000);
    const type = 'Content-Type: multipart/mixed; boundary="b"';
    await arrive(`From: ${FROM}\r\nSubject: S\r\n${type}\r\n\r\n${parts}--b--`, source('Nhỏ', 'Xin chào'));
    expect((await tickets()).map(({ title }) => title.vi)).toEqual(['Thư: Nhỏ']);
    expect((await box()).aside).toMatchObject([{ reason: { vi: 'Không đọc được thư này.' } }]);
  });

  it('by a picture of a hundred million pixels loses the picture and keeps its words', async () => {
    const bomb = Buffer.concat([PNG, Buffer.from('0000c3500000c350', 'hex'), Buffer.alloc(40_000)]);
    await arrive(source('Máy in', 'Xem ảnh', [{ name: 'anh.png', bytes: bomb }]));
    const [event] = (await onlyTicket()).events;
    expect(event!.attachments).toEqual([]);
    expect(event!.text.vi).toMatch(/Xem ảnh\n\n\[Không nhận tệp “anh\.png”/);
  });

  it('by having nothing in it that a mail has is put aside', async () => {
    await arrive('\u0000\u0001\u0002');
    expect(await tickets()).toEqual([]);
    expect((await box()).total).toBe(1);
    expect(await mailbox.subjects()).toEqual([]);
  });
});

describe('a mail is dealt with once', () => {
  it('though the server died between that and taking it out of the inbox', async () => {
    await arrive(source('Máy in', 'Kẹt giấy'));
    expect(await tickets()).toHaveLength(1);
    await mailbox.putBack('TrucBan-Handled');
    expect(await mailbox.subjects()).toEqual(['Máy in']);
    await app.settle();
    expect([await mailbox.subjects(), (await tickets()).length]).toEqual([[], 1]);
  });

  it('and not lost though the database failed in the middle', async () => {
    const work = app.app.get(UnitOfWork);
    const run = work.run.bind(work);
    work.run = () => Promise.reject(new Error('disk full'));
    await mailbox.deliver(source('Máy in', 'Kẹt giấy'));
    await expect(app.settle()).rejects.toThrow('disk full');
    work.run = run;
    expect([await mailbox.subjects(), await tickets()]).toEqual([['Máy in'], []]);
    await app.settle();
    expect([await mailbox.subjects(), (await tickets()).length]).toEqual([[], 1]);
  });

  it('though two servers read the same mailbox', async () => {
    const other = await startApp({
      data: app.data,
      clock: app.clock,
      config: { smtpUrl: mail.url, imapUrl: mailbox.url },
    });
    try {
      await mailbox.deliver(source('Máy in', 'Kẹt giấy'));
      // Only PostgreSQL lets two write at the same time.
      if (app.data.databaseUrl !== null) await Promise.all([app.settle(), other.settle()]);
      await app.settle();
      await other.settle();
      expect([await mailbox.subjects(), (await tickets()).length]).toEqual([[], 1]);
    } finally {
      await other.stop();
    }
  });
});

describe('a mailbox that cannot be reached', () => {
  it('is seen at the desk since when, and read on when it is back', async () => {
    await mailbox.halt();
    const since = app.clock.now();
    await app.settle();
    await app.advance(60_000);
    const down = await box();
    expect(down.failing).toEqual({ since, code: 'ECONNREFUSED' });
    await mailbox.run();
    await arrive(source('Máy in', 'Kẹt giấy'));
    expect([(await box()).failing, (await tickets()).length]).toEqual([null, 1]);
  });

  it('because of a wrong password says so, and never the password', async () => {
    const imapUrl = mailbox.url.replace(/:[^:@]*@/, ':sai-mat-khau@');
    app = await desk.restart(imapUrl);
    await app.settle();
    technician = await app.signIn('technician');
    const view = await box();
    expect(view.failing?.code).toBe('AUTHENTICATIONFAILED');
    expect(JSON.stringify(view)).not.toContain('sai-mat-khau');
  });
});
