import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import type { Page } from 'playwright-core';
import { MailServer } from '../integration/support/mail-server.js';
import { MailboxServer } from '../mailbox/mailbox-server.js';
import { Desk } from './support/desk.js';

// Real conversations with real servers.
jest.setTimeout(120_000);

const CLERK = 'clerk-1@example.vn';
const DESK = 'trucban@example.vn';
let mailbox: MailboxServer;
let mail: MailServer;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  mailbox = await MailboxServer.start();
  mail = await MailServer.start();
  desk = await Desk.open({ config: { smtpUrl: mail.url, imapUrl: mailbox.url } });
  await desk.app.signIn('clerk');
  page = await desk.sitsDown('technician');
});
afterAll(async () => {
  mail?.hangUp();
  await desk?.close();
  await mail?.close();
  await mailbox?.close();
});

const button = (name: string) => page.getByRole('button', { name, exact: true });
const lastToClerk = (): ParsedMail =>
  mail.mails.filter(({ to }) => !Array.isArray(to) && to?.text === CLERK).at(-1)!;

/** The clerk's mail program sends; the desk's server reads its mailbox. */
async function clerkSends(headers: readonly string[], body: readonly string[]): Promise<void> {
  const type = 'Content-Type: text/plain; charset=utf-8';
  await mailbox.deliver(
    [`From: Chị Hoa <${CLERK}>`, `To: ${DESK}`, ...headers, type, '', ...body].join('\r\n'),
  );
  await desk.app.settle();
}

describe('a clerk who writes a mail', () => {
  it('has a ticket, and is told so by mail', async () => {
    await clerkSends(
      ['Subject: =?utf-8?Q?M=C3=A1y_in_k=E1=BA=B9t_gi=E1=BA=A5y?=', 'Message-ID: <1@xa.test>'],
      ['Máy in ở phòng một cửa kẹt giấy từ sáng, không in được biên nhận.'],
    );
    expect(lastToClerk().subject).toContain('Đã nhận báo cáo');
    await desk.goes('/tickets');
    await page.getByRole('link', { name: 'Thư: Máy in kẹt giấy' }).click();
    await page.getByText('không in được biên nhận').waitFor();
  });

  it('is asked from the page of the ticket, answers by mail, and the answer stands there', async () => {
    await page.getByLabel('Hỏi và chờ').check();
    await page.getByRole('textbox', { name: 'Viết trao đổi' }).fill('Máy in nào ạ, và đèn nào đang nháy?');
    await button('Gửi').click();
    await page.getByText('Chờ phản hồi', { exact: true }).waitFor();
    await desk.app.settle();
    const question = lastToClerk();
    expect(question.text).toContain('đèn nào đang nháy?');

    await clerkSends(
      [`Subject: Re: ${question.subject}`, 'Message-ID: <2@xa.test>', `In-Reply-To: ${question.messageId}`],
      [
        'Máy cạnh cửa ra vào, đèn đỏ nháy.',
        '',
        'Vào Th 2, 23 thg 11, 2026 Trực Ban đã viết:',
        '> Máy in nào ạ?',
      ],
    );
    await page.reload();
    await page.getByText('Máy cạnh cửa ra vào, đèn đỏ nháy.').waitFor();
    await page.getByText('Thư trước và chữ ký').waitFor();
    expect(await page.getByText('> Máy in nào ạ?').isVisible()).toBe(false);
    await desk.keep('mail-answer');
  });

  it('gets the answer in the same thread, and reads the end of it', async () => {
    await page.getByLabel('Trả lời', { exact: true }).check();
    await page
      .getByRole('textbox', { name: 'Viết trao đổi' })
      .fill('Mở nắp sau, kéo tờ giấy ra theo chiều mũi tên.');
    await button('Gửi').click();
    await page.getByText('kéo tờ giấy ra theo chiều mũi tên').waitFor();
    await desk.app.settle();
    expect(lastToClerk().inReplyTo).toBe('<2@xa.test>');
    await clerkSends(
      [
        `Subject: Re: ${lastToClerk().subject}`,
        'Message-ID: <3@xa.test>',
        `In-Reply-To: ${lastToClerk().messageId}`,
      ],
      ['In được rồi, cảm ơn anh.'],
    );
    await page.reload();
    await page.getByText('In được rồi, cảm ơn anh.').scrollIntoViewIfNeeded();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('In được rồi, cảm ơn anh.').scrollIntoViewIfNeeded();
    await desk.keep('mail-thread-phone');
    expect(await mailbox.subjects()).toEqual([]);
  });
});
