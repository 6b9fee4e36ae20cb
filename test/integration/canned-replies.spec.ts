import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CannedReplies,
  CannedReply,
  FittingReplies,
  TicketView,
} from '../../src/contracts/api/index.js';
import {
  type Answer,
  type Caller,
  cookieOf,
  startApp,
  type TestApp,
  type TestPerson,
} from '../factories/app.js';
import { reportByLink } from './support/clerk.js';

const PASSWORD = 'mật khẩu để thử 4';
let app: TestApp;
let lan: TestPerson;
let minh: TestPerson;
/** A technician who is held to the province. */
let held: Caller;

beforeAll(async () => {
  app = await startApp();
  [lan, minh] = [await app.signIn('technician'), await app.signIn('administrator')];
  const person = { login: 'tinh-25', name: 'Tỉnh', role: 'technician', email: null, province: '25' };
  await app.post('/api/v1/users', { ...person, password: PASSWORD }, minh);
  const answer = await app.post('/api/v1/session', { login: 'tinh-25', password: PASSWORD });
  held = { headers: { cookie: cookieOf(answer) } };
});
afterAll(() => app.close());

const all = async (as: Caller = lan): Promise<CannedReplies> =>
  (await app.get<CannedReplies>('/api/v1/replies', as)).body;
const reply = (said: object) => ({
  title: 'Thử',
  body: 'Chào {{clerk}}',
  category: null,
  shared: true,
  ...said,
});
const adds = (said: object, as: Caller = lan): Promise<Answer<CannedReplies>> =>
  app.post('/api/v1/replies', reply(said), as);
const called = async (title: string, as: Caller = lan): Promise<CannedReply | undefined> =>
  (await all(as)).rows.find((row) => row.title === title);

describe('the canned replies that come with the software', () => {
  it('are there at the first start, and stay removed or changed at the next', async () => {
    const { rows } = await all();
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(rows.every(({ shared, updatedBy, used }) => shared && updatedBy === null && used === 0)).toBe(
      true,
    );
    const [gone, changed] = [rows[0]!, rows[1]!];
    expect((await app.delete(`/api/v1/replies/${gone.id}`, lan)).status).toBe(204);
    const edit = { ...reply({ title: 'Đổi tên' }), version: changed.version };
    expect((await app.post(`/api/v1/replies/${changed.id}`, edit, minh)).status).toBe(200);
    const data = await app.stop();
    app = await startApp({ data });
    [lan, minh] = [await app.signIn('technician'), await app.signIn('administrator')];
    const after = (await all()).rows;
    expect(after).toHaveLength(rows.length - 1);
    expect(after.find(({ id }) => id === changed.id)).toMatchObject({
      title: 'Đổi tên',
      updatedBy: minh.login,
    });
  });
});

describe('keeping them', () => {
  it('refuses a placeholder that is not of the list, by its name', async () => {
    const refused = await adds({ body: 'Chào {{clerck}}' });
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { error: { code: 'PLACEHOLDER_UNKNOWN', path: 'body' } },
    ]);
    expect(JSON.stringify(refused.body)).toContain('“clerck”');
  });

  it('keeps one’s own from everybody else', async () => {
    await adds({ title: 'Của Lan', shared: false });
    const own = (await called('Của Lan'))!;
    expect(await called('Của Lan', minh)).toBeUndefined();
    const edit = { ...reply({}), version: own.version };
    expect((await app.post(`/api/v1/replies/${own.id}`, edit, minh)).status).toBe(404);
    expect((await app.delete(`/api/v1/replies/${own.id}`, minh)).status).toBe(404);
    expect(await called('Của Lan')).toBeDefined();
  });

  it('lets two people not overwrite each other', async () => {
    await adds({ title: 'Hai người' });
    const { id, version } = (await called('Hai người'))!;
    const both = await Promise.all(
      [lan, minh].map((who) => app.post(`/api/v1/replies/${id}`, { ...reply({}), version }, who)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('leaves the shared ones alone where an account is held to a province', async () => {
    expect((await all(held)).mayShare).toBe(false);
    expect((await adds({}, held)).status).toBe(403);
    const shared = (await all()).rows.find((row) => row.shared)!;
    expect((await app.delete(`/api/v1/replies/${shared.id}`, held)).status).toBe(403);
    expect((await adds({ title: 'Của tỉnh', shared: false }, held)).status).toBe(201);
  });

  it('is for those who work on tickets', async () => {
    expect((await app.get('/api/v1/replies', await app.signIn('viewer'))).status).toBe(403);
  });
});

describe('on a ticket', () => {
  it('they are filled in, those of its category first, then the most used', async () => {
    await adds({ title: 'A ký số', category: 'signature' });
    await adds({
      title: 'B ký số',
      category: 'signature',
      body: '{{ticket}} {{center}} {{me}} {{hotline}} {{clerk}}',
    });
    const id = await reportByLink(app, { category: 'signature' });
    const fitting = async () =>
      (await app.get<FittingReplies>(`/api/v1/tickets/${id}/replies`, lan)).body.rows;
    const before = await fitting();
    const first = before.filter(({ fits }) => fits);
    expect(first.length).toBeGreaterThan(3);
    expect(before.slice(0, first.length)).toEqual(first);
    const b = before.find(({ title }) => title === 'B ký số')!;
    const { number } = (await app.get<TicketView>(`/api/v1/tickets/${id}`, lan)).body;
    expect(b.text).toMatch(
      new RegExp(`^${number} Trung tâm .*Lạc Lương ${lan.login} \\[số điện thoại\\] Nguyễn Thị Hoa$`),
    );
    expect((await app.post(`/api/v1/tickets/${id}/replies/${b.id}/used`, {}, lan)).status).toBe(204);
    expect((await fitting())[0]).toMatchObject({ title: 'B ký số' });
    expect((await called('B ký số'))!.used).toBe(1);
  });
});
