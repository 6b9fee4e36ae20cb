import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { MailServer } from './support/mail-server.js';
import { HOUR, MINUTE, onlyTicket, SECOND, ticket } from './support/timeline.js';

// Real conversations with a real server.
jest.setTimeout(30_000);

let mail: MailServer;
let app: TestApp;
let pc: TestPc;

beforeEach(async () => {
  mail = await MailServer.start();
});
afterEach(async () => {
  mail.hangUp();
  await app.close();
  await mail.close();
});

interface Notice {
  status: string;
  reason: string;
  attempts: number;
  error: string | null;
}

/** Of tickets; the daily digest is another matter. */
const notices = (from = app): Promise<Notice[]> =>
  from.app.get(Reader).rows<Notice>(
    `SELECT status, reason, attempts, error FROM notice
       WHERE channel = 'mail' AND ticket_event_id IS NOT NULL ORDER BY id`,
  );

/** A server with one technician and a PC whose page has hung for a minute, all but the last step of which has passed. */
async function aboutToOpen(smtpUrl: string | null = mail.url): Promise<void> {
  app = await startApp({ config: { smtpUrl } });
  await watchWebSystem(app, 'hotich');
  await app.signIn('technician');
  pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  pc.sees('hotich', 'tab', 'not_responding');
  await pc.beat();
  await app.advance(59 * SECOND);
}

const opens = (): Promise<void> => app.advance(SECOND);

async function recovers(): Promise<void> {
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
  await app.advance(11 * SECOND);
}

describe('each turn of a ticket', () => {
  it('is one mail, in the thread of its ticket, that says what happened and why it came', async () => {
    await aboutToOpen();
    await opens();
    const view = await onlyTicket(app);
    await recovers();
    await app.advance(MINUTE);

    const [opened, resolved, ...more] = mail.mails;
    expect(more).toEqual([]);
    const title = 'Phần mềm hộ tịch điện tử bị treo – Xã Lạc Lương · Quầy 3';
    expect(opened?.subject).toBe(`[${view.number}] Phiếu mới: ${title}`);
    expect(resolved?.subject).toBe(`[${view.number}] Đã xử lý: ${title}`);
    expect(opened?.text).toContain('Nguồn: thẻ trình duyệt.');
    expect(opened?.text).toContain(`/tickets/${view.id}`);
    expect(opened?.text).toContain('New ticket');
    expect(resolved?.text).toContain('Tự xử lý');
    expect(opened?.from?.text).toContain('trucban@example.vn');
    expect([opened?.inReplyTo, resolved?.inReplyTo]).toEqual(Array(2).fill(`<ticket-${view.id}@trucban>`));
    expect(opened?.messageId).not.toBe(resolved?.messageId);
    expect((await notices()).map(({ status }) => status)).toEqual(['sent', 'sent']);
  });

  it('reaches everybody on duty once, but not clerks and not who did it', async () => {
    await aboutToOpen();
    const administrator = await app.signIn('administrator');
    await app.signIn('clerk');
    await opens();
    expect(recipients()).toEqual(['administrator-1@example.vn', 'technician-1@example.vn']);
    const { id, version } = await onlyTicket(app);
    mail.mails.length = 0;
    const note = { version, note: 'Đã khởi động lại' };
    expect((await app.post(`/api/v1/tickets/${id}/resolve`, note, administrator)).status).toBe(200);
    await app.settle();
    expect(recipients()).toEqual(['technician-1@example.vn']);
    expect(mail.mails[0]?.text).toContain('Đã khởi động lại');
  });

  it('tells a person who was given a ticket, and nobody who took it', async () => {
    await aboutToOpen();
    const technician = await app.signIn('technician');
    const administrator = await app.signIn('administrator');
    await opens();
    const { id } = await onlyTicket(app);
    mail.mails.length = 0;
    await assign(id, technician.id, technician);
    expect(recipients()).toEqual([]);
    await assign(id, administrator.id, technician);
    expect(recipients()).toEqual(['administrator-1@example.vn']);
    expect(mail.subjects[0]).toContain('Phân công');
    expect(mail.mails[0]?.text).toContain('vì phiếu vừa được giao cho anh/chị');
  });

  async function assign(
    id: number,
    assigneeId: number,
    by: { headers: Record<string, string> },
  ): Promise<void> {
    const { version } = await ticket(app, id);
    const answer = await app.post(`/api/v1/tickets/${id}/assign`, { version, assigneeId }, by);
    expect(answer.status).toBeLessThan(300);
    await app.settle();
  }

  const recipients = (): string[] =>
    mail.mails.map(({ to }) => (Array.isArray(to) ? '' : (to?.text ?? ''))).sort();
});

describe('a mail server that does not take the mail', () => {
  it('for now (4xx) is tried again, at growing distances, until it takes it once', async () => {
    await aboutToOpen();
    mail.manner = { kind: 'refuse', code: 451 };
    await opens();
    expect([mail.attempts, await notices()]).toMatchObject([1, [{ status: 'queued', attempts: 1 }]]);
    await app.advance(14 * SECOND);
    expect(mail.attempts).toBe(1);
    await app.advance(SECOND);
    expect(mail.attempts).toBe(2);
    await app.advance(59 * SECOND);
    expect(mail.attempts).toBe(2);
    mail.manner = { kind: 'accept' };
    await app.advance(SECOND);
    expect([mail.attempts, mail.mails.length]).toEqual([3, 1]);
    await app.advance(HOUR);
    expect(mail.mails).toHaveLength(1);
  });

  it('for good (5xx) is not asked again', async () => {
    await aboutToOpen();
    mail.manner = { kind: 'refuse', code: 550 };
    await opens();
    expect(await notices()).toMatchObject([{ status: 'failed', attempts: 1, error: 'EENVELOPE 550' }]);
    await app.advance(2 * HOUR);
    expect(mail.attempts).toBe(1);
  });

  it('because it is down is tried again when it may be up', async () => {
    await aboutToOpen();
    const { port } = mail;
    await mail.close();
    await opens();
    expect(await notices()).toMatchObject([{ status: 'queued', attempts: 1 }]);
    mail = await MailServer.start(port);
    await app.advance(15 * SECOND);
    expect(mail.mails).toHaveLength(1);
    expect(await notices()).toMatchObject([{ status: 'sent', attempts: 2, error: null }]);
  });

  it('and never does, is given up after a day', async () => {
    await aboutToOpen();
    mail.manner = { kind: 'refuse', code: 451 };
    await opens();
    for (let hour = 0; hour < 26; hour++) await app.advance(HOUR);
    expect(await notices()).toMatchObject([{ status: 'failed' }]);
  });
});

describe('a mail that may or may not have arrived', () => {
  it('because the line broke right after its last byte is never sent a second time', async () => {
    await aboutToOpen();
    mail.manner = { kind: 'hang-up' };
    await opens();
    expect(await notices()).toMatchObject([{ status: 'unconfirmed', attempts: 1 }]);
    mail.manner = { kind: 'accept' };
    await app.advance(2 * HOUR);
    expect(mail.mails).toHaveLength(1);
  });

  it('because its process died after the last byte is never sent a second time', async () => {
    await aboutToOpen();
    mail.manner = { kind: 'stall-after-message' };
    const dead = opens();
    await mail.until(() => mail.mails.length === 1);
    await afterDeath(async (heir) => {
      expect(await notices(heir)).toMatchObject([{ status: 'unconfirmed' }]);
      expect(mail.mails).toHaveLength(1);
    });
    mail.hangUp();
    await dead;
    expect(mail.mails).toHaveLength(1);
  });
});

it('is sent exactly once when its process died between attempt and outcome', async () => {
  await aboutToOpen();
  mail.manner = { kind: 'stall' };
  const dead = opens();
  await mail.until(() => mail.attempts === 1);
  mail.manner = { kind: 'accept' };
  await afterDeath(async (heir) => {
    expect(await notices(heir)).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });
  expect(mail.mails).toHaveLength(1);
  // The one that was thought dead comes to: what it believes must not undo what is known by now.
  mail.hangUp();
  await dead;
  await app.advance(2 * HOUR);
  expect(await notices()).toMatchObject([{ status: 'sent' }]);
  expect(mail.mails).toHaveLength(1);
});

/** Another server process takes over the data of one that does not move any more. */
async function afterDeath(look: (heir: TestApp) => Promise<void>): Promise<void> {
  app.clock.advance(61 * SECOND);
  const heir = await startApp({ data: app.data, clock: app.clock, config: { smtpUrl: mail.url } });
  try {
    await heir.settle();
    await look(heir);
  } finally {
    await heir.stop();
  }
}

it('says why nobody was told when there is no mail server', async () => {
  await aboutToOpen(null);
  await opens();
  expect(await notices()).toMatchObject([{ status: 'skipped', reason: 'CHANNEL_NOT_SET_UP', attempts: 0 }]);
  expect(mail.attempts).toBe(0);
});
