import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TicketView } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { reportByLink } from './support/clerk.js';
import { MailServer } from './support/mail-server.js';

// Real conversations with a real server.
jest.setTimeout(30_000);

let mail: MailServer;
let app: TestApp;
let lan: TestPerson;
let minh: TestPerson;
let id: number;

beforeEach(async () => {
  mail = await MailServer.start();
  app = await startApp({ config: { smtpUrl: mail.url } });
  lan = await app.signIn('technician');
  id = await reportByLink(app);
  await app.settle();
  // Who was told of a ticket hears how it goes on: whoever comes after that does not, unless they watch.
  minh = await app.signIn('administrator');
  mail.mails.length = 0;
});
afterEach(async () => {
  mail.hangUp();
  await app.close();
  await mail.close();
});

const path = () => `/api/v1/tickets/${id}/watchers`;
const view = async (): Promise<TicketView> => (await app.get<TicketView>(`/api/v1/tickets/${id}`, lan)).body;
async function does(verb: string, body: object, as = lan): Promise<void> {
  const { version } = await view();
  expect((await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, as)).status).toBe(200);
  await app.settle();
}
const mailed = (): string[] => mail.mails.map(({ to }) => (Array.isArray(to) ? '' : (to?.text ?? ''))).sort();
const reasons = async (): Promise<string[]> =>
  (
    await app.app
      .get(Reader)
      .rows<{ reason: string }>(`SELECT reason FROM notice WHERE recipient LIKE 'administrator%' ORDER BY id`)
  ).map(({ reason }) => reason);

describe('whoever watches a ticket', () => {
  it('is told of what the clerk is told, by a reason of its own, until they stop', async () => {
    expect((await app.post<TicketView>(path(), {}, minh)).body.watchers).toEqual([
      { id: minh.id, name: minh.login },
    ]);
    await does('comments', { kind: 'note', body: 'Ghi chú' });
    expect(mailed()).toEqual([]);
    await does('comments', { kind: 'reply', body: 'Đang xem' });
    expect(mailed()).toEqual(['administrator-1@example.vn']);
    expect(mail.mails[0]!.text).toContain('đang theo dõi phiếu');
    expect(mail.mails[0]!.text).toContain('Đang xem');
    expect(await reasons()).toEqual(['WATCHES']);
    await app.delete(`${path()}/${minh.id}`, minh);
    expect((await view()).watchers).toEqual([]);
    await does('comments', { kind: 'reply', body: 'Xong' });
    expect(mailed()).toEqual(['administrator-1@example.vn']);
  });

  it('is added by name, once, and only where they may see it', async () => {
    for (let n = 0; n < 2; n++) await app.post(path(), { personId: minh.id }, lan);
    expect((await view()).watchers).toHaveLength(1);
    const viewer = await app.signIn('viewer');
    expect((await app.post(path(), { personId: viewer.id }, lan)).body.error).toMatchObject({
      code: 'ASSIGNEE_INVALID',
      path: 'personId',
    });
    expect((await app.post(path(), {}, viewer)).status).toBe(403);
    expect((await app.get<TicketView>(`/api/v1/tickets/${id}`, viewer)).body.watchers).toBeNull();
  });

  it('leaves a trace where somebody else decided it', async () => {
    await app.post(path(), {}, minh);
    await app.delete(`${path()}/${minh.id}`, minh);
    for (let n = 0; n < 2; n++) await app.post(path(), { personId: minh.id }, lan);
    for (let n = 0; n < 2; n++) await app.delete(`${path()}/${minh.id}`, lan);
    const trace = await app.app
      .get(Reader)
      .rows(
        `SELECT user_id AS "by", action, detail FROM audit_entry WHERE action LIKE 'watcher.%' ORDER BY id`,
      );
    expect(trace).toEqual([
      { by: lan.id, action: 'watcher.added', detail: `user:${minh.id}` },
      { by: lan.id, action: 'watcher.removed', detail: `user:${minh.id}` },
    ]);
  });

  it('goes on with the ticket that this one is a duplicate of', async () => {
    await app.post(path(), {}, minh);
    const twin = id;
    id = await reportByLink(app);
    const { number } = await view();
    id = twin;
    await does('merge', { into: number });
    const into = (await app.get<TicketView>(`/api/v1/tickets?status=all&q=${number}`, lan))
      .body as unknown as {
      rows: { id: number }[];
    };
    id = into.rows[0]!.id;
    expect((await view()).watchers).toEqual([{ id: minh.id, name: minh.login }]);
  });
});
