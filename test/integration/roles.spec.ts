import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Hold, mayDo } from '../../src/access/index.js';
import {
  type BoardView,
  type Permission,
  Role,
  type SessionView,
  type TicketList,
  type TicketView,
} from '../../src/contracts/api/index.js';
import { type Caller, cookieOf, startApp, type TestApp, type TestDevice } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { routesOf } from './support/routes.js';

// The 3,321 centers of the nation are put into the database first.
jest.setTimeout(120_000);

const HA_NOI = '01';
const PASSWORD = 'mật khẩu để thử 3';
/** In the names of what an account held to Hà Nội, or to a center of it, must never read. */
const ELSEWHERE = 'nơi khác';
const NOBODY_HAS = '999999999';

interface GuardedRoute {
  method: string;
  path: string;
  permission: Permission;
}
interface Account extends Hold, Caller {
  role: Role;
  called: string;
}
/** What the accounts are held to, and what is foreign to it. */
interface Place {
  device: TestDevice;
  ticketId: number;
}

let app: TestApp;
let routes: GuardedRoute[];
let accounts: Account[];
let own: Place;
/** Of the same province as `own`. */
let neighbour: Place;
let elsewhere: Place;

async function makePlace(centerId: number, name: string, admin: Caller): Promise<Place> {
  const device = await app.enrol(centerId, { name });
  const pc = new TestPc(app, device);
  pc.freePercent = 2;
  await pc.beat();
  const { rows } = (await app.get<TicketList>(`/api/v1/tickets?center=${centerId}`, admin)).body;
  const ticketId = rows[0]!.id;
  const { version } = (await app.get<TicketView>(`/api/v1/tickets/${ticketId}`, admin)).body;
  const note = { version, body: `Ghi chú ${name}`, kind: 'note' };
  expect((await app.post(`/api/v1/tickets/${ticketId}/comments`, note, admin)).status).toBe(200);
  return { device, ticketId };
}

const guardedRoutes = (): GuardedRoute[] =>
  routesOf(app).flatMap(({ method, path, declared }) =>
    declared?.kind === 'permission' ? [{ method, path, permission: declared.permission }] : [],
  );

/** Signed in, or null where such an account may not be. */
async function accountOf(role: Role, hold: Hold, admin: Caller): Promise<Account | null> {
  const login = `${role}-${hold.province ?? 'all'}-${hold.center ?? 'all'}`;
  const person = { login, name: login, role, email: `${login.replace('_', '-')}@example.vn`, ...hold };
  const added = await app.post('/api/v1/users', { ...person, password: PASSWORD }, admin);
  if (added.status !== 201) {
    expect(added.body.error.code).toBe('REACH_WRONG');
    return null;
  }
  const cookie = cookieOf(await app.post('/api/v1/session', { login, password: PASSWORD }));
  const reach = hold.center !== null ? 'a center' : hold.province !== null ? 'a province' : 'nothing';
  return { role, ...hold, headers: { cookie }, called: `${role} held to ${reach}` };
}

const SAID = {
  ...{ version: 1, body: 'a', note: 'a', assigneeId: null, acknowledged: true, until: null },
  ...{ impact: 'low', urgency: 'low', reason: 'a', into: '1', category: 'slow', writing: false, slug: 'a' },
  ...{ entries: [1], title: 'a', priority: 'low' },
  tool: 'zalo',
};

/** Answers the status and, unless it is a stream, the text. */
async function ask(account: Caller, method: string, path: string, body?: object) {
  const response = await fetch(app.url + path, {
    method,
    headers: { ...account.headers, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) },
    body: method === 'GET' ? undefined : JSON.stringify(body ?? {}),
  });
  if (response.headers.get('content-type')?.includes('event-stream')) {
    await response.body?.cancel();
    return { status: response.status, text: '' };
  }
  return { status: response.status, text: await response.text() };
}

const idsOf = ({ device, ticketId }: Place): Record<string, number> => ({
  centers: device.centerId,
  devices: device.deviceId,
  tickets: ticketId,
});

/**
 * Guides are everybody's, saved lists their maker's; whose rota a team is, and whose a canned reply, their own specs try
 * (ticket-views.spec.ts, duty-rota.spec.ts, canned-replies.spec.ts).
 */
const OF_NO_PLACE = /^\/api\/v1\/(guides|duty|ticket-views|replies)\//;

/** The path of a thing at `place`; null: it is of no place. */
function pathAt(path: string, place: Place): string | null {
  const family = /^\/api\/v1\/(centers|devices|tickets)\/:\w+/.exec(path)?.[1];
  if (!family) return null;
  const withId = path.replace(/:\w+/, String(idsOf(place)[family]));
  return withId.replace(/:(date|day)\b/, '2026-11-24').replace(/:\w+/g, '1');
}

beforeAll(async () => {
  app = await startApp({ config: { provinceCode: 'all' } });
  const admin = await app.signIn('administrator');
  const { centers } = (await app.get<BoardView>(`/api/v1/board?province=${HA_NOI}`, admin)).body;
  own = await makePlace(centers[0]!.id, 'Quầy của mình', admin);
  neighbour = await makePlace(centers[1]!.id, `Quầy bên cạnh, ${ELSEWHERE}`, admin);
  elsewhere = await makePlace(await app.centerId(), `Quầy tỉnh khác, ${ELSEWHERE}`, admin);
  routes = guardedRoutes();
  const holds: Hold[] = [
    { province: null, center: null },
    { province: HA_NOI, center: null },
    { province: HA_NOI, center: own.device.centerId },
  ];
  const made: (Account | null)[] = [];
  for (const role of Role.options) for (const hold of holds) made.push(await accountOf(role, hold, admin));
  accounts = made.filter((account) => account !== null);
});
afterAll(async () => {
  app.app.getHttpServer().closeAllConnections();
  await app.close();
});

describe('accounts', () => {
  it("are made of every role, a center's people of their center alone", () => {
    expect(accounts.map(({ called }) => called)).toEqual([
      'administrator held to nothing',
      'administrator held to a province',
      'technician held to nothing',
      'technician held to a province',
      'technician held to a center',
      'center_head held to a center',
      'clerk held to a center',
      'viewer held to nothing',
      'viewer held to a province',
      'viewer held to a center',
    ]);
  });

  it('must be held to a center that there is, of the province that was said', async () => {
    const admin = await app.signIn('administrator');
    const person = { login: 'nam', name: 'Nam', role: 'center_head', email: null, password: PASSWORD };
    for (const hold of [{ center: 99_999_999 }, { center: own.device.centerId, province: '25' }]) {
      const answer = await app.post('/api/v1/users', { ...person, ...hold }, admin);
      expect(answer.status).toBe(404);
    }
  });

  it('are told what they may do, and to which center they are held', async () => {
    const head = accounts.find(({ role }) => role === 'center_head')!;
    const { user, permissions } = (await app.get<SessionView>('/api/v1/session', head)).body;
    expect(user).toMatchObject({ province: HA_NOI, center: own.device.centerId });
    expect([...permissions].sort()).toEqual(['centers.read', 'devices.read', 'reports.read', 'tickets.read']);
  });
});

describe('every route', () => {
  it('lets in who may, and nobody else', async () => {
    expect(routes.length).toBeGreaterThan(40);
    const wrong: string[] = [];
    for (const account of accounts) {
      for (const { method, path, permission } of routes) {
        const { status } = await ask(account, method, path.replace(/:\w+/g, NOBODY_HAS));
        const isIn = status !== 401 && status !== 403;
        if (isIn !== mayDo(account, permission))
          wrong.push(`${account.called}: ${method} ${path}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('that names one thing is of a place, or of those who are held to none', () => {
    const held = accounts.filter(({ province }) => province !== null);
    const unheld = routes.filter(
      ({ path, permission }) =>
        path.includes(':') &&
        pathAt(path, own) === null &&
        !OF_NO_PLACE.test(path) &&
        held.some((account) => mayDo(account, permission)),
    );
    expect(unheld).toEqual([]);
  });

  it('finds nothing outside of what an account is held to', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const account of accounts.filter(({ province }) => province !== null)) {
      const foreign = account.center === null ? [elsewhere] : [elsewhere, neighbour];
      for (const { method, path, permission } of routes) {
        if (!mayDo(account, permission)) continue;
        for (const place of foreign) {
          const there = pathAt(path, place);
          if (there === null) continue;
          asked += 1;
          const { status } = await ask(account, method, there, SAID);
          if (status !== 404) wrong.push(`${account.called}: ${method} ${there}: ${status}`);
        }
        const here = pathAt(path, own);
        if (method !== 'GET' || here === null || /attachments|vendor-mail/.test(here)) continue;
        const { status } = await ask(account, method, here);
        if (status !== 200) wrong.push(`${account.called}: ${method} ${here}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });

  it('lists nothing from outside of it', async () => {
    const wrong: string[] = [];
    const lists = routes.filter(({ method, path }) => method === 'GET' && !path.includes(':'));
    const queries = ['', '?q=quay', '?status=all', `?center=${elsewhere.device.centerId}`];
    const foreign = elsewhere.device.centerId;
    for (const account of accounts.filter(({ center }) => center !== null)) {
      for (const { path, permission } of lists.filter(({ permission }) => mayDo(account, permission))) {
        for (const query of queries) {
          const { status, text } = await ask(account, 'GET', path + query);
          if (text.includes(ELSEWHERE) || text.includes('Lạc Lương'))
            wrong.push(`${account.called}: ${path}${query} (${permission}, ${foreign}): ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('the desk’s notes', () => {
  it('are read by those who work on tickets alone', async () => {
    for (const account of accounts) {
      const { events } = (await app.get<TicketView>(`/api/v1/tickets/${own.ticketId}`, account)).body;
      const reads = events.some(({ text }) => text.vi.includes('Ghi chú'));
      expect({ account: account.called, reads }).toEqual({
        account: account.called,
        reads: account.role === 'administrator' || account.role === 'technician',
      });
    }
  });
});
