import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Report } from '../src/contracts/agent/index.js';
import { BuiltAgent, type AgentProcess } from './testing/built-agent.js';
import { StandInServer } from './transport/testing/stand-in-server.js';

/*
 * The agent as a process of its own on this machine.
 * Real: process, signals, disk, HTTP, /proc. Stand-in: the server's judgement.
 */
let built: BuiltAgent;
let server: StandInServer;
let address: string;
let state: string;
let program: Server;
const running: AgentProcess[] = [];

beforeAll(async () => {
  built = BuiltAgent.compile();
  program = createServer();
  await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve));
}, 60_000);
afterAll(async () => {
  built.remove();
  await new Promise((resolve) => program.close(resolve));
});

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'trucban-main-'));
  server = new StandInServer(() => Date.now());
  server.policy = {
    ...{ v: 1, version: 5, beatSeconds: 1, certificates: { issuers: [] } },
    programs: [
      {
        ...{ id: 'ky-so', kind: 'desktop', process: null, watchWindows: false, probe: null, tab: null },
        listenPort: (program.address() as AddressInfo).port,
      },
    ],
  };
  address = await server.listen();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((agent) => agent.signal('SIGKILL')));
  await server.close();
  rmSync(state, { recursive: true });
});

function start(...words: string[]): AgentProcess {
  const agent = built.start('--state', state, ...words);
  running.push(agent);
  return agent;
}

const enrol = (): Promise<number | null> =>
  start('enrol', '--server', address, '--code', 'ABCD-EFGH', '--name', 'Quầy 3').end();

async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !isTrue();) {
    if (Date.now() > deadline) throw new Error(`did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the agent’s commands', () => {
  it('enrol makes this PC a device; --check-config finds it sound', async () => {
    expect(await enrol()).toBe(0);
    expect(server.enrolments).toMatchObject([
      { joinCode: 'ABCD-EFGH', deviceName: 'Quầy 3', platform: 'linux' },
    ]);
    const check = start('--check-config');
    expect(await check.end()).toBe(0);
    expect(check.output).toContain('Cấu hình đúng: Quầy 3');
  }, 30_000);

  it('enrol says in both languages why it was refused, without the code', async () => {
    server.refuse = () => ({ status: 403, code: 'JOIN_CODE_EXPIRED' });
    const refused = start('enrol', '--server', address, '--code', 'ABCD-EFGH');
    expect(await refused.end()).toBe(1);
    expect(refused.complaints).toMatch(/đã hết hạn.*\n.*has expired/);
    expect(refused.complaints + refused.output).not.toContain('ABCD-EFGH');
  }, 30_000);

  it('a wrong configuration names key and remedy and starts nothing', async () => {
    await enrol();
    writeFileSync(join(state, 'agent.json'), '{"server":"nowhere"}');
    for (const command of [['run'], ['--once'], ['--check-config']]) {
      const agent = start(...command);
      expect(await agent.end()).toBe(2);
      expect(agent.complaints).toMatch(/"server".*https:/);
    }
    expect(server.reports).toEqual([]);
  }, 30_000);

  it('--print shows a whole report and sends nothing', async () => {
    await enrol();
    const before = server.requests;
    const print = start('--print');
    expect(await print.end()).toBe(0);
    const report = Report.parse(JSON.parse(print.output));
    expect(report.inventory).toMatchObject({ platform: 'linux' });
    expect(server.requests).toBe(before);
  }, 30_000);

  it('report asks for a link of this PC, and knows the page of the center when there is none', async () => {
    await enrol();
    const report = start('report', '--address');
    expect(await report.end()).toBe(0);
    expect(report.output.trim()).toBe('https://trucban.example.vn/report-pc#secret');
    server.refuse = () => ({ status: 503, code: 'SERVER_BUSY' });
    const refused = start('report', '--address');
    expect(await refused.end()).toBe(0);
    expect(refused.output.trim()).toBe('http://127.0.0.1/bao/thu');
    expect(server.reports).toEqual([]);
  }, 30_000);

  it('--once sends one report, which `what` then shows', async () => {
    await enrol();
    expect(await start('--once').end()).toBe(0);
    expect(server.reports).toHaveLength(1);
    expect(server.reports[0]?.report.programs).toMatchObject([
      { id: 'ky-so', source: 'listener', state: 'ok' },
    ]);
    const what = start('what');
    await what.end();
    expect(what.output).toContain('Máy này thu thập gì?');
    expect(what.output).toContain(`"sentAt": ${server.reports[0]?.report.sentAt}`);
    expect(what.output).not.toContain('token-7');
  }, 30_000);
});

describe('a running agent', () => {
  it('beats, keeps a second one off its folder, and says goodbye when it is stopped by hand', async () => {
    await enrol();
    const agent = start('run');
    await until(
      'beats with the policy',
      () => server.reports.filter(({ report }) => report.policyVersion === 5).length > 2,
    );
    const second = start('run');
    expect(await second.end()).toBe(2);
    expect(second.complaints).toMatch(/đang chạy.*\n.*already running/);
    expect(await agent.signal('SIGTERM')).toBe(0);
    expect(server.reports.at(-1)?.report.goodbye).toBe('stopped_by_hand');
  }, 30_000);

  it('keeps the true start of a state when it is killed and the server is gone', async () => {
    await enrol();
    const first = start('run');
    await until('the program is seen', () => server.reports.some(({ report }) => report.programs.length > 0));
    const { since } = server.reports.at(-1)!.report.programs[0]!;
    server.refuse = () => ({ status: 503, code: 'SERVER_BUSY' });
    await first.signal('SIGKILL');
    server.refuse = () => null;
    const before = server.reports.length;
    start('run');
    await until('it reports again', () => server.reports.length > before);
    expect(server.reports.at(-1)!.report.programs).toMatchObject([{ id: 'ky-so', state: 'ok', since }]);
  }, 30_000);
});
