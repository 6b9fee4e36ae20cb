import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TicketList } from '../../src/contracts/api/index.js';
import { MailHandler } from '../../src/tickets/mail/mail-handler.js';
import { MailReaders } from '../../src/tickets/mail/mail-readers.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { Desk } from './support/desk.js';

jest.setTimeout(120_000);

let desk: Desk;
let page: Page;
let id: number;

beforeAll(async () => {
  desk = await Desk.open();
  page = await desk.sitsDown('administrator');
  const { app } = desk;
  await watchWebSystem(app, 'hotich');
  const pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  pc.probed('hotich', {});
  await pc.beat();
  pc.probed('hotich', { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
  await pc.live(150);
  const { rows } = (await app.get<TicketList>('/api/v1/tickets', await app.signIn('technician'))).body;
  id = rows[0]!.id;
});
afterAll(() => desk?.close());

const button = (name: string) => page.getByRole('button', { name, exact: true });

/** A mail as the mailbox hands it to the server. */
async function arrives(lines: readonly string[]): Promise<void> {
  const { app, clock } = desk.app;
  const source = Buffer.from(lines.join('\r\n'));
  const mail = { source, bytes: source.length, whole: true };
  await app.get(MailHandler).handle(mail, app.get(MailReaders).open(), clock.now());
  await desk.app.settle();
}

describe('a ticket goes to the vendor', () => {
  it('whom an administrator names where the programs are', async () => {
    await desk.goes('/policies/programs');
    await button('Sửa Phần mềm hộ tịch điện tử').click();
    await page.getByLabel('Nhà cung cấp', { exact: true }).fill('Công ty Phần Mềm');
    await page.getByLabel('Đường dây nóng của nhà cung cấp').fill('1900 0000');
    await page.getByLabel('Địa chỉ thư của nhà cung cấp').fill('không phải thư');
    await button('Lưu').click();
    await page
      .getByText(/nhập một địa chỉ thư/)
      .first()
      .waitFor();
    await page.getByLabel('Địa chỉ thư của nhà cung cấp').fill('hotro@phanmem.test');
    await desk.shoot('program-vendor');
    await button('Lưu').click();
    await page.getByText('Đã lưu Phần mềm hộ tịch điện tử.').waitFor();
  });

  it('by a mail that is read before it goes', async () => {
    await desk.goes(`/tickets/${id}`);
    await button('Chuyển nhà cung cấp…').click();
    await page.getByRole('link', { name: '1900 0000' }).waitFor();
    await page.getByLabel('Đã chuyển cho ai, nội dung gì?').fill('Đã gọi đường dây nóng');
    await page.getByLabel('Gửi kèm bằng chứng tới hotro@phanmem.test').check();
    await page.getByText(/Kính gửi Công ty Phần Mềm/).waitFor();
    await desk.shoot('hand-over-mail');
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.shoot('hand-over-mail-phone');
    await page.setViewportSize({ width: 1366, height: 768 });
    await button('Chuyển và gửi thư').click();
    await page.getByText('Chờ nhà cung cấp', { exact: true }).waitFor();
    await page.getByText('đang giữ phiếu từ').waitFor();
    await page.getByText('Đã gửi bằng chứng tới hotro@phanmem.test.').waitFor();
    await desk.shoot('ticket-at-vendor');
  });
});

describe('the mailbox', () => {
  it('shows what the server could not decide, and a ticket is made of it', async () => {
    await arrives([
      'From: =?utf-8?B?QsOgIFTGsA==?= <tu@nha.test>',
      'Subject: <img src=x onerror=alert(1)>',
      'Message-ID: <1@nha.test>',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Cho hỏi máy ở quầy 2 hỏng à?',
      '',
      'Vào lúc 09:00 23/11/2026, TB đã viết:',
      '> Chào bà',
    ]);
    await desk.goes('/mail');
    await page.getByRole('heading', { name: '<img src=x onerror=alert(1)>' }).waitFor();
    await page.getByText('Người gửi chưa có trong hệ thống.').waitFor();
    await desk.shoot('mailbox');
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.shoot('mailbox-phone');
    await button('Mở phiếu').click();
    await page.getByRole('link', { name: 'Xem phiếu' }).click();
    await page.getByText('Cho hỏi máy ở quầy 2 hỏng à?').waitFor();
    const quoted = page.getByText('> Chào bà');
    expect(await quoted.isVisible()).toBe(false);
    await page.getByText('Thư trước và chữ ký').click();
    await quoted.waitFor();
    await desk.shoot('mailed-ticket-phone');
  });
});
