import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeskView, DeskViews, TicketList, TicketView } from '../../src/contracts/api/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import {
  type Answer,
  type Caller,
  cookieOf,
  startApp,
  type TestApp,
  type TestPerson,
} from '../factories/app.js';
import { reportByLink } from './support/clerk.js';

const PATH = '/api/v1/ticket-views';
const PASSWORD = 'mật khẩu để thử 8';
let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp({ config: { provinceCode: 'all' } });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.advance(11 * 60_000);
  technician = await app.signIn('technician');
});

const views = async (as: Caller = technician): Promise<DeskView[]> =>
  (await app.get<DeskViews>(PATH, as)).body.views;
const named = async (name: string, as: Caller = technician): Promise<DeskView | undefined> =>
  (await views(as)).find((view) => view.name.vi === name);
const save = (name: string, query: string, shared = false, as: Caller = technician): Promise<Answer> =>
  app.post(PATH, { name, query, shared }, as);
const listed = async (query: string, as: Caller = technician): Promise<number[]> =>
  (await app.get<TicketList>(`/api/v1/tickets?${query}`, as)).body.rows.map(({ id }) => id);
const view = async (id: number): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const act = async (id: number, verb: string, body: object): Promise<void> => {
  const { version } = await view(id);
  expect((await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician)).status).toBe(
    200,
  );
};
/** A technician of another name, held to a province or to nothing. */
async function colleague(login: string, province: string | null): Promise<Caller & { id: number }> {
  const admin = await app.signIn('administrator');
  const person = { login, name: `Kỹ thuật ${login}`, role: 'technician', email: null, province };
  const added = await app.post('/api/v1/users', { ...person, password: PASSWORD }, admin);
  const signed = await app.post('/api/v1/session', { login, password: PASSWORD });
  return { id: added.body.id, headers: { cookie: cookieOf(signed) } };
}

describe('the lists that everybody has', () => {
  it('count what is in them', async () => {
    const taken = await reportByLink(app);
    const free = await reportByLink(app);
    const asked = await reportByLink(app);
    await act(taken, 'assign', { assigneeId: technician.id });
    await act(asked, 'assign', { assigneeId: technician.id });
    await act(asked, 'comments', { kind: 'question', body: 'Máy nào ạ?' });
    const counts = Object.fromEntries((await views()).map(({ id, count }) => [id, count]));
    expect(counts).toEqual({ mine: 2, untaken: 1, soon: 0, answer: 1, vendor: 0 });
    expect(await listed('assignee=none')).toEqual([free]);
    expect(await listed('status=waiting_user')).toEqual([asked]);
    await act(taken, 'hand-over', { note: 'Gửi VNPT' });
    expect(await listed('status=waiting_vendor')).toEqual([taken]);
    await app.advance(24 * 60_000);
    technician = await app.signIn('technician');
    expect(await listed('status=soon')).toContain(free);
  });

  it('count no farther than 99', async () => {
    const [now, center] = [app.clock.now(), await app.centerId()];
    await app.app.get(UnitOfWork).run(async (tx) => {
      for (let n = 0; n < 120; n++)
        await tx.run(
          `INSERT INTO ticket (number, origin, center_id, status, priority, title_vi, title_en, place, category, began_at, opened_at)
           VALUES (?, 'clerk', ?, 'new', 'low', 'Thử', 'Try', 'Xã', 'network', ?, ?)`,
          [`PH-2025-${String(n).padStart(6, '0')}`, center, now - n, now - n],
        );
    });
    await save('Mạng', 'category=network');
    expect(await named('Mạng')).toMatchObject({ count: 99, more: true });
    expect(await named('Chưa ai nhận')).toMatchObject({ count: 99, more: true });
    await save('Mạng, cả đã xong', 'category=network&status=all');
    expect(await named('Mạng, cả đã xong')).toMatchObject({ count: null, more: false });
    expect((await listed('category=network&order=newest'))[0]).not.toBe(
      (await listed('category=network&order=oldest'))[0],
    );
  });
});

describe('a list that somebody saves', () => {
  it('keeps filter, search and order, and nothing else of the address', async () => {
    const answer = await save('In ấn', 'page=3&order=due&q=m%C3%A1y+in&status=open&category=printer&view=7');
    expect(answer.status).toBe(200);
    const query = 'category=printer&order=due&q=m%C3%A1y+in';
    expect(await named('In ấn')).toMatchObject({ query, shared: false, editable: true, missing: null });
  });

  it('finds by words and by what the words do not say', async () => {
    const printer = await reportByLink(app, { what: 'Khay giấy cong', category: 'printer' });
    const other = await reportByLink(app, { what: 'Khay giấy cong', category: 'other' });
    expect(await listed('q=khay+giay')).toEqual([other, printer]);
    expect(await listed('q=khay+giay&category=printer')).toEqual([printer]);
    await act(printer, 'assign', { assigneeId: technician.id });
    expect(await listed('q=khay+giay&assignee=none')).toEqual([other]);
    await act(printer, 'comments', { kind: 'question', body: 'Khay nào?' });
    expect(await listed('q=khay+giay&status=waiting_user')).toEqual([printer]);
    expect(await listed('q=khay+giay&status=waiting_vendor')).toEqual([]);
    await save('Khay', 'q=khay+giay&status=waiting_user');
    expect(await named('Khay')).toMatchObject({ count: 1 });
  });

  it('is its own maker’s, until it is shared', async () => {
    const nam = await colleague('nam', null);
    await save('Riêng', 'mine=1');
    expect(await named('Riêng', nam)).toBeUndefined();
    const { id, version } = (await named('Riêng'))!;
    const change = { name: 'Chung', query: 'status=overdue', shared: true };
    expect((await app.post(`${PATH}/${id}`, { ...change, version }, nam)).status).toBe(404);
    expect((await app.post(`${PATH}/${id}`, { ...change, version }, technician)).status).toBe(200);
    expect(await named('Chung', nam)).toMatchObject({ shared: true, editable: false, owner: 'technician-1' });
    // Others read it; its maker and administrators change it.
    expect((await app.delete(`${PATH}/${id}`, nam)).status).toBe(404);
    const admin = await app.signIn('administrator');
    const stale = await app.post(`${PATH}/${id}`, { ...change, version }, admin);
    expect([stale.status, stale.body.error.code]).toEqual([409, 'VIEW_CHANGED']);
    expect((await app.delete(`${PATH}/${id}`, admin)).status).toBe(200);
    expect(await named('Chung')).toBeUndefined();
    const trail = await app.app
      .get(Reader)
      .rows<{ action: string }>(`SELECT action FROM audit_entry WHERE subject = ? ORDER BY id`, [
        `ticket-view:${id}`,
      ]);
    expect(trail.map(({ action }) => action)).toEqual([
      'ticket-view.saved',
      'ticket-view.changed',
      'ticket-view.removed',
    ]);
  });

  it('is shared with those alone who see a place that its maker sees, each of whom sees their own', async () => {
    const haNoi = await colleague('ha-noi', '01');
    const phuTho = await colleague('phu-tho', '25');
    const theirs = await reportByLink(app);
    await save('Của Phú Thọ', '', true, phuTho);
    await save('Của cả nước', '', true);
    expect(await named('Của Phú Thọ', haNoi)).toBeUndefined();
    // What concerns everybody is in it for both.
    const [here, there] = [await listed('', haNoi), await listed('', phuTho)];
    expect([here.includes(theirs), there.includes(theirs)]).toEqual([false, true]);
    expect(await named('Của cả nước', haNoi)).toMatchObject({ count: here.length });
    const { id, version } = (await named('Của Phú Thọ', phuTho))!;
    const change = { name: 'x', query: '', shared: false, version };
    expect((await app.post(`${PATH}/${id}`, change, haNoi)).status).toBe(404);
    await save('Việc của Hà Nội', `assignee=${haNoi.id}`, true, phuTho);
    expect(await named('Việc của Hà Nội', phuTho)).toMatchObject({ count: 0, missing: null });
  });

  it('says when it names somebody or something that is no more', async () => {
    const leaves = await colleague('nghi-viec', null);
    await save('Của người nghỉ', `assignee=${leaves.id}`);
    expect(await named('Của người nghỉ')).toMatchObject({ missing: null });
    await app.app
      .get(UnitOfWork)
      .run((tx) => tx.run('UPDATE user_account SET disabled_at = 1 WHERE id = ?', [leaves.id]));
    expect((await named('Của người nghỉ'))!.missing!.vi).toContain('không còn làm việc');
    await save('Nhóm cũ', 'category=printer');
    await app.app
      .get(UnitOfWork)
      .run((tx) => tx.run(`UPDATE saved_view SET query = 'category=fax' WHERE name = 'Nhóm cũ'`, []));
    expect(await named('Nhóm cũ')).toMatchObject({
      count: 0,
      missing: { vi: expect.stringContaining('Nhóm') },
    });
    expect(await listed('category=fax')).toEqual([]);
  });

  it('is refused when it says nothing, and when there are too many', async () => {
    const refused = await save('Lạ', 'status=lost');
    expect([refused.status, refused.body.error.code]).toEqual([400, 'VIEW_UNREADABLE']);
    expect((await save('', 'mine=1')).status).toBe(400);
    const keeps = await colleague('giu-nhieu', null);
    for (let n = 0; n < 20; n++) expect((await save(`Số ${n}`, '', false, keeps)).status).toBe(200);
    const more = await save('Thêm', '', false, keeps);
    expect([more.status, more.body.error.code]).toEqual([409, 'TOO_MANY_VIEWS']);
  });
});
