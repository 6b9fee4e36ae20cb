import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TicketList, TicketView } from '../../src/contracts/api/index.js';
import { startApp, type Answer, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { reportByLink } from './support/clerk.js';

const DAY_MS = 86_400_000;
let app: TestApp;
let technician: TestPerson;
let id: number;

beforeAll(async () => {
  app = await startApp();
  await watchWebSystem(app, 'hotich');
});
afterAll(() => app.close());
beforeEach(async () => {
  technician = await app.signIn('technician');
  id = await reportByLink(app);
});

const view = async (of = id): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${of}`, technician)).body;
const act = async (verb: string, body: object = {}, of = id): Promise<Answer> =>
  app.post(`/api/v1/tickets/${of}/${verb}`, { version: (await view(of)).version, ...body }, technician);
const listed = async (status: string): Promise<number[]> =>
  (await app.get<TicketList>(`/api/v1/tickets?status=${status}`, technician)).body.rows.map((row) => row.id);

describe('a ticket on its way', () => {
  it('is asked about, waits, is handed to the vendor and goes on with whoever has it', async () => {
    expect((await view()).status).toBe('new');
    await act('assign', { assigneeId: technician.id });
    const asked = await act('comments', { kind: 'question', body: 'Máy nào ạ?' });
    expect(asked.body).toMatchObject({ status: 'waiting_user', assigneeId: technician.id });
    expect(asked.body.events.at(-1)).toMatchObject({ kind: 'asked', text: { vi: 'Máy nào ạ?' } });
    expect(await listed('waiting')).toContain(id);
    expect((await act('hand-over', { note: 'Đã gửi VNPT' })).body.status).toBe('waiting_vendor');
    expect((await act('resume')).body.status).toBe('in_progress');
    expect(await listed('waiting')).not.toContain(id);
    expect((await act('resolve', { note: 'Đã cài lại' })).body.status).toBe('resolved');
    expect((await act('close')).body).toMatchObject({ status: 'closed', resolvedAt: expect.any(Number) });
  });

  it('is acknowledged without being taken, and put back to new', async () => {
    expect((await act('acknowledge', { acknowledged: true })).body.status).toBe('acknowledged');
    await act('assign', { assigneeId: technician.id });
    expect((await act('assign', { assigneeId: null })).body.status).toBe('acknowledged');
    expect((await act('acknowledge', { acknowledged: false })).body.status).toBe('new');
  });

  it('goes on waiting when somebody else takes it', async () => {
    await act('comments', { kind: 'question', body: 'Máy nào ạ?' });
    expect((await act('assign', { assigneeId: technician.id })).body.status).toBe('waiting_user');
    expect((await act('resume')).body.status).toBe('in_progress');
  });

  it('tells a note from an answer', async () => {
    await act('comments', { body: 'Hỏi anh Nam xem' });
    await act('comments', { kind: 'reply', body: 'Chúng tôi đang xem' });
    expect((await view()).events.slice(-2).map(({ kind }) => kind)).toEqual(['note', 'reply']);
  });

  it('closes itself three days after it was resolved, unless it is reopened', async () => {
    const reopened = await reportByLink(app);
    await act('resolve');
    await act('resolve', {}, reopened);
    await app.advance(2 * DAY_MS);
    technician = await app.signIn('technician');
    expect((await view()).status).toBe('resolved');
    expect((await act('reopen', {}, reopened)).body.status).toBe('new');
    await app.advance(DAY_MS);
    technician = await app.signIn('technician');
    expect((await view()).status).toBe('closed');
    expect((await view()).events.at(-1)).toMatchObject({ kind: 'closed', actor: null });
    expect((await view(reopened)).status).toBe('new');
  });
});

describe('a move that the table does not have', () => {
  it.each([
    ['closing what is open', [], 'close', {}, 'TICKET_MOVE_REFUSED'],
    [
      'taking what was cancelled',
      [['cancel', { reason: 'Nhầm' }]],
      'acknowledge',
      { acknowledged: true },
      'TICKET_ENDED',
    ],
    ['cancelling what is resolved', [['resolve', {}]], 'cancel', { reason: 'Nhầm' }, 'TICKET_MOVE_REFUSED'],
    ['resolving twice', [['resolve', {}]], 'resolve', {}, 'TICKET_ENDED'],
    ['reopening what is open', [], 'reopen', {}, 'TICKET_NOT_ENDED'],
    ['going on with what does not wait', [], 'resume', {}, 'TICKET_NOT_WAITING'],
    [
      'asking about what is over',
      [['resolve', {}]],
      'comments',
      { kind: 'question', body: '?' },
      'TICKET_MOVE_REFUSED',
    ],
  ] as const)('is refused with what to do: %s', async (_, before, verb, body, code) => {
    for (const [first, given] of before) expect((await act(first, given)).status).toBe(200);
    const { version } = await view();
    const refused = await act(verb, body);
    expect([refused.status, refused.body.error.code]).toEqual([409, code]);
    expect((await view()).version).toBe(version);
  });
});

describe('the same thing reported twice', () => {
  it('is one ticket with the other as its duplicate, until that is reopened', async () => {
    const twin = await reportByLink(app, { what: 'Một cửa trắng màn hình' });
    const { number } = await view();
    const merged = await act('merge', { into: number }, twin);
    expect(merged.body).toMatchObject({ status: 'duplicate', mergedInto: { id, number } });
    const kept = await view();
    expect(kept.duplicates).toMatchObject([{ id: twin }]);
    expect(kept.events.at(-1)?.text.vi).toContain(merged.body.number);
    expect(await listed('open')).not.toContain(twin);

    await act('reopen', {}, twin);
    expect((await view()).duplicates).toEqual([]);
    expect(await view(twin)).toMatchObject({ status: 'new', mergedInto: null });
  });

  it('is found by the end of its number', async () => {
    const twin = await reportByLink(app);
    const short = String(Number((await view()).number.slice(-6)));
    expect((await act('merge', { into: short }, twin)).body.mergedInto).toMatchObject({ id });
  });

  it('is merged only into another ticket that is open', async () => {
    const { number } = await view();
    const into = async (given: string, of = id) => (await act('merge', { into: given }, of)).body.error;
    expect(await into(number)).toMatchObject({ code: 'MERGE_WITH_ITSELF', path: 'into' });
    expect(await into('PH-2026-999999')).toMatchObject({ code: 'MERGE_TARGET_UNKNOWN', path: 'into' });
    const twin = await reportByLink(app);
    await act('resolve');
    expect(await into(number, twin)).toMatchObject({ code: 'MERGE_TARGET_ENDED', path: 'into' });
    expect((await view(twin)).status).toBe('new');
  });
});

describe('how pressing it is', () => {
  it('follows from impact and urgency, and evidence changes it no more', async () => {
    const pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 7' }));
    await pc.beat();
    await pc.live(60);
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.beat();
    await pc.live(60);
    const open = (await app.get<TicketList>('/api/v1/tickets?q=Qu%E1%BA%A7y%207', technician)).body.rows[0]!;
    expect(open.priority).not.toBe('low');
    const judged = await act('prioritise', { impact: 'low', urgency: 'low' }, open.id);
    expect(judged.body).toMatchObject({ priority: 'low', impact: 'low', urgency: 'low' });
    expect(judged.body.events.at(-1).text.vi).toContain('Thấp');
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pc.live(30);
    expect((await view(open.id)).priority).toBe('low');
  });
});
