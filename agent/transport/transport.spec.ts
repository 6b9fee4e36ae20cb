import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EnrolmentRequest, Report } from '../../src/contracts/agent/index.js';
import { chooseProxy } from '../../src/probing/index.js';
import { forwardingProxy } from '../../src/probing/testing/forwarding-proxy.js';
import { TestAuthority } from '../../src/probing/testing/test-authority.js';
import { HttpTransport } from './http-transport.js';
import { StandInServer } from './testing/stand-in-server.js';
import { TransportError } from './transport-error.js';

const report: Report = {
  v: 1,
  agent: { boot: 'boot-0001', instance: 'instance-0001', session: 0, sequence: 1, version: '0.1.0' },
  hardware: null,
  sentAt: Date.UTC(2026, 10, 23, 1),
  policyVersion: 0,
  load: { cpuPercent: 1, memoryPercent: 2, uptimeSeconds: 3, disks: [] },
  programs: [],
  probes: [],
  history: [],
  digests: { inventory: null, certificates: null },
  spool: { waiting: 0, dropped: 0 },
};

const enrolment: EnrolmentRequest = {
  ...{ v: 1, joinCode: 'ABCD-EFGH', hardware: null, platform: 'linux' },
  ...{ deviceName: 'Quầy 3', agentVersion: '0.1.0' },
};

describe('the line to the server', () => {
  let server: StandInServer;
  let address: string;
  let transport: HttpTransport;

  beforeEach(async () => {
    server = new StandInServer();
    address = await server.listen();
    transport = new HttpTransport(address, () => null);
  });
  afterEach(async () => {
    transport.close();
    await server.close();
  });

  const failure = async (work: Promise<unknown>): Promise<TransportError> => {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TransportError);
    return error as TransportError;
  };

  it('enrols, reports and fetches the policy over one kept connection', async () => {
    expect((await transport.enrol(enrolment)).token).toBe('token-7');
    expect(await transport.report('token-7', report)).toMatchObject({
      nextBeatSeconds: 30,
      policyVersion: 1,
    });
    expect((await transport.policy('token-7')).version).toBe(1);
    expect(server.reports[0]).toMatchObject({ token: 'token-7' });
    expect(server.connections).toBe(1);
  });

  it.each([
    ['a revoked token', { status: 401, code: 'TOKEN_REVOKED' }, 'permanent', 'TOKEN_REVOKED'],
    ['a shared token', { status: 409, code: 'DEVICE_CLONED' }, 'permanent', 'DEVICE_CLONED'],
    ['a server in trouble', { status: 500 }, 'retryable', 'REFUSED'],
    ['a full server', { status: 503, code: 'SERVER_BUSY' }, 'retryable', 'SERVER_BUSY'],
    ['the page of a network sign-in', { status: 200, text: '<html>' }, 'retryable', 'ANSWER_NOT_UNDERSTOOD'],
    ['an acceptance that says nothing', { status: 202, text: '{}' }, 'retryable', 'ANSWER_NOT_UNDERSTOOD'],
    ['a 404 of something in between', { status: 404, text: 'no' }, 'retryable', 'ANSWER_NOT_UNDERSTOOD'],
  ] as const)('tells who must act on %s', async (_case, refusal, kind, code) => {
    server.refuse = () => refusal;
    expect(await failure(transport.report('token-7', report))).toMatchObject({ kind, code });
  });

  it('hands on the field that was refused', async () => {
    server.refuse = () => ({ status: 422, code: 'REPORT_INVALID', path: 'history[3].until' });
    expect((await failure(transport.report('t', report))).detail).toEqual({
      status: 422,
      path: 'history[3].until',
    });
  });

  it('hands on how long the server asks to wait, at most an hour', async () => {
    server.refuse = () => ({ status: 429, code: 'SERVER_BUSY', retryAfter: '90' });
    expect((await failure(transport.report('t', report))).detail.retryAfterMs).toBe(90_000);
    server.refuse = () => ({ status: 429, retryAfter: '999999' });
    expect((await failure(transport.report('t', report))).detail.retryAfterMs).toBe(3_600_000);
  });

  it('gives up on a server that takes the report and never answers', async () => {
    const silent = createTcpServer((socket) => socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const line = new HttpTransport(`http://127.0.0.1:${port}`, () => null);
    expect(await failure(line.report('t', report, 150))).toMatchObject({
      kind: 'retryable',
      code: 'TIMED_OUT',
    });
    line.close();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('says that nobody is there, and never what the token was', async () => {
    await server.close();
    const error = await failure(transport.report('very-secret', report));
    expect(error).toMatchObject({ kind: 'retryable', code: 'NETWORK_FAILED' });
    expect(error.message).not.toContain('very-secret');
    await server.listen();
  });

  it('sends again when the server had closed the kept connection', async () => {
    await transport.report('t', report);
    await server.close();
    await server.listen(Number(new URL(address).port));
    await transport.report('t', report);
    expect(server.reports).toHaveLength(2);
  });

  it('goes through an HTTP proxy when one is set', async () => {
    const proxy = await forwardingProxy();
    const line = new HttpTransport(address, () => proxy.address);
    await line.report('t', report);
    expect(proxy.seen).toEqual(['POST /api/agent/v1/reports']);
    line.close();
    await proxy.close();
  });
});

describe('the line to a server with TLS', () => {
  let authority: TestAuthority;
  let server: StandInServer;
  let address: string;

  beforeAll(async () => {
    authority = new TestAuthority();
    authority.issue('server', 'IP:127.0.0.1');
    process.env['NODE_EXTRA_CA_CERTS'] = authority.path;
    server = new StandInServer(undefined, authority.files('server'));
    address = await server.listen();
  });
  afterAll(async () => {
    delete process.env['NODE_EXTRA_CA_CERTS'];
    await server.close();
    authority.remove();
  });

  it('trusts the authority that the PC was given, and keeps the connection', async () => {
    const line = new HttpTransport(address, () => null);
    await line.report('t', report);
    await line.report('t', report);
    line.close();
    expect([server.reports.length, server.connections]).toEqual([2, 1]);
  });

  it('keeps one tunnel through a proxy', async () => {
    const proxy = await forwardingProxy();
    const line = new HttpTransport(address, () => proxy.address);
    await line.report('t', report);
    await line.report('t', report);
    line.close();
    expect(proxy.seen).toEqual([`CONNECT ${new URL(address).host}`]);
    await proxy.close();
  });

  it('sends no token to a server whose certificate was not accepted', async () => {
    authority.signItself('impostor', 'IP:127.0.0.1');
    const impostor = new StandInServer(undefined, authority.files('impostor'));
    const line = new HttpTransport(await impostor.listen(), () => null);
    await expect(line.report('t', report)).rejects.toMatchObject({
      kind: 'retryable',
      code: 'NETWORK_FAILED',
    });
    expect(impostor.requests).toBe(0);
    line.close();
    await impostor.close();
  });

  it('sends no token through a proxy to a server whose certificate was not accepted', async () => {
    authority.signItself('behind', 'IP:127.0.0.1');
    const impostor = new StandInServer(undefined, authority.files('behind'));
    const proxy = await forwardingProxy();
    const line = new HttpTransport(await impostor.listen(), () => proxy.address);
    await expect(line.report('t', report)).rejects.toMatchObject({ kind: 'retryable' });
    expect(impostor.requests).toBe(0);
    line.close();
    await proxy.close();
    await impostor.close();
  });
});

describe('the choice of a proxy', () => {
  it('is the setting, then the environment, then the system; never for this PC', () => {
    const system = (): string => 'http://system.test:3128';
    expect(chooseProxy('http://set.test:1', system)('https://trucban.test/')).toBe('http://set.test:1');
    expect(chooseProxy(null, system)('https://trucban.test/')).toBe('http://system.test:3128');
    expect(chooseProxy(null, null)('https://trucban.test/')).toBeNull();
    expect(chooseProxy('http://set.test:1', system)('http://127.0.0.1:8080/')).toBeNull();
    process.env['HTTPS_PROXY'] = 'http://environment.test:8';
    expect(chooseProxy(null, system)('https://trucban.test/')).toBe('http://environment.test:8');
    delete process.env['HTTPS_PROXY'];
  });
});
