import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FollowedReport, PcReportView, TicketList, TicketView } from '../../src/contracts/api/index.js';
import { Centers } from '../../src/inventory/index.js';
import { startApp, type Answer, type TestApp, type TestDevice, type TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';

const MINUTE_MS = 60_000;
let app: TestApp;
let technician: TestPerson;
let pc: TestDevice;

beforeAll(async () => {
  app = await startApp();
  await watchWebSystem(app, 'hotich');
});
afterAll(() => app.close());
beforeEach(async () => {
  // The limit of reports of a center counts ten minutes.
  await app.advance(11 * MINUTE_MS);
  technician = await app.signIn('technician');
  pc = await app.enrol(undefined, { name: 'Quầy 3' });
});

const pressed = async (device = pc): Promise<string> => {
  const answer = await app.post('/api/agent/v1/report-links', undefined, device);
  expect(answer.status).toBe(201);
  expect(answer.body.url).toMatch(/\/report-pc#[\w-]{43}$/);
  return answer.body.url.split('#')[1];
};
const open = (link: string): Promise<Answer<PcReportView>> =>
  app.request('GET', '/api/v1/public/report-link', { headers: { 'trucban-link': link } });
const send = async (link: string, fields: Record<string, string>): Promise<Answer> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const headers = { 'trucban-link': link };
  const response = await fetch(`${app.url}/api/v1/public/report-link`, {
    method: 'POST',
    headers,
    body: form,
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
};
const followed = (secret: string): Promise<Answer<FollowedReport>> =>
  app.request('GET', '/api/v1/public/followed', { headers: { 'trucban-link': secret } });
const say = (secret: string, path: 'answers' | 'verdict', body: object): Promise<Answer<FollowedReport>> =>
  app.request('POST', `/api/v1/public/followed/${path}`, { headers: { 'trucban-link': secret }, body });
const ticketOf = async (number: string): Promise<TicketView> => {
  const { rows } = (await app.get<TicketList>('/api/v1/tickets?status=all', technician)).body;
  const { id } = rows.find((row) => row.number === number)!;
  return (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;
};
const act = async (number: string, verb: string, body: object): Promise<void> => {
  const { id, version } = await ticketOf(number);
  const done = await app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician);
  expect(done.status).toBe(200);
};

describe('the link that a PC asks for', () => {
  it('opens a page that knows the PC, and makes one report without a name or a password', async () => {
    const link = await pressed();
    expect((await open(link)).body).toMatchObject({ device: 'Quầy 3', troubles: [], announced: [] });
    const sent = await send(link, { category: 'printer' });
    expect(sent.status).toBe(201);
    expect(await ticketOf(sent.body.number)).toMatchObject({
      origin: 'clerk',
      status: 'new',
      place: 'Xã Lạc Lương · Quầy 3',
      title: { vi: 'Báo sự cố: Máy in, máy quét' },
    });
  });

  it('is used up by its report', async () => {
    const link = await pressed();
    await send(link, { category: 'slow' });
    expect(await open(link)).toMatchObject({ status: 410, body: { error: { code: 'REPORT_LINK_USED' } } });
    expect((await send(link, { category: 'slow' })).body.error.code).toBe('REPORT_LINK_USED');
  });

  it('makes one report of two that are sent at once', async () => {
    const link = await pressed();
    const both = await Promise.all([send(link, { category: 'slow' }), send(link, { category: 'slow' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
  });

  it('expires after half an hour', async () => {
    const link = await pressed();
    await app.advance(31 * MINUTE_MS);
    expect(await open(link)).toMatchObject({ status: 410, body: { error: { code: 'REPORT_LINK_EXPIRED' } } });
  });

  it.each(['', 'x'.repeat(43)])('is not to be guessed: "%s"', async (link) => {
    expect(await open(link)).toMatchObject({ status: 404, body: { error: { code: 'REPORT_LINK_UNKNOWN' } } });
    expect((await send(link, { category: 'slow' })).status).toBe(404);
  });

  it('keeps a report that says nothing from being sent, and stays good', async () => {
    const link = await pressed();
    expect((await send(link, { category: 'other' })).body.error).toMatchObject({ path: 'what' });
    expect((await send(link, { category: 'other', what: 'Ghế gãy' })).status).toBe(201);
  });

  it('is refused to a PC that asks for one again and again', async () => {
    for (let n = 0; n < 20; n++) await pressed();
    const more = await app.post('/api/agent/v1/report-links', undefined, pc);
    expect([more.status, more.body.error.code]).toEqual([429, 'TOO_MANY_REPORT_LINKS']);
  });
});

describe('what is known already', () => {
  it('is offered first, and confirming it joins its ticket', async () => {
    const watched = new TestPc(app, pc);
    await watched.beat();
    await watched.live(60);
    watched.sees('hotich', 'tab', 'not_responding');
    await watched.beat();
    await watched.live(70);
    const link = await pressed();
    const [trouble, ...others] = (await open(link)).body.troubles;
    expect(others).toEqual([]);
    expect(trouble).toMatchObject({ category: 'civil_registration', wide: false, ticket: { status: 'new' } });
    expect(trouble!.title.vi).toContain('bị treo');

    const sent = await send(link, { category: trouble!.category, confirms: String(trouble!.incidentId) });
    expect(sent.body.number).toBe(trouble!.ticket!.number);
    const { events } = await ticketOf(sent.body.number);
    expect(events.at(-1)).toMatchObject({ kind: 'clerk', text: { vi: 'Xác nhận: ở đây cũng bị.' } });
  });

  it('opens nobody else’s ticket', async () => {
    const { rows } = (await app.get<TicketList>('/api/v1/tickets?status=all', technician)).body;
    const detected = rows.find(({ origin }) => origin === 'detection')!;
    const elsewhere = (await app.app.get(Centers).all()).at(-1)!;
    const stranger = await app.enrol(elsewhere.id, { name: 'Quầy 9' });
    for (let incident = 1; incident <= 5; incident++) {
      const fields = { category: 'one_stop', confirms: String(incident) };
      const sent = await send(await pressed(stranger), fields);
      expect(sent.body.number).not.toBe(detected.number);
      expect((await ticketOf(sent.body.number)).origin).toBe('clerk');
    }
  });

  it('opens a ticket of its own when it is over by the time the report is sent', async () => {
    const sent = await send(await pressed(), { category: 'one_stop', confirms: '999999' });
    expect(await ticketOf(sent.body.number)).toMatchObject({ origin: 'clerk', status: 'new' });
  });
});

describe('a widespread incident', () => {
  it('collects the reports of thirty clerks in one ticket, and one resolution tells all of them', async () => {
    const pcs: TestPc[] = [];
    for (const { id } of (await app.app.get(Centers).all()).slice(1, 4)) {
      for (let n = 1; n <= 10; n++) {
        const one = new TestPc(app, await app.enrol(id, { name: `Quầy ${n}` }));
        one.probed('hotich', {});
        await one.beat();
        pcs.push(one);
      }
    }
    for (const one of pcs) {
      one.probed('hotich', { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
      await one.beat();
    }
    for (let half = 0; half < 4; half++) {
      await app.advance(30_000);
      for (const one of pcs) await one.beat();
    }
    const before = (await app.get<TicketList>('/api/v1/tickets?status=all', technician)).body.total;

    const sent: { number: string; follow: string }[] = [];
    for (const { device } of pcs) {
      const link = await pressed(device);
      const wide = (await open(link)).body.troubles.find((trouble) => trouble.wide)!;
      const answer = await send(link, { category: wide.category, confirms: String(wide.incidentId) });
      sent.push(answer.body);
    }
    const numbers = new Set(sent.map(({ number }) => number));
    expect(numbers.size).toBe(1);
    const after = (await app.get<TicketList>('/api/v1/tickets?status=all', technician)).body.total;
    expect(after).toBe(before);
    const [number] = [...numbers] as [string];
    // The one whose page hung before is among them: it was the same cause.
    expect((await ticketOf(number)).facts.map(({ value }) => value.vi)).toContainEqual(
      expect.stringMatching(/^31: Quầy 3, Quầy 1, /),
    );

    await act(number, 'resolve', { note: 'Nhà cung cấp đã khởi động lại máy chủ' });
    for (const { follow } of sent) {
      const { status, events } = (await followed(follow)).body;
      expect([status, events.at(-1)?.text.vi]).toEqual(['resolved', 'Nhà cung cấp đã khởi động lại máy chủ']);
    }
  });
});

describe("the clerk's own page", () => {
  let number: string;
  let follow: string;
  beforeEach(async () => {
    const sent = await send(await pressed(), { category: 'printer', what: 'Kẹt giấy', name: 'Chị Hoa' });
    ({ number, follow } = sent.body);
  });
  const view = async (): Promise<FollowedReport> => (await followed(follow)).body;

  it('shows the answers and keeps the notes of the desk to the desk', async () => {
    await act(number, 'comments', { body: 'Máy này hay kẹt' });
    await act(number, 'comments', { kind: 'reply', body: 'Chúng tôi đang xem' });
    expect((await view()).events.map(({ kind, text }) => [kind, text.vi])).toEqual([
      ['clerk', 'Kẹt giấy'],
      ['reply', 'Chúng tôi đang xem'],
    ]);
  });

  it('answers a question, and the ticket goes on', async () => {
    await act(number, 'assign', { assigneeId: technician.id });
    await act(number, 'comments', { kind: 'question', body: 'Máy in nào ạ?' });
    expect(await view()).toMatchObject({ status: 'waiting_user', asked: true });
    const answered = await say(follow, 'answers', { body: 'Máy cạnh cửa' });
    expect(answered.body).toMatchObject({ status: 'in_progress', asked: false });
  });

  it('says that it works, with a rating, and the ticket is closed', async () => {
    expect((await say(follow, 'verdict', { verdict: 'done' })).body).toMatchObject({
      error: { code: 'TICKET_NOT_RESOLVED_YET' },
    });
    await act(number, 'resolve', { note: 'Đã gỡ giấy' });
    const done = await say(follow, 'verdict', { verdict: 'done', rating: 5 });
    expect(done.body).toMatchObject({ status: 'closed', verdict: 'done', rating: 5 });
    const { facts } = await ticketOf(number);
    expect(facts.map(({ value }) => value.vi)).toContain('5 / 5 (1 người)');
  });

  it('says that it still fails, and the ticket is open again', async () => {
    await act(number, 'resolve', { note: 'Đã gỡ giấy' });
    const still = await say(follow, 'verdict', { verdict: 'still', note: 'Vẫn kẹt' });
    expect(still.body).toMatchObject({ status: 'new', resolvedAt: null });
    expect((await ticketOf(number)).events.at(-1)).toMatchObject({ kind: 'reopened', actor: 'Chị Hoa' });
  });

  it('goes with its ticket into the one that it is a duplicate of', async () => {
    const other = (await send(await pressed(), { category: 'printer', name: 'Anh Nam' })).body
      .number as string;
    await act(number, 'merge', { into: other });
    expect((await view()).number).toBe(other);
    await act(other, 'resolve', { note: 'Đã thay máy in' });
    expect((await view()).events.at(-1)).toMatchObject({ kind: 'resolved', text: { vi: 'Đã thay máy in' } });
    // Its own words are there, those of the other clerk are not.
    const told = (await view()).events.map(({ kind, text }) => [kind, text.vi]);
    expect(told).toEqual([
      ['clerk', 'Kẹt giấy'],
      ['merged', 'Được xử lý chung với phiếu khác cùng nguyên nhân.'],
      ['resolved', 'Đã thay máy in'],
    ]);
    await act(number, 'reopen', { note: '' });
    expect(await view()).toMatchObject({ number, status: 'new' });
  });

  it('is nobody else’s', async () => {
    expect(await followed('x'.repeat(43))).toMatchObject({
      status: 404,
      body: { error: { code: 'FOLLOW_UNKNOWN' } },
    });
  });
});

describe('what clerks type', () => {
  it('is stored without the numbers of citizens', async () => {
    const what = 'Ông Bình 025091001234, gọi 0912 345 678, hồ sơ H48.25-260819-0012 bị treo';
    const sent = await send(await pressed(), { category: 'one_stop', what });
    const { events } = await ticketOf(sent.body.number);
    expect(events[0]!.text.vi).toBe('Ông Bình •••••••••234, gọi •••••••678, hồ sơ •••••••••••012 bị treo');
  });

  it('is words, whatever stands in it', async () => {
    const what = '<script>alert(1)</script><img src=x onerror=alert(2)> "; DROP TABLE ticket;--';
    const sent = await send(await pressed(), { category: 'one_stop', what, name: '<b>Hoa</b>' });
    const { events } = await ticketOf(sent.body.number);
    expect(events[0]).toMatchObject({ actor: '<b>Hoa</b>', text: { vi: what } });
  });
});
