import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SearchView, TicketList, TicketView } from '../../src/contracts/api/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { Scheduler } from '../../src/platform/scheduler/index.js';
import { type Caller, cookieOf, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { reportByLink } from './support/clerk.js';

const ALL = '&status=all';
const PASSWORD = 'mật khẩu để thử 2';
let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp();
  technician = await app.signIn('technician');
});
afterAll(() => app.close());
// A center may send so many reports in ten minutes.
beforeEach(async () => {
  await app.advance(11 * 60_000);
  technician = await app.signIn('technician');
});

const search = async (q: string, more = ALL, as: Caller = technician): Promise<number[]> => {
  const answer = await app.get<TicketList>(`/api/v1/tickets?q=${encodeURIComponent(q)}${more}`, as);
  return answer.body.rows.map(({ id }) => id);
};
const view = async (id: number): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const act = async (id: number, verb: string, body: object = {}) => {
  const { version } = await view(id);
  const answer = await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician);
  expect(answer.status).toBeLessThan(300);
};

describe('a search over tickets', () => {
  it('finds what the clerk wrote, with and without marks, however they are encoded', async () => {
    const id = await reportByLink(app, { what: 'Trích lục khai sinh không in được' });
    for (const asked of ['trich luc', 'Trích lục', 'Trích lục'.normalize('NFD'), 'khai sinh tri']) {
      expect(await search(asked)).toEqual([id]);
    }
    expect(await search('trich luc ket hon')).toEqual([]);
    const center = (await view(id)).place;
    expect(await search(`${center} trich luc`)).toEqual([id]);
  });

  it('leads with the very marks, and else with the newest', async () => {
    const tomb = await reportByLink(app, { what: 'Hồ sơ đất nghĩa trang mả' });
    const code = await reportByLink(app, { what: 'Hồ sơ mất mã vạch' });
    const rice = await reportByLink(app, { what: 'Hồ sơ trợ giá mạ non' });
    expect(await search('ma ho so')).toEqual([rice, code, tomb]);
    expect(await search('mả hồ sơ')).toEqual([tomb, rice, code]);
    expect(await search('mã'.normalize('NFD'))).toEqual([code, rice, tomb]);
  });

  it('finds a ticket by its number, long and short', async () => {
    const id = await reportByLink(app);
    const { number } = await view(id);
    const short = String(Number(number.slice(-6)));
    await reportByLink(app, { what: `Giống hôm ${short}` });
    expect((await search(short))[0]).toBe(id);
    expect(await search(number)).toEqual([id]);
    expect(await search(number.toLowerCase())).toEqual([id]);
  });

  it('follows notes, answers, and what a merge or an end changes', async () => {
    const id = await reportByLink(app, { what: 'Máy quét kêu' });
    await act(id, 'comments', { body: 'Lò xo bị giãn' });
    await act(id, 'comments', { kind: 'reply', body: 'Mai chúng tôi mang bánh răng tới' });
    expect(await search('lo xo gian')).toEqual([id]);
    expect(await search('banh rang may quet')).toEqual([id]);
    expect(await search('lo xo gian', '&status=open')).toEqual([id]);
    const twin = await reportByLink(app, { what: 'Máy quét kêu, lò xo hỏng' });
    await act(twin, 'merge', { into: (await view(id)).number });
    expect(await search('lo xo')).toEqual([twin, id]);
    expect(await search('lo xo', '&status=open')).toEqual([id]);
    expect(await search('lo xo', '&status=resolved')).toEqual([twin]);
    expect(await search((await view(twin)).number)).toContain(id);
  });

  it('works with the other filters of the list', async () => {
    const mine = await reportByLink(app, { what: 'Bộ lưu điện kêu bíp' });
    const other = await reportByLink(app, { what: 'Bộ lưu điện cháy', communeCode: '05392' });
    await act(mine, 'assign', { assigneeId: technician.id });
    await act(other, 'comments', { kind: 'question', body: 'Có khói không ạ?' });
    expect(await search('luu dien')).toEqual([other, mine]);
    expect(await search('luu dien', `${ALL}&mine=1`)).toEqual([mine]);
    expect(await search('luu dien', `${ALL}&center=${await app.centerId()}`)).toEqual([mine]);
    expect(await search('luu dien', '&status=waiting')).toEqual([other]);
    expect(await search('luu dien', '&status=overdue')).toEqual([]);
    await act(mine, 'snooze', { until: app.clock.now() + 3_600_000 });
    expect(await search('luu dien', '&status=open')).toEqual([other]);
    expect(await search('luu dien', '&status=snoozed')).toEqual([mine]);
    await act(mine, 'snooze', { until: null });
    await act(mine, 'prioritise', { impact: 'high', urgency: 'high' });
    await app.advance(2 * 86_400_000);
    technician = await app.signIn('technician');
    expect(await search('luu dien', '&status=overdue')).toEqual([mine]);
    await act(mine, 'hand-over', { note: 'Gửi hãng' });
    expect(await search('luu dien hang', '&status=waiting')).toEqual([mine]);
  });

  it('is what the search of every page asks', async () => {
    const id = await reportByLink(app, { what: 'Bàn phím liệt nút Ctrl' });
    const { body } = await app.get<SearchView>('/api/v1/search?q=ban%20phim%20liet', technician);
    expect(body.tickets.map((ticket) => ticket.id)).toEqual([id]);
  });

  it('forgets a ticket that is forgotten', async () => {
    const id = await reportByLink(app, { what: 'Chỉ để quên: hoa mười giờ' });
    expect(await search('hoa muoi gio')).toEqual([id]);
    await app.app.get(UnitOfWork).run(async (tx) => {
      for (const table of ['ticket_event', 'ticket_follower', 'ticket_escalation', 'ticket_to_assign'])
        await tx.run(`DELETE FROM ${table} WHERE ticket_id = ?`, [id]);
      await tx.run('DELETE FROM ticket WHERE id = ?', [id]);
    });
    expect(await search('hoa muoi gio')).toEqual([]);
  });
});

describe('nobody finds', () => {
  it('an internal note as a clerk', async () => {
    const id = await reportByLink(app, { what: 'Tem nhãn in lệch' });
    await act(id, 'comments', { body: 'Nghi cán bộ làm đổ cà phê' });
    await act(id, 'comments', { kind: 'reply', body: 'Chúng tôi mang cuộn giấy khác' });
    const clerk = await app.signIn('clerk');
    expect(await search('ca phe')).toEqual([id]);
    expect(await search('ca phe', ALL, clerk)).toEqual([]);
    expect(await search('tem nhan ca p', ALL, clerk)).toEqual([]);
    expect(await search('tem nhan cuon giay', ALL, clerk)).toEqual([id]);
    const everywhere = await app.get<SearchView>('/api/v1/search?q=ca%20phe', clerk);
    expect(everywhere.body.tickets).toEqual([]);
    const read = (await app.get<TicketView>(`/api/v1/tickets/${id}`, clerk)).body.events;
    expect(read.map(({ kind }) => kind)).toEqual(['clerk', 'reply']);
  });

  it('a ticket of a province that is not theirs', async () => {
    const id = await reportByLink(app, { what: 'Cột ăng ten nghiêng' });
    const held = async (login: string, province: string): Promise<Caller> => {
      const person = { login, name: login, role: 'technician', email: `${login}@example.vn`, province };
      const added = await app.post(
        '/api/v1/users',
        { ...person, password: PASSWORD },
        await app.signIn('administrator'),
      );
      expect(added.status).toBe(201);
      return {
        headers: { cookie: cookieOf(await app.post('/api/v1/session', { login, password: PASSWORD })) },
      };
    };
    const own = await held('trong-tinh', '25');
    const foreign = await held('tinh-khac', '01');
    const { number } = await view(id);
    expect(await search('ang ten', ALL, own)).toEqual([id]);
    expect(await search('ang ten', ALL, foreign)).toEqual([]);
    expect(await search(number, ALL, foreign)).toEqual([]);
    expect(await search(String(Number(number.slice(-6))), ALL, foreign)).toEqual([]);
    const everywhere = await app.get<SearchView>('/api/v1/search?q=ang%20ten', foreign);
    expect(everywhere.body.tickets).toEqual([]);
  });
});

describe('tickets from before there was an index', () => {
  it('come into it, from where the work stopped', async () => {
    const ids: number[] = [];
    for (let count = 0; count < 25; count++) ids.push(await reportByLink(app, { what: 'Vệt xước màn hình' }));
    const left = ids.slice(0, 22);
    await app.app.get(UnitOfWork).run(async (tx) => {
      await tx.run('DELETE FROM ticket_term');
      await tx.run('INSERT INTO ticket_term_backlog (id, below) VALUES (1, ?)', [ids[22]!]);
    });
    expect(await search('vet xuoc')).toEqual([]);
    await app.app.get(Scheduler).run('tickets.index');
    expect(await search('vet xuoc')).toEqual(left.reverse());
    const done = await app.app.get(Reader).row('SELECT id FROM ticket_term_backlog');
    expect(done).toBeNull();
  });
});

describe('the list of tickets', () => {
  it('has what is open first, then what ended last, with the neighbours in that order', async () => {
    const ids: number[] = [];
    for (let count = 0; count < 15; count++) ids.push(await reportByLink(app));
    const [first, second, third] = ids as [number, number, number];
    for (const id of [second, first, third]) {
      await app.advance(60_000);
      await act(id, 'resolve');
    }
    const { rows } = (await app.get<TicketList>('/api/v1/tickets?status=resolved', technician)).body;
    expect(rows.slice(0, 3).map(({ id }) => id)).toEqual([third, first, second]);
    expect(await view(first)).toMatchObject({ previousId: third, nextId: second });
    const all = (await app.get<TicketList>('/api/v1/tickets?status=all', technician)).body;
    const ended = all.rows.map(({ resolvedAt }) => resolvedAt !== null);
    expect(ended).toEqual([...ended].sort());
    expect(all.total).toBeGreaterThan(50);
    const next = (await app.get<TicketList>('/api/v1/tickets?status=all&page=2', technician)).body;
    const both = [...all.rows, ...next.rows].map(({ id }) => id);
    expect(new Set(both).size).toBe(all.total);
    expect(all.more).toBe(false);
  });
});
