import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ProbeObservation, type ProbeTarget } from '../contracts/agent/index.js';
import { forwardingProxy } from './testing/forwarding-proxy.js';
import { TestAuthority } from './testing/test-authority.js';
import { NetworkProbe, type ProbeAttempt, type ProbeClock } from './web-probe.js';

const realTime: ProbeClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
};

const open: (() => void)[] = [];
let authority: TestAuthority;

beforeAll(() => {
  authority = new TestAuthority();
  authority.issue('good', 'IP:127.0.0.1,DNS:localhost');
  authority.issue('expired', 'IP:127.0.0.1', [
    '-startdate',
    '20240101000000Z',
    '-enddate',
    '20250101000000Z',
  ]);
  authority.issue('elsewhere', 'DNS:elsewhere.test');
  authority.signItself('own', 'IP:127.0.0.1');
  // Read once by the process, when the first address is tried.
  process.env['NODE_EXTRA_CA_CERTS'] = authority.path;
});
afterAll(() => {
  delete process.env['NODE_EXTRA_CA_CERTS'];
  authority.remove();
});
afterEach(() => {
  for (const close of open.splice(0)) close();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const answering =
  (status: number): RequestListener =>
  (_request, response) =>
    response.writeHead(status).end();
const http = async (handler: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createHttpServer(handler))}/`;
const tcp = async (handler: (socket: Socket) => void): Promise<number> =>
  listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      handler(socket);
    }),
  );

async function https(certificate: string, handler = answering(200)): Promise<string> {
  const server = createHttpsServer(authority.files(certificate), handler);
  server.on('tlsClientError', () => undefined);
  return `https://127.0.0.1:${await listen(server)}/`;
}

async function tryOnce(
  url: string,
  target: Partial<ProbeTarget> = {},
  proxy: string | null = null,
): Promise<ProbeAttempt> {
  const probe = new NetworkProbe(realTime, () => proxy, 'trucban-spec/1');
  const whole: ProbeTarget = {
    ...{
      url,
      method: 'HEAD',
      intervalSeconds: 60,
      timeoutMs: 2_000,
      slowMs: 1_500,
      confirmTries: 1,
      ...target,
    },
  };
  const attempt = await probe.attempt('motcua', whole);
  expect(ProbeObservation.safeParse({ ...attempt, since: attempt.at }).success).toBe(true);
  return attempt;
}

describe('one try of a web address', () => {
  it('times every step of a working one', async () => {
    const attempt = await tryOnce(await https('good'));
    expect(attempt).toMatchObject({ state: 'ok', phase: null, code: null, httpStatus: 200 });
    expect(Object.values(attempt.timesMs).every((time) => time !== null && time < 1_500)).toBe(true);
  });

  it.each([
    [200, 'ok', null],
    [302, 'ok', null],
    [401, 'ok', null],
    [405, 'ok', null],
    [404, 'failed', 'HTTP_CLIENT_ERROR'],
    [500, 'failed', 'HTTP_SERVER_ERROR'],
    [502, 'failed', 'HTTP_SERVER_ERROR'],
  ])('judges the answer %d as %s', async (status, state, code) => {
    const attempt = await tryOnce(await http(answering(status)));
    expect(attempt).toMatchObject({ state, code, httpStatus: status, phase: code === null ? null : 'http' });
  });

  it('asks as the policy says, says who it is and carries no credentials', async () => {
    const asked: unknown[] = [];
    const url = await http((request, response) => {
      const { cookie, authorization, 'user-agent': agent } = request.headers;
      asked.push([request.method, request.url, cookie, authorization, agent?.split('/')[0]]);
      response.end('x'.repeat(100_000));
    });
    await tryOnce(`${url}dang-nhap?a=1`, { method: 'GET' });
    expect(asked).toEqual([['GET', '/dang-nhap?a=1', undefined, undefined, 'trucban-spec']]);
  });

  it('names a connection that is accepted and never answered', async () => {
    const port = await tcp((socket) => socket.resume());
    const attempt = await tryOnce(`http://127.0.0.1:${port}/`, { timeoutMs: 500 });
    expect(attempt).toMatchObject({ state: 'failed', phase: 'http', code: 'NO_ANSWER' });
    expect(attempt.timesMs.tcp).not.toBeNull();
  });

  it('names a TLS side that never speaks', async () => {
    const port = await tcp((socket) => socket.resume());
    const attempt = await tryOnce(`https://127.0.0.1:${port}/`, { timeoutMs: 500 });
    expect(attempt).toMatchObject({ state: 'failed', phase: 'tls', code: 'NO_ANSWER' });
  });

  it('names a refused connection', async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const attempt = await tryOnce(`http://127.0.0.1:${port}/`);
    expect(attempt).toMatchObject({ state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED' });
  });

  it('names a connection that is cut before the answer', async () => {
    const port = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const attempt = await tryOnce(`http://127.0.0.1:${port}/`);
    expect(attempt).toMatchObject({ state: 'failed', phase: 'http', code: 'CONNECTION_RESET' });
  });

  it('names an answer that is no HTTP', async () => {
    const port = await tcp((socket) => socket.once('data', () => socket.end('SSH-2.0-nothing\r\n')));
    const attempt = await tryOnce(`http://127.0.0.1:${port}/`);
    expect(attempt).toMatchObject({ state: 'failed', phase: 'http', code: 'INVALID_ANSWER' });
  });

  it('names a name that cannot be resolved', async () => {
    const attempt = await tryOnce('http://hotich.invalid/');
    expect(attempt).toMatchObject({
      state: 'failed',
      phase: 'dns',
      timesMs: { tcp: null, tls: null, http: null },
    });
    // Without any resolver the system cannot say that the name does not exist.
    expect(['NAME_NOT_FOUND', 'NAME_LOOKUP_FAILED']).toContain(attempt.code);
  });

  it.each([
    ['expired', 'CERTIFICATE_EXPIRED'],
    ['elsewhere', 'CERTIFICATE_WRONG_NAME'],
    ['own', 'CERTIFICATE_UNTRUSTED'],
  ])('names the certificate “%s” as %s and sends nothing over it', async (certificate, code) => {
    let asked = 0;
    const url = await https(certificate, (_request, response) => {
      asked += 1;
      response.end();
    });
    expect(await tryOnce(url)).toMatchObject({
      state: 'failed',
      phase: 'tls',
      code,
      timesMs: { http: null },
    });
    expect(asked).toBe(0);
  });

  it('names a server without TLS behind an https address', async () => {
    const url = await http(answering(200));
    expect(await tryOnce(url.replace('http:', 'https:'))).toMatchObject({ phase: 'tls', code: 'TLS_FAILED' });
  });

  it('calls slow what takes longer than the policy allows, and names the step that took it', async () => {
    const url = await http((_request, response) => void setTimeout(() => response.end(), 250));
    const attempt = await tryOnce(url, { slowMs: 150 });
    expect(attempt).toMatchObject({ state: 'slow', phase: 'http', code: null, httpStatus: 200 });
  });
});

describe('one try through a proxy', () => {
  it('opens a tunnel for https and forwards http', async () => {
    const proxy = await forwardingProxy();
    const secure = await https('good');
    expect(await tryOnce(secure, {}, proxy.address)).toMatchObject({ state: 'ok', timesMs: { dns: null } });
    expect(await tryOnce(await http(answering(200)), {}, proxy.address)).toMatchObject({ state: 'ok' });
    expect(proxy.seen).toEqual([`CONNECT ${new URL(secure).host}`, 'HEAD /']);
    await proxy.close();
  });

  it('names the proxy when it is the proxy that fails', async () => {
    const nobody = 'http://127.0.0.1:1';
    expect(await tryOnce(await http(answering(200)), {}, nobody)).toMatchObject({
      phase: 'tcp',
      code: 'PROXY_FAILED',
    });
    expect(await tryOnce(await https('good'), {}, nobody)).toMatchObject({
      phase: 'tcp',
      code: 'PROXY_FAILED',
    });
  });
});
