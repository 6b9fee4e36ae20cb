import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TicketList, TicketView, VendorMailPreview } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { MailServer } from '../integration/support/mail-server.js';
import { MailboxServer } from './mailbox-server.js';

// Real conversations with real servers.
jest.setTimeout(180_000);

const VENDOR = {
  vendorName: 'Công ty Phần Mềm',
  vendorHotline: '1900 0000',
  vendorEmail: 'hotro@phanmem.test',
};
let mailbox: MailboxServer;
let mail: MailServer;
let app: TestApp;
let technician: TestPerson;
let administrator: TestPerson;
let id: number;

beforeAll(async () => {
  mailbox = await MailboxServer.start();
  mail = await MailServer.start();
  app = await startApp({ config: { smtpUrl: mail.url, imapUrl: mailbox.url } });
  technician = await app.signIn('technician');
  administrator = await app.signIn('administrator');
  await watchWebSystem(app, 'hotich');
  const pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy của chị Hoa' }));
  pc.probed('hotich', {});
  await pc.beat();
  pc.probed('hotich', { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
  for (let half = 0; half < 5; half++) {
    await pc.beat();
    await app.advance(30_000);
  }
  const { rows } = (await app.get<TicketList>('/api/v1/tickets', technician)).body;
  id = rows.find(({ title }) => title.vi.includes('hộ tịch'))!.id;
});
afterAll(async () => {
  await app.close();
  await mail.close();
  await mailbox.close();
});
beforeEach(() => {
  mail.mails.length = 0;
});

const view = async (): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const preview = (): Promise<Answer<VendorMailPreview>> =>
  app.get<VendorMailPreview>(`/api/v1/tickets/${id}/vendor-mail`, technician);
async function handOver(vendorMail?: string): Promise<Answer> {
  const { version } = await view();
  const request = { version, note: 'Đã gọi đường dây nóng', vendorMail };
  const answer = await app.post(`/api/v1/tickets/${id}/hand-over`, request, technician);
  await app.settle();
  return answer;
}
const fields = (values: Record<string, string>): Promise<Answer> =>
  app.post('/api/v1/programs/hotich', { fields: values }, administrator);

describe('the vendor of a watched system', () => {
  it('is nobody until an administrator says who', async () => {
    expect((await view()).vendor).toBeNull();
    expect((await preview()).body).toMatchObject({ error: { code: 'VENDOR_UNKNOWN' } });
    const wrong = await fields({ ...VENDOR, vendorEmail: 'hotro@phanmem.test\r\nBcc: a@b.test' });
    expect(wrong.body.error).toMatchObject({ code: 'PROGRAM_FIELD_INVALID', path: 'vendorEmail' });
    expect((await fields(VENDOR)).status).toBe(200);
    expect((await view()).vendor).toEqual({
      name: 'Công ty Phần Mềm',
      hotline: '1900 0000',
      email: 'hotro@phanmem.test',
      since: null,
    });
    const audit = await app.app
      .get(Reader)
      .rows<{ detail: string }>(
        `SELECT detail FROM audit_entry WHERE action = 'program.set' ORDER BY id DESC LIMIT 1`,
      );
    expect(audit[0]?.detail).toContain('vendorEmail=hotro@phanmem.test');
  });

  it('gets the evidence as it was read, without a person or a PC in it', async () => {
    const { to, subject, text, digest } = (await preview()).body;
    expect(to).toBe('hotro@phanmem.test');
    expect(subject).toMatch(/^\[PH-\d{4}-\d{6}\] /);
    expect(text).toMatch(/Kính gửi Công ty Phần Mềm/);
    expect(text).toMatch(/Bước bị lỗi: .*TCP/);
    expect(text).toMatch(/Trung tâm bị ảnh hưởng: .*Lạc Lương/);
    expect(text).toContain('Kiểm tra từ ba phía: ');
    expect(text).toContain('Failing step: ');
    expect(text).not.toMatch(/Hoa|Quầy/);

    expect((await handOver('0'.repeat(64))).body.error.code).toBe('VENDOR_MAIL_CHANGED');
    expect(mail.mails).toEqual([]);
    expect((await view()).status).not.toBe('waiting_vendor');

    expect((await handOver(digest)).status).toBe(200);
    const [sent, ...others] = mail.mails;
    expect(others).toEqual([]);
    expect(sent?.subject).toBe(subject);
    expect(sent?.text?.startsWith(text)).toBe(true);
    expect(sent?.headers.has('auto-submitted')).toBe(false);
    const after = await view();
    expect(after).toMatchObject({ status: 'waiting_vendor', vendor: { since: app.clock.now() } });
    expect(after.clocks?.resolve.state).toBe('paused');
    expect(after.events.at(-1)?.text.vi).toBe(
      'Đã gọi đường dây nóng\nĐã gửi bằng chứng tới hotro@phanmem.test.',
    );
    await answer(sent!.messageId!);
  });

  async function answer(messageId: string): Promise<void> {
    await mailbox.deliver(
      [
        'From: Tổng đài <hotro@phanmem.test>',
        'Subject: Re: sự cố',
        'Message-ID: <tra-loi-1@phanmem.test>',
        `In-Reply-To: ${messageId}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Đã khởi động lại máy chủ, gọi 0987 654 321 nếu cần.',
      ].join('\r\n'),
    );
    await app.settle();
    const { status, events } = await view();
    expect(status).toBe('waiting_vendor');
    expect(events.at(-1)).toMatchObject({
      kind: 'vendor',
      actor: 'Tổng đài',
      text: { vi: 'Đã khởi động lại máy chủ, gọi 0987 654 321 nếu cần.' },
    });
    const told = mail.mails.filter(({ subject }) => subject?.includes('Nhà cung cấp trả lời'));
    expect(told).toHaveLength(2);
    expect(told.some(({ to }) => !Array.isArray(to) && to?.text.includes('phanmem'))).toBe(false);
  }

  it('is not mailed when it is handed over by telephone alone', async () => {
    const { version } = await view();
    await app.post(`/api/v1/tickets/${id}/resume`, { version, note: '' }, technician);
    expect((await handOver()).status).toBe(200);
    expect(mail.mails).toEqual([]);
  });
});
