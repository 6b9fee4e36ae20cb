import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type {
  BulkAct,
  BulkLine,
  TicketList,
  TicketSelection,
  TicketView,
} from '../../src/contracts/api/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { type Caller, cookieOf, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { bulk } from './support/bulk.js';
import { reportByLink } from './support/clerk.js';

jest.setTimeout(120_000);

const HA_NOI = '01';
const PASSWORD = 'mật khẩu để thử 9';
let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp({ config: { provinceCode: 'all' } });
});
afterAll(() => app.close());
// A center may send so many reports in ten minutes.
beforeEach(async () => {
  await app.advance(11 * 60_000);
  technician = await app.signIn('technician');
});

const view = async (id: number, as: Caller = technician): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, as)).body;
const reports = async (count: number): Promise<TicketView[]> => {
  const made: TicketView[] = [];
  for (let n = 0; n < count; n++) made.push(await view(await reportByLink(app, { what: `Lỗi số ${n}` })));
  return made;
};
const run = (
  tickets: readonly { id: number; version: number }[],
  act: BulkAct,
  operation: string = randomUUID(),
  as: Caller = technician,
): Promise<BulkLine[]> => bulk(app, tickets, act, as, operation);
const codes = (lines: readonly BulkLine[]): (string | null)[] => lines.map(({ code }) => code);

describe('one verb for many tickets', () => {
  it('does each, and says of each what came of it', async () => {
    const [first, second, third] = await reports(3);
    await app.post(`/api/v1/tickets/${second!.id}/cancel`, { version: 1, reason: 'Nhầm' }, technician);
    await app.post(`/api/v1/tickets/${third!.id}/comments`, { version: 1, body: 'Đang xem' }, technician);
    const ended = await view(second!.id);
    const gone = { id: 987_654, version: 1 };
    const lines = await run([first!, ended, third!, gone], { verb: 'assign', assigneeId: technician.id });
    expect(lines.map(({ id }) => id)).toEqual([first!.id, ended.id, third!.id, gone.id]);
    expect(codes(lines)).toEqual([null, 'TICKET_ENDED', 'TICKET_CHANGED', 'NOT_FOUND']);
    expect(lines[1]!.why!.vi).toContain('Mở lại phiếu');
    expect(await view(first!.id)).toMatchObject({ status: 'in_progress', assigneeId: technician.id });
    expect(await view(third!.id)).toMatchObject({ status: 'new', assigneeId: null });
  });

  it('has every verb of the list', async () => {
    const tickets = await reports(2);
    const [one, other] = tickets.map(({ id }) => id);
    const now = async () => [await view(one!), await view(other!)];
    const until = app.clock.now() + 3_600_000;
    const acts: BulkAct[] = [
      { verb: 'acknowledge' },
      { verb: 'snooze', until },
      { verb: 'snooze', until: null },
      { verb: 'prioritise', impact: 'high', urgency: 'high' },
      { verb: 'categorise', category: 'printer' },
      { verb: 'reply', body: 'Chúng tôi đang sửa máy chủ' },
      { verb: 'resolve', note: 'Đã khởi động lại' },
      { verb: 'close' },
    ];
    for (const act of acts) expect(codes(await run(await now(), act))).toEqual([null, null]);
    for (const ticket of await now()) {
      expect(ticket).toMatchObject({ status: 'closed', priority: 'critical', category: 'printer' });
      expect(ticket.acknowledgedBy).toBe('technician-1');
      const kinds = ticket.events.map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['snoozed', 'woken', 'reply', 'resolved', 'closed']));
    }
  });

  it('merges into one of them, which goes on', async () => {
    const [target, ...others] = await reports(3);
    const lines = await run([...others, target!], { verb: 'merge', into: target!.number });
    expect(codes(lines)).toEqual([null, null, 'TICKET_CHANGED']);
    const kept = await view(target!.id);
    expect(kept.status).toBe('new');
    expect(kept.duplicates.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
  });

  it('mails each clerk once a ticket', async () => {
    const tickets = await reports(3);
    await app.settle();
    const work = app.app.get(UnitOfWork);
    for (const { id } of tickets)
      await work.run((tx) =>
        tx.run('UPDATE ticket_follower SET email = ? WHERE ticket_id = ?', [`hoa${id}@example.vn`, id]),
      );
    const listed = (await app.get<TicketList>('/api/v1/tickets', technician)).body.rows;
    expect(listed.find(({ id }) => id === tickets[0]!.id)).toMatchObject({ readers: 1 });
    await run(tickets, { verb: 'reply', body: 'Đã sửa xong, anh chị thử lại' });
    await app.settle();
    const mails = await app.app
      .get(Reader)
      .rows<{ recipient: string }>(
        `SELECT recipient FROM notice WHERE recipient LIKE 'hoa%' ORDER BY ticket_id`,
      );
    expect(mails.map(({ recipient }) => recipient)).toEqual(tickets.map(({ id }) => `hoa${id}@example.vn`));
  });
});

describe('a button that is pressed twice', () => {
  it('does each ticket once, one press after the other', async () => {
    const tickets = await reports(2);
    const operation = randomUUID();
    const reply: BulkAct = { verb: 'reply', body: 'Xin chờ' };
    expect(codes(await run(tickets, reply, operation))).toEqual([null, null]);
    expect(codes(await run(tickets, reply, operation))).toEqual([null, null]);
    for (const { id } of tickets)
      expect((await view(id)).events.filter(({ kind }) => kind === 'reply')).toHaveLength(1);
    // Another press, and other words, are another answer, and the tickets are no more as they were seen.
    const other: BulkAct = { verb: 'reply', body: 'Đã xong' };
    expect(codes(await run(tickets, other, operation))).toEqual(['TICKET_CHANGED', 'TICKET_CHANGED']);
    expect(codes(await run(tickets, reply))).toEqual(['TICKET_CHANGED', 'TICKET_CHANGED']);
  });

  it('does each ticket once, both at the same time', async () => {
    const tickets = await reports(3);
    const operation = randomUUID();
    const act: BulkAct = { verb: 'reply', body: 'Xin chờ' };
    const both = await Promise.all([run(tickets, act, operation), run(tickets, act, operation)]);
    expect(both.flatMap(codes)).toEqual(Array(6).fill(null));
    for (const { id } of tickets)
      expect((await view(id)).events.filter(({ kind }) => kind === 'reply')).toHaveLength(1);
  });

  it('tries again what was refused', async () => {
    const [ticket] = await reports(1);
    const operation = randomUUID();
    expect(codes(await run([ticket!], { verb: 'close' }, operation))).toEqual(['TICKET_MOVE_REFUSED']);
    await app.post(`/api/v1/tickets/${ticket!.id}/resolve`, { version: 1 }, technician);
    const resolved = await view(ticket!.id);
    expect(codes(await run([resolved], { verb: 'close' }, operation))).toEqual([null]);
  });
});

describe('who may do it', () => {
  it('is asked of each ticket by its place', async () => {
    const [theirs] = await reports(1);
    const person = { login: 'ha-noi', name: 'Kỹ thuật Hà Nội', role: 'technician', email: null };
    const admin = await app.signIn('administrator');
    await app.post('/api/v1/users', { ...person, province: HA_NOI, password: PASSWORD }, admin);
    const signed = await app.post('/api/v1/session', { login: person.login, password: PASSWORD });
    const foreign = { headers: { cookie: cookieOf(signed) } };
    const lines = await run([theirs!], { verb: 'acknowledge' }, randomUUID(), foreign);
    expect(codes(lines)).toEqual(['NOT_FOUND']);
    expect((await view(theirs!.id)).acknowledgedBy).toBeNull();
    const all = await app.get<TicketSelection>('/api/v1/tickets/selection?status=all', foreign);
    expect(all.body.rows.map(({ id }) => id)).not.toContain(theirs!.id);
    const clerk = await app.signIn('clerk');
    const refused = await app.post('/api/v1/tickets/bulk', {}, clerk);
    expect(refused.status).toBe(403);
  });
});

describe('so many at once', () => {
  it('are two hundred, and the list says which', async () => {
    const now = app.clock.now();
    const center = await app.centerId();
    await app.app.get(UnitOfWork).run(async (tx) => {
      for (let n = 0; n < 205; n++)
        await tx.run(
          `INSERT INTO ticket (number, origin, center_id, status, priority, title_vi, title_en, place, began_at, opened_at)
           VALUES (?, 'clerk', ?, 'new', 'low', 'Thử', 'Try', 'Xã', ?, ?)`,
          [`PH-2025-${String(n).padStart(6, '0')}`, center, now - n, now - n],
        );
    });
    const path = `/api/v1/tickets/selection?center=${center}&order=newest`;
    const { total, rows } = (await app.get<TicketSelection>(path, technician)).body;
    expect(total).toBeGreaterThanOrEqual(205);
    expect(rows).toHaveLength(200);
    expect(rows[0]).toMatchObject({ number: 'PH-2025-000000', version: 1, readers: 0 });
    const many = [...rows, { id: 1, version: 1 }].map(({ id, version }) => ({ id, version }));
    const body = { operation: randomUUID(), act: { verb: 'acknowledge' } };
    const refused = await app.post('/api/v1/tickets/bulk', { ...body, tickets: many }, technician);
    expect([refused.status, refused.body.error.path]).toEqual([400, 'tickets']);
    const lines = await run(rows, { verb: 'acknowledge' });
    expect(codes(lines)).toEqual(Array(200).fill(null));
  });
});
