import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type {
  BoardDelta,
  BoardView,
  CertificateList,
  DeviceAgeList,
  SearchView,
  SessionView,
  TicketList,
} from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import {
  type Answer,
  type Caller,
  cookieOf,
  startApp,
  type TestApp,
  type TestDevice,
} from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { EventReader } from '../fakes/event-reader.js';

// The 3,321 centers of the nation are put into the database first.
jest.setTimeout(90_000);

const HA_NOI = '01';
const PASSWORD = 'mật khẩu để thử 2';

/** Both provinces have a PC with a full disk; Hoa is held to Hà Nội, the technician to none. */
let app: TestApp;
let hoa: Caller;
let own: TestDevice;
let foreign: TestDevice;
let foreignTicket: number;

beforeAll(async () => {
  app = await startApp({ config: { provinceCode: 'all' } });
  const admin = await app.signIn('administrator');
  const person = { login: 'hoa', name: 'Hoa', role: 'technician', email: 'hoa@example.vn', province: HA_NOI };
  expect((await app.post('/api/v1/users', { ...person, password: PASSWORD }, admin)).status).toBe(201);
  hoa = {
    headers: { cookie: cookieOf(await app.post('/api/v1/session', { login: 'hoa', password: PASSWORD })) },
  };
  const { centers } = (await app.get<BoardView>(`/api/v1/board?province=${HA_NOI}`, admin)).body;
  own = await app.enrol(centers[0]!.id, { name: 'Quầy 7' });
  foreign = await app.enrol(await app.centerId(), { name: 'Quầy 7' });
  for (const device of [own, foreign]) {
    const pc = new TestPc(app, device);
    pc.freePercent = 2;
    await pc.beat();
  }
  const { rows } = (await app.get<TicketList>('/api/v1/tickets', admin)).body;
  foreignTicket = rows.find(({ place }) => place.includes('Lạc Lương'))!.id;
});
afterAll(async () => {
  app.app.getHttpServer().closeAllConnections();
  await app.close();
});

const get = <T>(path: string): Promise<Answer<T>> => app.get<T>(`/api/v1/${path}`, hoa);

const VERBS = [
  ...[
    'comments',
    'assign',
    'acknowledge',
    'snooze',
    'prioritise',
    'categorise',
    'hand-over',
    'resume',
    'resolve',
    'close',
  ],
  ...['cancel', 'merge', 'reopen'],
];

describe('somebody held to a province', () => {
  it.each([
    ['a board', () => `board?province=25`],
    ['a stream', () => `board/events?province=25`],
    ['a center', () => `centers/${foreign.centerId}`],
    ['a PC', () => `devices/${foreign.deviceId}`],
    ['the reasons of a PC', () => `devices/${foreign.deviceId}/quiet`],
    ['the days of a center', () => `centers/${foreign.centerId}/days`],
    ['a day of a center', () => `centers/${foreign.centerId}/days/2026-11-24`],
    ['the days of a PC', () => `devices/${foreign.deviceId}/days`],
    ['a day of a PC', () => `devices/${foreign.deviceId}/days/2026-11-24`],
    ['announced work', () => `maintenance/announced?center=${foreign.centerId}`],
    ['a ticket', () => `tickets/${foreignTicket}`],
    ['a picture', () => `tickets/${foreignTicket}/attachments/1`],
  ])('finds nothing of another one: %s', async (_, path) => {
    expect((await get(path())).status).toBe(404);
  });

  it.each(VERBS)('does nothing to a ticket of another one: %s', async (verb) => {
    const said = { version: 1, body: 'a', note: 'a', assigneeId: null, acknowledged: true, until: null };
    Object.assign(said, { impact: 'low', urgency: 'low', reason: 'a', into: '1', category: 'slow' });
    expect((await app.post(`/api/v1/tickets/${foreignTicket}/${verb}`, said, hoa)).status).toBe(404);
  });

  it('gets lists, search and reports of the own one alone', async () => {
    const board = (await get<BoardView>('board')).body;
    expect(board).toMatchObject({ scope: HA_NOI, provinces: [], attention: [{ centerId: own.centerId }] });
    const found = (await get<SearchView>('search?q=quay 7')).body;
    expect(found.devices.map(({ id }) => id)).toEqual([own.deviceId]);
    expect((await get<SearchView>('search?q=lac luong')).body).toEqual({
      centers: [],
      devices: [],
      tickets: [],
    });
    const tickets = (await get<TicketList>('tickets?status=all')).body;
    expect(tickets).toMatchObject({ total: 1, rows: [{ place: expect.stringContaining('Quầy 7') }] });
    expect((await get<TicketList>(`tickets?center=${foreign.centerId}`)).body.total).toBe(0);
    expect((await get<DeviceAgeList>('reports/devices')).body.total).toBe(1);
    expect((await get<DeviceAgeList>(`reports/devices?center=${foreign.centerId}`)).body.total).toBe(0);
    expect((await get<CertificateList>('reports/certificates')).body.total).toBe(0);
    const file = String((await get('reports/devices.csv')).body);
    expect(file).toContain('Quầy 7');
    expect(file).not.toContain('Lạc Lương');
    expect((await get(`devices/${own.deviceId}`)).status).toBe(200);
    expect((await get(`centers/${own.centerId}`)).status).toBe(200);
  });

  it('hears of the own one alone', async () => {
    const events = await EventReader.open(`${app.url}/api/v1/board/events`, hoa.headers);
    const { data } = await events.next<BoardDelta>('board');
    expect(data.provinces ?? []).toEqual([]);
    expect(data.centers.some(({ id }) => id === own.centerId)).toBe(true);
    expect(data.centers.some(({ id }) => id === foreign.centerId)).toBe(false);
    await events.close();
  });

  it('is mailed of the own one alone', async () => {
    const told = await app.app.get(Reader).rows<{ recipient: string; place: string }>(
      `SELECT notice.recipient, ticket.place FROM notice JOIN ticket_event event ON event.id = notice.ticket_event_id
       JOIN ticket ON ticket.id = event.ticket_id WHERE channel = 'mail'`,
    );
    expect(told.filter(({ recipient }) => recipient === 'hoa@example.vn')).toEqual([
      { recipient: 'hoa@example.vn', place: expect.not.stringContaining('Lạc Lương') },
    ]);
  });

  it('must be held to a province that there is', async () => {
    const person = { login: 'nam', name: 'Nam', role: 'technician', email: null, province: '99' };
    const admin = await app.signIn('administrator');
    expect((await app.post('/api/v1/users', { ...person, password: PASSWORD }, admin)).status).toBe(404);
  });

  it('is offered nothing that reaches beyond it', async () => {
    const { permissions, user } = (await get<SessionView>('session')).body;
    expect(user.province).toBe(HA_NOI);
    expect([...permissions].sort()).toEqual([
      'board.read',
      'centers.read',
      'devices.read',
      'digest.read',
      'duty.read',
      'notes.read',
      'reports.read',
      'tickets.read',
      'tickets.work',
    ]);
    expect((await get('maintenance')).status).toBe(403);
  });
});

describe('somebody held to none', () => {
  it('sees every province', async () => {
    const technician = await app.signIn('technician');
    expect((await app.get(`/api/v1/devices/${own.deviceId}`, technician)).status).toBe(200);
    expect((await app.get(`/api/v1/devices/${foreign.deviceId}`, technician)).status).toBe(200);
    expect((await app.get<TicketList>('/api/v1/tickets', technician)).body.total).toBe(2);
  });
});
