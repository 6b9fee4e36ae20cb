import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { BoardCenter, BoardDelta, DeviceView } from '../../src/contracts/api/index.js';
import { Report } from '../../src/contracts/agent/index.js';
import { PolicyService } from '../../src/inventory/index.js';
import { hardwareOf, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { EventReader } from '../fakes/event-reader.js';

const MINUTE_S = 60;
/** A captured PC with its hardware and certificates. */
const SAMPLE = Report.parse(
  JSON.parse(
    readFileSync(new URL('../../src/contracts/samples/valid/report.first.json', import.meta.url), 'utf8'),
  ),
);

let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp();
  technician = await app.signIn('technician');
  // Each test leaves a center silent behind it; together they would be the line of the server.
  const by = { name: 'test', userId: null };
  await app.app.get(PolicyService).set('server.lineCenters', '1000', by, app.clock.now());
  await watchWebSystem(app, 'hotich');
  await watchWebSystem(app, 'motcua');
});
afterAll(() => app.close());

/** A PC of a center that no other test uses, which has reported once. */
async function reportingPc(communeCode: string, name = 'Quầy 1'): Promise<TestPc> {
  const pc = new TestPc(app, await app.enrol(await app.centerId(communeCode), { name }));
  await pc.beat();
  return pc;
}

async function tileOf(communeCode: string): Promise<BoardCenter> {
  const { body } = await app.get('/api/v1/board', technician);
  return body.centers.find((center: BoardCenter) => center.communeCode === communeCode);
}

/** Time in which nothing is heard, and the server is not blind: it goes on looking. */
async function quiet(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 10) await app.advance(10_000);
}

const deviceView = async (pc: TestPc): Promise<DeviceView> =>
  (await app.get(`/api/v1/devices/${pc.device.deviceId}`, technician)).body;

describe('the board', () => {
  it('is for people who are signed in', async () => {
    expect((await app.get('/api/v1/board')).status).toBe(401);
    expect((await app.get('/api/v1/board/events')).status).toBe(401);
    const answer = await app.get('/api/v1/board', technician);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ province: expect.stringContaining('Phú Thọ'), attentionMore: 0 });
    expect(answer.body.centers.length).toBeGreaterThan(100);
  });

  it('travels compressed, because the lines of communes are slow', async () => {
    const { headers } = await app.get('/api/v1/board', technician);
    expect(headers.get('content-encoding')).toBe('gzip');
  });

  it('shows a center without a PC as off, a PC not heard yet as never, a reporting one as online', async () => {
    expect(await tileOf('05362')).toMatchObject({ name: 'Xã Lạc Lương', tone: 'off', openTickets: 0 });
    const pc = new TestPc(app, await app.enrol(await app.centerId('05362')));
    expect(await tileOf('05362')).toMatchObject({ tone: 'unknown', devices: { never: 1, online: 0 } });
    await pc.beat();
    expect(await tileOf('05362')).toMatchObject({ tone: 'ok', devices: { never: 0, online: 1 } });
    await pc.goodbye('shutdown');
  });

  it('puts a center with a hung program first, and its ticket where a person looks', async () => {
    const pc = await reportingPc(await codeOf(3));
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.live(2 * MINUTE_S);
    const { body } = await app.get('/api/v1/board', technician);
    expect(body.centers[0]).toMatchObject({ id: pc.device.centerId, tone: 'problem', openTickets: 1 });
    expect(body.attention[0]).toMatchObject({
      deviceId: pc.device.deviceId,
      tone: 'problem',
      assignee: null,
    });
    expect(body.attention[0].title.vi).toContain('bị treo');
  });

  it('turns the center of a silent PC red, and calm once somebody took the ticket', async () => {
    const code = await codeOf(4);
    const pc = await reportingPc(code);
    await quiet(3 * MINUTE_S);
    expect(await tileOf(code)).toMatchObject({ tone: 'problem', devices: { silent: 1 } });
    const { tickets } = await deviceView(pc);
    const { version } = (await app.get(`/api/v1/tickets/${tickets[0]?.id}`, technician)).body;
    const request = { version, assigneeId: technician.id };
    await app.post(`/api/v1/tickets/${tickets[0]?.id}/assign`, request, technician);
    expect(await tileOf(code)).toMatchObject({ tone: 'handled', devices: { silent: 1 } });
    expect(await deviceView(pc)).toMatchObject({ tone: 'handled', presence: 'silent' });
  });
});

/** The code of some commune of the province other than Lạc Lương. */
async function codeOf(index: number): Promise<string> {
  const { body } = await app.get('/api/v1/board', technician);
  const others = body.centers
    .map(({ communeCode }: BoardCenter) => communeCode)
    .filter((code: string) => code !== '05362')
    .sort();
  return others[index];
}

describe('the stream of the board', () => {
  it('tells the whole board first, then only the center that changed', async () => {
    const code = await codeOf(5);
    const pc = new TestPc(app, await app.enrol(await app.centerId(code)));
    const events = await EventReader.open(`${app.url}/api/v1/board/events`, technician.headers);
    const whole = await events.next<BoardDelta>('board');
    expect(whole.data.centers.length).toBeGreaterThan(100);
    await pc.beat();
    app.clock.advance(1000);
    const change = await events.next<BoardDelta>('board');
    expect(change.data.centers).toHaveLength(1);
    expect(change.data.centers[0]).toMatchObject({ id: pc.device.centerId, devices: { online: 1 } });
    expect(Number(change.id)).toBe(change.data.revision);
    expect(change.data.revision).toBeGreaterThan(whole.data.revision);
    await events.close();
  });

  it('finds by itself what another process changed, within 5 s', async () => {
    const events = await EventReader.open(`${app.url}/api/v1/board/events`, technician.headers);
    await events.next('board');
    // An enrolment announces nothing, like a change elsewhere.
    const device = await app.enrol(await app.centerId(await codeOf(6)));
    app.clock.advance(6000);
    const change = await events.next<BoardDelta>('board');
    expect(change.data.centers).toMatchObject([{ id: device.centerId, devices: { never: 1 } }]);
    await events.close();
  });

  it('tells a browser that comes back only what is new, and all of it when it cannot know', async () => {
    const first = await EventReader.open(`${app.url}/api/v1/board/events`, technician.headers);
    const { id } = await first.next('board');
    await first.close();
    const upToDate = await EventReader.open(`${app.url}/api/v1/board/events`, {
      ...technician.headers,
      'last-event-id': id,
    });
    const device = await app.enrol(await app.centerId(await codeOf(7)));
    app.clock.advance(6000);
    expect((await upToDate.next<BoardDelta>('board')).data.centers).toMatchObject([{ id: device.centerId }]);
    const late = await EventReader.open(`${app.url}/api/v1/board/events`, {
      ...technician.headers,
      'last-event-id': id,
    });
    expect((await late.next<BoardDelta>('board')).data.centers.length).toBeGreaterThan(100);
    await upToDate.close();
    await late.close();
  });

  it('beats every 15 s, and ends with the session', async () => {
    const person = await app.signIn('administrator');
    const events = await EventReader.open(`${app.url}/api/v1/board/events`, person.headers);
    await events.next('board');
    app.clock.advance(15_000);
    await events.comment();
    expect((await app.delete('/api/v1/session', person)).status).toBe(204);
    app.clock.advance(15_000);
    await events.ended();
  });
});

describe('the page of a center', () => {
  it('shows its PCs, what runs on them, and the address of the form without a password', async () => {
    const pc = await reportingPc(await codeOf(8), 'Quầy hộ tịch');
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    const { deviceId, centerId } = pc.device;
    const { status, body } = await app.get(`/api/v1/centers/${centerId}`, technician);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      tone: 'ok',
      counts: { online: 1 },
      devices: [{ name: 'Quầy hộ tịch', tone: 'ok', summary: { vi: 'Đang kết nối' } }],
      cells: [{ programId: 'hotich', deviceId, tone: 'ok' }],
      tickets: [],
    });
    expect(body.reportUrl).toMatch(/^http.+\/.+/);
  });

  it('lists its PCs as people count them', async () => {
    const center = await app.centerId(await codeOf(13));
    for (const name of ['Quầy 10', 'Quầy 2', 'Quầy 1']) await app.enrol(center, { name });
    const { body } = await app.get(`/api/v1/centers/${center}`, technician);
    expect(body.devices.map(({ name }: { name: string }) => name)).toEqual(['Quầy 1', 'Quầy 2', 'Quầy 10']);
  });

  it('answers 404 for a center that is not there, 400 for what is no id', async () => {
    const answer = await app.get('/api/v1/centers/999999', technician);
    expect(answer.status).toBe(404);
    expect(answer.body.error).toMatchObject({ code: 'NOT_FOUND', correlationId: expect.any(String) });
    expect((await app.get('/api/v1/centers/x', technician)).status).toBe(400);
  });
});

describe('the page of a PC', () => {
  it('says in one sentence that all is well, and shows what it is made of', async () => {
    const pc = await reportingPc(await codeOf(9));
    pc.sees('motcua', 'tab', 'ok');
    await pc.beat({
      inventory: SAMPLE.inventory,
      certificates: SAMPLE.certificates,
      digests: SAMPLE.digests,
    });
    await pc.live(30);
    const view = await deviceView(pc);
    expect(view.bar.at(-1)).toMatchObject({ tone: 'ok', until: app.clock.now() });
    expect(view.age).toEqual({ years: 9.3, from: '2017-08-11', source: 'bios' });
    expect(view.hardware).toMatchObject({ model: 'OptiPlex 3050', diskKind: 'hdd' });
    expect(view.load?.disks).toHaveLength(1);
    expect(view.certificates.map(({ holder }) => holder)).toContain('Đặng Văn Ước');
    expect(view).toMatchObject({ presence: 'online', flag: null });

    const plain = await reportingPc(await codeOf(9), 'Quầy 2');
    plain.sees('motcua', 'tab', 'ok');
    await plain.beat();
    const { sentence, tone, problems } = await deviceView(plain);
    expect(sentence.vi).toBe('Đang kết nối, mọi phần mềm hoạt động bình thường.');
    expect({ tone, problems }).toEqual({ tone: 'ok', problems: [] });
  });

  it('says what hangs and since when, with its ticket, and draws it on the bar', async () => {
    const pc = await reportingPc(await codeOf(10));
    await pc.live(30);
    const since = app.clock.now();
    pc.sees('motcua', 'tab', 'not_responding');
    await pc.live(90);
    const view = await deviceView(pc);
    expect(view.sentence.vi).toMatch(/^Phần mềm một cửa của tỉnh bị treo từ \d\d:\d\d\.$/);
    expect(view.tone).toBe('problem');
    expect(view.problems).toMatchObject([{ since, tone: 'problem', ticketId: expect.any(Number) }]);
    expect(view.tickets.map(({ id }) => id)).toContain(view.problems[0]?.ticketId);
    expect(view.programs.find(({ id }) => id === 'motcua')).toMatchObject({
      tone: 'problem',
      sources: [{ source: 'tab', text: { vi: 'Trang bị treo' } }],
    });
    expect(view.bar.at(-1)).toMatchObject({ from: since, tone: 'problem' });
  });

  it('says since when a PC is gone, with the day once it is another', async () => {
    const pc = await reportingPc(await codeOf(11));
    const heardAt = app.clock.now();
    await quiet(5 * MINUTE_S);
    const today = await deviceView(pc);
    expect(today).toMatchObject({ presence: 'silent', tone: 'problem', since: heardAt, lastSeenAt: heardAt });
    expect(today.sentence.vi).toMatch(/^Máy mất kết nối từ \d\d:\d\d\.$/);
    expect(today.problems).toMatchObject([{ title: { vi: 'Máy mất kết nối' } }]);
  });

  it('flags a PC that enrolled anew because it shared a token', async () => {
    const pc = await reportingPc(await codeOf(12), 'Quầy gốc');
    const { token } = pc.device;
    const answer = await app.post('/api/agent/v1/enrolments', {
      v: 1,
      clonedToken: token,
      hardware: hardwareOf('another mainboard'),
      platform: 'windows',
      deviceName: 'Quầy sao',
      agentVersion: '0.1.0',
    });
    const { body } = await app.get(`/api/v1/devices/${answer.body.deviceId}`, technician);
    expect(body).toMatchObject({ presence: 'never', tone: 'unknown', age: { source: 'unknown' } });
    expect(body.flag.vi).toContain('Quầy gốc');
  });

  it('is not for clerks, and 404 when there is no such PC', async () => {
    const answer = await app.get('/api/v1/devices/999999', technician);
    expect([answer.status, answer.body.error.code]).toEqual([404, 'NOT_FOUND']);
    expect((await app.get('/api/v1/devices/999999', await app.signIn('clerk'))).status).toBe(403);
  });
});

describe('the search', () => {
  it('finds a commune by letters without marks', async () => {
    const { body } = await app.get('/api/v1/search?q=lac%20luong', technician);
    expect(body.centers[0]).toMatchObject({ name: 'Xã Lạc Lương' });
  });

  it('finds a PC by its name and its commune together', async () => {
    const device = await app.enrol(await app.centerId('05362'), { name: 'Quầy Địa chính' });
    const { body } = await app.get('/api/v1/search?q=dia%20chinh%20lac%20luong', technician);
    expect(body.devices).toEqual([
      { id: device.deviceId, name: 'Quầy Địa chính', center: 'Xã Lạc Lương', presence: 'never' },
    ]);
  });

  it('takes wildcards as the letters they are, and finds at most eight', async () => {
    expect((await app.get('/api/v1/search?q=%25', technician)).body.centers).toEqual([]);
    expect((await app.get('/api/v1/search?q=_', technician)).body.centers).toEqual([]);
    expect((await app.get('/api/v1/search?q=xa', technician)).body.centers).toHaveLength(8);
    expect((await app.get('/api/v1/search?q=', technician)).body).toEqual({
      centers: [],
      devices: [],
      tickets: [],
    });
  });
});
