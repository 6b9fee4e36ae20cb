import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FollowedReport, SplitReply, TicketList, TicketView } from '../../src/contracts/api/index.js';
import { Centers } from '../../src/inventory/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { ReportedTickets } from '../../src/tickets/clerks/reported-tickets.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';

const MINUTE = 60_000;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  technician = await app.signIn('technician');
});

interface Report {
  id: number;
  number: string;
  /** The secret of the clerk's page. */
  follow: string;
}

async function idOf(number: string): Promise<number> {
  const { rows } = (await app.get<TicketList>(`/api/v1/tickets?status=all&q=${number}`, technician)).body;
  return rows.find((row) => row.number === number)!.id;
}

async function report(what: string, name = 'Nguyễn Thị Hoa'): Promise<Report> {
  const center = (await app.app.get(Centers).byId(await app.centerId()))!;
  const form = new FormData();
  for (const [field, value] of Object.entries({ name, phone: '0912 345 678', category: 'one_stop', what }))
    form.set(field, value);
  const sent = await fetch(`${app.url}/api/v1/public/centers/${center.publicLink}/reports`, {
    method: 'POST',
    body: form,
  });
  expect(sent.status).toBe(201);
  const { number, follow } = (await sent.json()) as { number: string; follow: string };
  return { number, follow, id: await idOf(number) };
}

/** Another clerk of the center says on the same ticket what they see, with a picture of it. */
async function joins(ticket: { id: number; number: string }, name: string, what: string): Promise<string> {
  const reported = app.app.get(ReportedTickets);
  const center = (await app.app.get(Centers).byId(await app.centerId()))!;
  const said = { center, device: null, category: 'printer' as const, what, name, phone: null };
  const { follow } = await reported.withPicture({ name: 'kẹt giấy.png', bytes: PNG }, (tx, stored) =>
    reported.join(tx, ticket, said, stored, app.clock.now()),
  );
  await app.settle();
  return follow;
}

const view = async (id: number): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
const act = async (id: number, verb: string, body: object): Promise<Answer> => {
  const { version } = await view(id);
  return app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician);
};
const split = (
  id: number,
  entries: number[],
  more: object = {},
): Promise<Answer<SplitReply & { error: { code: string; path?: string } }>> =>
  act(id, 'split', { entries, title: 'Máy in kẹt giấy', category: 'printer', priority: 'normal', ...more });
const followed = async (follow: string): Promise<FollowedReport> =>
  (
    await app.request<FollowedReport>('GET', '/api/v1/public/followed', {
      headers: { 'trucban-link': follow },
    })
  ).body;
const writes = (follow: string, body: string): Promise<Answer> =>
  app.request('POST', '/api/v1/public/followed/answers', {
    headers: { 'trucban-link': follow },
    body: { body },
  });
const said = ({ events }: Pick<TicketView, 'events'>): string[] => events.map(({ text }) => text.vi);
const entry = (ticket: TicketView, words: string): number =>
  ticket.events.find(({ text, movable }) => movable && text.vi === words)!.id;
const search = async (q: string): Promise<number[]> =>
  (
    await app.get<TicketList>(`/api/v1/tickets?status=all&q=${encodeURIComponent(q)}`, technician)
  ).body.rows.map(({ id }) => id);

describe("a clerk's second trouble", () => {
  let whole: Report;
  let part: SplitReply;
  let saidAt: number;
  let clocksBefore: TicketView['clocks'];

  beforeAll(async () => {
    technician = await app.signIn('technician');
    whole = await report('Bấm nộp hồ sơ thì màn hình trắng');
    await app.advance(60 * MINUTE);
    technician = await app.signIn('technician');
    await writes(whole.follow, 'Máy in cũng kẹt giấy');
    saidAt = app.clock.now();
    await app.advance(30 * MINUTE);
    technician = await app.signIn('technician');
    const before = await view(whole.id);
    clocksBefore = before.clocks;
    const done = await split(whole.id, [entry(before, 'Máy in cũng kẹt giấy')]);
    expect(done.status).toBe(200);
    part = done.body;
  });

  it('is a ticket of its own, with a title, a category and a priority', async () => {
    expect(await view(part.id)).toMatchObject({
      number: part.number,
      title: { vi: 'Máy in kẹt giấy' },
      category: 'printer',
      priority: 'normal',
      status: 'new',
      place: (await view(whole.id)).place,
      openedAt: saidAt,
    });
    expect((await view(part.id)).facts).toContainEqual(
      expect.objectContaining({ label: expect.objectContaining({ vi: 'Người báo' }) }),
    );
  });

  it('waits since the clerk said it, not since somebody split it', async () => {
    const { clocks } = await view(part.id);
    expect(clocks!.answer).toMatchObject({ targetMinutes: 120, usedMinutes: 30, state: 'running' });
    expect((await view(whole.id)).clocks).toEqual(clocksBefore);
  });

  it('is said in both histories, each with a link to the other', async () => {
    const [there, here] = [await view(whole.id), await view(part.id)];
    expect(there.events.at(-1)).toMatchObject({ kind: 'split' });
    expect(said(there).at(-1)).toContain(part.number);
    expect(said(there)).not.toContain('Máy in cũng kẹt giấy');
    expect(said(here)).toEqual(['Máy in cũng kẹt giấy', expect.stringContaining(whole.number)]);
    expect(there.facts).toContainEqual(expect.objectContaining({ link: `/tickets/${part.id}` }));
    expect(here.facts).toContainEqual(expect.objectContaining({ link: `/tickets/${whole.id}` }));
  });

  it('is found where it stands now', async () => {
    expect(await search('kẹt giấy')).toEqual([part.id]);
    expect(await search('màn hình trắng')).toEqual([whole.id]);
  });

  it('stays on the page that the clerk has, with what is answered there', async () => {
    await act(part.id, 'comments', { kind: 'reply', body: 'Mở khay sau, rút tờ giấy ra' });
    const page = await followed(whole.follow);
    expect(page.number).toBe(whole.number);
    expect(page.events.map(({ text }) => text.vi)).not.toContain('Máy in cũng kẹt giấy');
    expect(page.parts).toMatchObject([{ number: part.number, title: { vi: 'Máy in kẹt giấy' } }]);
    expect(page.parts[0]!.events.map(({ text }) => text.vi)).toEqual(
      expect.arrayContaining(['Máy in cũng kẹt giấy', 'Mở khay sau, rút tờ giấy ra']),
    );
  });

  it('is one again when it is merged back', async () => {
    const { number } = await view(whole.id);
    expect((await act(part.id, 'merge', { into: number })).body).toMatchObject({ status: 'duplicate' });
    expect(said(await view(whole.id))).toContain('Máy in cũng kẹt giấy');
    expect(await search('kẹt giấy')).toContain(whole.id);
    expect((await view(whole.id)).clocks!.resolve.targetMinutes).toBe(clocksBefore!.resolve.targetMinutes);
    // Whoever followed both is told once.
    const followers = await app.app
      .get(Reader)
      .rows('SELECT id FROM ticket_follower WHERE ticket_id = ?', [whole.id]);
    expect(followers).toHaveLength(1);
  });

  it('is two again when that is reopened', async () => {
    expect((await act(part.id, 'reopen', {})).body).toMatchObject({ status: 'new', mergedInto: null });
    expect(said(await view(whole.id))).not.toContain('Máy in cũng kẹt giấy');
    expect(said(await view(part.id))).toContain('Máy in cũng kẹt giấy');
    expect((await search('kẹt giấy'))[0]).toBe(part.id);
    const { parts } = await followed(whole.follow);
    expect(parts[0]!.events.at(-1)).toMatchObject({
      kind: 'reopened',
      text: { vi: 'Phiếu được mở lại, kỹ thuật viên tiếp tục xử lý.' },
    });
  });
});

describe('notes of the desk that are split off', () => {
  it('are no news to the clerk, whose words all stay', async () => {
    const { id, follow } = await report('Máy quét không nhận');
    await act(id, 'comments', { kind: 'note', body: 'Nhân tiện: ổ đĩa sắp đầy' });
    const before = (await followed(follow)).events;
    const done = await split(id, [entry(await view(id), 'Nhân tiện: ổ đĩa sắp đầy')]);
    expect(done.status).toBe(200);
    expect(await followed(follow)).toMatchObject({ events: before, parts: [] });
  });

  it('are told apart from words of clerks also on a ticket that took theirs in', async () => {
    const whole = await report('Mạng chậm');
    await app.advance(60_000);
    const merged = await report('Mạng rất chậm');
    await act(merged.id, 'merge', { into: (await view(whole.id)).number });
    await writes(whole.follow, 'Chuột cũng hỏng');
    await act(whole.id, 'comments', { kind: 'note', body: 'Đổi bộ chia mạng' });
    const kinds = async () => (await followed(merged.follow)).events.map(({ kind }) => kind);
    await app.advance(60_000);
    await split(whole.id, [entry(await view(whole.id), 'Đổi bộ chia mạng')]);
    expect(await kinds()).not.toContain('split');
    await app.advance(60_000);
    await split(whole.id, [entry(await view(whole.id), 'Chuột cũng hỏng')]);
    expect(await kinds()).toContain('split');
  });
});

describe('what another clerk said on the same ticket', () => {
  it('goes with its picture and with the clerk, whose page and mails are of the new one', async () => {
    const whole = await report('Hộ tịch báo lỗi 500');
    const lan = await joins(whole, 'Trần Thị Lan', 'Máy in quầy tôi kẹt giấy');
    await app.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.run("UPDATE ticket_follower SET email = 'lan@example.vn' WHERE name = 'Trần Thị Lan'", []),
      );
    const before = await view(whole.id);
    const words = entry(before, 'Máy in quầy tôi kẹt giấy');
    const picture = before.events.find(({ id }) => id === words)!.attachments[0]!;
    const part = (await split(whole.id, [words])).body;
    const moved = (await view(part.id)).events[0]!;
    expect(moved.attachments).toMatchObject([{ name: 'kẹt giấy.png' }]);
    expect((await app.get(moved.attachments[0]!.url, technician)).status).toBe(200);
    expect((await app.get(picture.url, technician)).status).toBe(404);
    expect(await followed(lan)).toMatchObject({ number: part.number, parts: [] });
    expect(await followed(whole.follow)).toMatchObject({ number: whole.number, parts: [] });
    expect((await view(whole.id)).followers).toBe(1);

    await act(part.id, 'comments', { kind: 'reply', body: 'Tắt máy in rồi bật lại' });
    await act(whole.id, 'comments', { kind: 'reply', body: 'Máy chủ hộ tịch đang sửa' });
    await app.settle();
    const mails = await app.app
      .get(Reader)
      .rows<{ ticketId: number }>(
        `SELECT ticket_id AS "ticketId" FROM notice WHERE recipient = 'lan@example.vn'`,
      );
    expect(mails).toEqual([{ ticketId: part.id }]);
    await act(part.id, 'merge', { into: whole.number });
    const back = (await view(whole.id)).events.find(({ id }) => id === words)!;
    expect(back.attachments).toMatchObject([{ name: 'kẹt giấy.png', url: picture.url }]);
    expect((await app.get(picture.url, technician)).status).toBe(200);
  });

  it('leaves who has words in both with the new one alone, where that is chosen', async () => {
    const whole = await report('Một cửa không vào được');
    await writes(whole.follow, 'Máy quét cũng hỏng');
    const words = entry(await view(whole.id), 'Máy quét cũng hỏng');
    const part = (await split(whole.id, [words], { followBoth: false })).body;
    expect(await followed(whole.follow)).toMatchObject({ number: part.number, parts: [] });
    expect((await view(whole.id)).followers).toBe(0);
  });
});

describe('a ticket of an incident', () => {
  it('keeps its incident, also when all that people said of it goes', async () => {
    const pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 9' }));
    pc.freePercent = 2;
    await pc.beat();
    const { rows } = (await app.get<TicketList>('/api/v1/tickets?q=Qu%E1%BA%A7y%209', technician)).body;
    const { id } = rows[0]!;
    await act(id, 'comments', { body: 'Nhân tiện: cần thay chuột' });
    const part = (await split(id, [entry(await view(id), 'Nhân tiện: cần thay chuột')])).body;
    expect(await view(id)).toMatchObject({ origin: 'detection', status: 'new' });
    expect((await view(id)).reasons.length).toBeGreaterThan(0);
    expect(await view(part.id)).toMatchObject({ origin: 'clerk', reasons: [], members: [] });
  });
});

describe('a split that cannot be', () => {
  let whole: Report;
  beforeAll(async () => {
    technician = await app.signIn('technician');
    whole = await report('Ký số không được');
    await act(whole.id, 'assign', { assigneeId: technician.id });
  });

  it('says what to do', async () => {
    const { events } = await view(whole.id);
    const [clerk, assigned] = [events[0]!.id, events.find(({ kind }) => kind === 'assigned')!.id];
    const refusal = async (entries: number[]) => {
      const { status, body } = await split(whole.id, entries);
      return [status, body.error.code, body.error.path];
    };
    expect(await refusal([])).toEqual([400, 'SPLIT_NOTHING', 'entries']);
    expect(await refusal([clerk])).toEqual([400, 'SPLIT_EVERYTHING', 'entries']);
    expect(await refusal([clerk, assigned])).toEqual([400, 'SPLIT_NOT_MOVABLE', 'entries']);
    expect(await refusal([999_999])).toEqual([400, 'SPLIT_NOT_MOVABLE', 'entries']);
  });

  it('leaves a ticket alone that somebody changed meanwhile', async () => {
    await act(whole.id, 'comments', { body: 'Đã gọi' });
    const { version, events } = await view(whole.id);
    const body = { title: 'a', category: 'other', priority: 'low', entries: [events[0]!.id] };
    const stale = await app.post(
      `/api/v1/tickets/${whole.id}/split`,
      { ...body, version: version - 1 },
      technician,
    );
    expect([stale.status, stale.body.error.code]).toEqual([409, 'TICKET_CHANGED']);
    expect(said(await view(whole.id))).toContain('Ký số không được');
  });

  it('is none of a ticket that was merged', async () => {
    const twin = await report('Ký số cũng không được');
    await act(twin.id, 'comments', { body: 'Giống phiếu kia' });
    await act(twin.id, 'merge', { into: whole.number });
    const refused = await split(twin.id, [entry(await view(twin.id), 'Giống phiếu kia')]);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'SPLIT_OF_DUPLICATE']);
  });
});
