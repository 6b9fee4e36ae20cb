import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { TicketList, TicketView } from '../../src/contracts/api/index.js';
import { BuiltProduct, eventually } from '../factories/built-product.js';
import { MailServer } from '../integration/support/mail-server.js';
import { MailboxServer } from './mailbox-server.js';

// The built server, which looks into its mailbox every half minute.
jest.setTimeout(180_000);

let mailbox: MailboxServer;
let mail: MailServer;
let product: BuiltProduct;

beforeAll(async () => {
  mailbox = await MailboxServer.start();
  mail = await MailServer.start();
  product = await BuiltProduct.start({ TRUCBAN_IMAP_URL: mailbox.url, TRUCBAN_SMTP_URL: mail.url });
});
afterAll(async () => {
  await product?.close();
  mail.hangUp();
  await mail.close();
  await mailbox.close();
});

it('reads a mail of fourteen megabytes in a thread of its own and opens its ticket', async () => {
  const technician = await product.signIn('technician');
  const junk = Buffer.alloc(10_000_000, 7).toString('base64').replace(/.{76}/g, '$&\r\n');
  await mailbox.deliver(
    [
      'From: technician@example.vn',
      'Subject: =?utf-8?B?TcOheSBpbg==?=',
      'Message-ID: <large@xa.test>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Kẹt giấy',
      '--b',
      'Content-Type: application/octet-stream; name="dump.bin"',
      'Content-Transfer-Encoding: base64',
      '',
      junk,
      '--b--',
    ].join('\r\n'),
  );
  const [row] = await eventually('the mail opens a ticket', 120, async () => {
    const list = await product.request<TicketList>('GET', '/api/v1/tickets', undefined, technician);
    return list.body.rows.length > 0 && list.body.rows;
  });
  const path = `/api/v1/tickets/${row!.id}`;
  const { title, events } = (await product.request<TicketView>('GET', path, undefined, technician)).body;
  expect(title.vi).toBe('Thư: Máy in');
  expect(events[0]?.text.vi).toBe('Kẹt giấy\n\n[Không nhận tệp “dump.bin”: không thuộc loại tệp được nhận.]');
});
