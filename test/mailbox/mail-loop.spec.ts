import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { MailboxView, TicketList } from '../../src/contracts/api/index.js';
import { Users } from '../../src/access/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { MailServer } from '../integration/support/mail-server.js';
import { MailboxServer } from './mailbox-server.js';

// Real conversations with real servers.
jest.setTimeout(240_000);

/** A desk with a mailbox and a mail server of its own. */
interface Side {
  app: TestApp;
  address: string;
  mailbox: MailboxServer;
  mail: MailServer;
  delivered: number;
}

let mailboxes: MailboxServer[];
let sides: Side[];

beforeAll(async () => {
  mailboxes = [await MailboxServer.start(), await MailboxServer.start()];
});
afterAll(async () => {
  for (const mailbox of mailboxes) await mailbox.close();
});
beforeEach(async () => {
  sides = [];
  for (const [at, mailbox] of mailboxes.entries()) {
    const address = `truc-ban@tinh-${at + 1}.test`;
    const mail = await MailServer.start();
    const config = { smtpUrl: mail.url, imapUrl: mailbox.url, mailFrom: `Trực Ban <${address}>` };
    sides.push({ app: await startApp({ config }), address, mailbox, mail, delivered: 0 });
  }
});
afterEach(async () => {
  for (const { app, mail, mailbox } of sides) {
    mail.hangUp();
    await app.close();
    await mail.close();
    await mailbox.empty();
  }
});

/** Somebody gave the other desk an account, as one does for a help desk one works with. */
async function knows({ app }: Side, address: string): Promise<void> {
  const person = {
    login: 'ban-kia',
    name: 'Bàn kia',
    role: 'clerk',
    center: await app.centerId(),
    email: address,
  } as const;
  await app.app.get(Users).add({ ...person, password: 'mật khẩu để thử 2' }, null, app.clock.now());
}

/** What one side has sent to the other since the last time lies in the other's inbox. */
async function carry(from: Side, to: Side, change: (source: string) => string): Promise<number> {
  const sent = from.mail.sources.slice(from.delivered);
  const own = sent.filter((_, at) => addressedTo(from, from.delivered + at, to.address));
  from.delivered = from.mail.sources.length;
  for (const source of own) await to.mailbox.deliver(change(source.toString('utf8')));
  return own.length;
}

function addressedTo({ mail }: Side, at: number, address: string): boolean {
  const { to } = mail.mails[at]!;
  return !Array.isArray(to) && to?.text === address;
}

/** That the clock jumps here is a ticket of the server's own. */
const ticketsOf = async ({ app }: Side): Promise<TicketList['rows']> =>
  (await app.get<TicketList>('/api/v1/tickets?status=all', await app.signIn('technician'))).body.rows.filter(
    ({ origin }) => origin === 'clerk',
  );
const boxOf = async ({ app }: Side): Promise<MailboxView> =>
  (await app.get<MailboxView>('/api/v1/mail', await app.signIn('technician'))).body;

const first = (from: string, subject = 'Máy in'): string =>
  `From: ${from}\r\nSubject: ${subject}\r\nMessage-ID: <${Math.random()}@x.test>\r\n\r\nKẹt giấy`;
/** What relays and old help desks do to a mail on its way. */
const asAPersonWouldSendIt = (source: string): string =>
  source.replace(/^(Auto-Submitted|Precedence|X-Auto-Response-Suppress|List-[\w-]+):.*\r\n/gim, '');

describe('two desks that answer each other', () => {
  it.each<[string, (source: string) => string]>([
    ['and say that they are machines', (source) => source],
    ['and do not say so', asAPersonWouldSendIt],
    [
      'and forget what they answer',
      (source) =>
        asAPersonWouldSendIt(source)
          .replace(/^(In-Reply-To|References|Message-ID):.*(\r\n[ \t].*)*\r\n/gim, '')
          .replace(/\[TB:[\w-]+\]/g, ''),
    ],
  ])('%s stop by themselves, and each desk is told at most once', async (_, change) => {
    const [one, other] = sides as [Side, Side];
    await knows(one, other.address);
    await knows(other, one.address);
    await one.mailbox.deliver(first(other.address));
    let carried = 0;
    let quiet = 0;
    for (let round = 0; round < 40 && quiet < 2; round++) {
      await one.app.advance(30_000);
      const there = await carry(one, other, change);
      await other.app.advance(30_000);
      const back = await carry(other, one, change);
      carried += there + back;
      quiet = there + back === 0 ? quiet + 1 : 0;
    }
    expect(quiet).toBe(2);
    expect(carried).toBeLessThan(25);
    for (const side of sides) {
      expect((await ticketsOf(side)).length).toBeLessThanOrEqual(6);
      expect((await boxOf(side)).total).toBeLessThanOrEqual(1);
      expect(await side.mailbox.subjects()).toEqual([]);
    }
  });
});

describe('a machine that writes a new mail to every receipt', () => {
  it('opens five tickets, is held until somebody looks, and is heard again then', async () => {
    const [desk] = sides as [Side];
    const machine = 'may@kho.test';
    await knows(desk, machine);
    for (let hour = 0; hour < 3; hour++) {
      for (let n = 0; n < 8; n++) {
        await desk.mailbox.deliver(first(machine, `Phiếu ${hour}-${n} đã nhận`));
        await desk.app.advance(60_000);
      }
      await desk.app.advance(3_600_000);
    }
    expect(await ticketsOf(desk)).toHaveLength(5);
    const { aside, total } = await boxOf(desk);
    expect(total).toBe(1);
    expect(aside[0]).toMatchObject({
      from: machine,
      reason: { vi: expect.stringContaining('TrucBan-Aside') },
    });
    expect(await desk.mailbox.subjects('TrucBan-Aside')).toHaveLength(19);

    // Hours have passed since anybody signed in.
    const technician = await desk.app.signIn('technician');
    const settled = await desk.app.post(`/api/v1/mail/aside/${aside[0]!.id}/dismiss`, {}, technician);
    expect(settled.status).toBe(204);
    await desk.mailbox.deliver(first(machine, 'Máy đã sửa'));
    await desk.app.settle();
    expect(await ticketsOf(desk)).toHaveLength(6);
  });
});
