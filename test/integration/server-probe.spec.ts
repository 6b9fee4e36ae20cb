import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { Programs } from '../../src/inventory/index.js';
import { SystemClock } from '../../src/platform/clock/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { TestAuthority } from '../../src/probing/testing/test-authority.js';
import { networkProber, type Prober, ServerProbes } from '../../src/state/index.js';
import { ServerFaultRepository } from '../../src/state/server-fault.repository.js';
import { ServerReachRepository } from '../../src/state/server-reach.repository.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { factOf, MINUTE, onlyTicket, pass, SECOND, tickets } from './support/timeline.js';

jest.setTimeout(60_000);

/** Real: server, database, network on this very machine. Stand-ins: the systems that are watched. */
const HOST = '127.0.0.1';
const authority = new TestAuthority();
const listening: Server[] = [];
let app: TestApp | undefined;

beforeEach(() => {
  app = undefined;
});
afterEach(async () => {
  await app?.close();
  for (const server of listening.splice(0)) server.close();
});

async function listen(server: Server, port = 0): Promise<number> {
  listening.push(server);
  await new Promise<void>((resolve) => server.listen(port, HOST, resolve));
  return (server.address() as AddressInfo).port;
}

/** A web system that can be switched: what it answers, or nobody is there. */
class StandIn {
  status = 200;
  asked: string[] = [];
  private readonly server = createHttpServer((request, response) => {
    this.asked.push(`${request.method} ${request.url} ${request.headers['user-agent']}`);
    response.writeHead(this.status).end();
  });

  async start(): Promise<string> {
    return `http://${HOST}:${await listen(this.server)}/`;
  }

  goAway(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

interface Row {
  state: string;
  phase: string | null;
  code: string | null;
  status: number | null;
}

const seen = async (id: string): Promise<Row | null> =>
  app!.app
    .get(Reader)
    .row<Row>('SELECT state, phase, code, http_status AS "status" FROM server_reach WHERE program_id = ?', [
      id,
    ]);

/** Time enough for the tries that make a failure certain, and for the next one after it. */
async function afterAMinute(): Promise<void> {
  for (let passed = 0; passed < 90; passed += 10) await app!.advance(10 * SECOND);
}

/** Everything but time is real, and the network has real time. */
const start = (): Promise<TestApp> => startApp({ prober: networkProber(new SystemClock()) });

describe('what the server sees of a watched web system', () => {
  it('is asked in five minutes once it works, says who asks, and asks nothing but the address', async () => {
    const system = new StandIn();
    app = await start();
    await watchWebSystem(app, 'hotich', { url: `${await system.start()}dang-nhap` });
    await app.settle();
    expect(await seen('hotich')).toEqual({ state: 'ok', phase: null, code: null, status: 200 });
    expect(system.asked).toEqual(['HEAD /dang-nhap trucban-server']);
    for (let passed = 0; passed < 4; passed++) await app.advance(MINUTE);
    expect(system.asked).toHaveLength(1);
    await app.advance(2 * MINUTE);
    expect(system.asked).toHaveLength(2);
  });

  it('is believed to fail after three tries, by its step, and is asked each minute until it is back', async () => {
    const system = new StandIn();
    app = await start();
    await watchWebSystem(app, 'hotich', { url: await system.start() });
    await app.settle();
    system.status = 502;
    await app.advance(6 * MINUTE);
    expect(await seen('hotich')).toMatchObject({ state: 'ok' });
    await app.advance(10 * SECOND);
    await app.advance(10 * SECOND);
    expect(await seen('hotich')).toMatchObject({
      ...{ state: 'failed', phase: 'http', code: 'HTTP_SERVER_ERROR', status: 502 },
    });
    const before = system.asked.length;
    system.status = 200;
    await app.advance(MINUTE);
    expect(system.asked).toHaveLength(before + 1);
    expect(await seen('hotich')).toMatchObject({ state: 'ok' });
  });

  it('names each step that fails, once it has been reached before', async () => {
    authority.issue('expired', `IP:${HOST}`, [
      '-startdate',
      '20240101000000Z',
      '-enddate',
      '20250101000000Z',
    ]);
    const expired = createHttpsServer(authority.files('expired'), (_, response) => void response.end());
    const port = await listen(expired);
    const gone = new StandIn();
    app = await start();
    await watchWebSystem(app, 'hotich', { url: await gone.start() });
    await watchWebSystem(app, 'motcua', { url: `https://${HOST}:${port}/` });
    await app.settle();
    await gone.goAway();
    await app.advance(6 * MINUTE);
    await afterAMinute();
    expect(await seen('hotich')).toMatchObject({ state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED' });
    // Never reached since it is watched: that its certificate is not accepted from here proves nothing.
    expect(await seen('motcua')).toMatchObject({
      state: 'unknown',
      phase: 'tls',
      code: 'CERTIFICATE_EXPIRED',
    });
  });

  it('begins anew at another address and is forgotten when it is watched no more', async () => {
    const [first, second] = [new StandIn(), new StandIn()];
    app = await start();
    await watchWebSystem(app, 'hotich', { url: await first.start() });
    await app.settle();
    await watchWebSystem(app, 'hotich', { url: await second.start() });
    await app.settle();
    expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
    await app.app.get(Programs).disable('hotich', { name: 'test', userId: null }, app.clock.now());
    await app.settle();
    expect(await seen('hotich')).toBeNull();
  });

  it('is not asked at all where no prober was handed in', async () => {
    const system = new StandIn();
    app = await startApp();
    await watchWebSystem(app, 'hotich', { url: await system.start() });
    for (let passed = 0; passed < 10; passed++) await app.advance(MINUTE);
    expect(system.asked).toEqual([]);
    expect(await seen('hotich')).toBeNull();
  });

  it('does not keep a server that stops waiting for a system that never answers', async () => {
    const sockets: Socket[] = [];
    const silent = createTcpServer((socket) => sockets.push(socket.on('error', () => undefined)));
    const port = await listen(silent);
    const stopping = await start();
    await watchWebSystem(stopping, 'hotich', { url: `http://${HOST}:${port}/`, timeoutMs: '30000' });
    const accepted = new Promise((resolve) => silent.once('connection', resolve));
    const trying = stopping.app.get(ServerProbes).sweep(stopping.clock.now());
    await accepted;
    const begun = Date.now();
    await stopping.close();
    await trying;
    for (const socket of sockets) socket.destroy();
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});

describe('a try while several look at the same rows, as processes that share a database do', () => {
  it('is made by one of them', async () => {
    const tried: string[] = [];
    const prober = (name: string): Prober => ({
      attempt: async () => {
        tried.push(name);
        await new Promise((resolve) => setImmediate(resolve));
        return { state: 'ok', phase: null, code: null, httpStatus: 200 };
      },
    });
    app = await startApp();
    const { app: services, clock } = app;
    await watchWebSystem(app, 'hotich');
    const both = ['one', 'other'].map(
      (name) =>
        new ServerProbes(
          services.get(ServerReachRepository),
          services.get(ServerFaultRepository),
          services.get(Programs),
          services.get(UnitOfWork),
          services.get(Reader),
          clock,
          prober(name),
        ),
    );
    for (let round = 0; round < 10; round++) {
      clock.advance(6 * MINUTE);
      await Promise.all(both.map((probes) => probes.sweep(clock.now())));
    }
    expect(tried).toHaveLength(10);
  });
});

describe('a ticket about a web system that the server tries too', () => {
  async function reachingPc(name: string): Promise<TestPc> {
    const pc = new TestPc(app!, await app!.enrol(await app!.centerId(), { name }));
    pc.probed('hotich', {});
    await pc.beat();
    return pc;
  }

  it('says from three sides, with numbers, that it is this PC', async () => {
    const system = new StandIn();
    app = await start();
    await watchWebSystem(app, 'hotich', { url: await system.start() });
    const pcs = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2')];
    await app.settle();
    pcs[0]!.probed('hotich', { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
    await pass(app, 90, ...pcs);
    const view = await onlyTicket(app);
    expect(view.title.vi).toMatch(/– máy này$/);
    const sides =
      /^Máy này: không vào được · Trung tâm: 1\/2 máy vào được · Nơi khác: 0 máy vào được · Máy chủ Trực Ban: vào được lúc 09:0\d\.$/;
    expect(factOf(view, 'Kiểm tra từ ba phía')).toMatch(sides);
    expect(view.events[0]!.text.vi).toContain('Máy chủ Trực Ban: vào được lúc 09:0');
    expect(view.decisions[0]!.text.en).toMatch(
      /Center: 1 of 2 PCs reach it .* Trực Ban server: reached it at 09:0/,
    );
  });

  it('is about the system at once when neither the only PC nor the server reaches it', async () => {
    const system = new StandIn();
    app = await start();
    await watchWebSystem(app, 'hotich', { url: await system.start() });
    const pc = await reachingPc('Quầy 1');
    await app.settle();
    await system.goAway();
    pc.probed('hotich', { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
    await pass(app, 60, pc);
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ place: 'Toàn tỉnh', priority: 'critical' });
    expect(view.title.vi).toMatch(/– hệ thống$/);
    expect(factOf(view, 'Kiểm tra từ ba phía')).toMatch(
      /^Các máy: 0\/1 vào được · .* · Máy chủ Trực Ban: không vào được từ 09:0\d ngày 25\/11\/2026, máy chủ từ chối kết nối \(TCP\)\.$/,
    );
    expect(view.reasons.map(({ vi }) => vi)).toContainEqual(
      expect.stringContaining('máy chủ Trực Ban cùng không'),
    );
  });

  it('is none when the server alone does not reach it', async () => {
    const system = new StandIn();
    app = await start();
    await watchWebSystem(app, 'hotich', { url: await system.start() });
    const pc = await reachingPc('Quầy 1');
    await system.goAway();
    await pass(app, 8 * 60, pc);
    expect(await seen('hotich')).toMatchObject({ state: 'failed' });
    expect(await tickets(app, 'all')).toEqual([]);
  });
});
