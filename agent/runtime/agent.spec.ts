import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProgramState, WatchedProgram } from '../../src/contracts/agent/index.js';
import type { ProbeAttempt } from '../../src/probing/index.js';
import type { ProgramSample, ProgramWatcher } from '../collectors/collector.js';
import { DiskSpool } from '../spool/disk-spool.js';
import { HttpTransport } from '../transport/http-transport.js';
import { StandInServer } from '../transport/testing/stand-in-server.js';
import { Agent } from './agent.js';
import type { AgentConfig } from './config.js';
import { readConfig } from './config.js';
import { silentLog } from './log.js';
import { ManualClock, settle } from './testing/manual-clock.js';

/*
 * Real: HTTP and the spool on disk. Stand-ins: the clock, the server's judgement, what is seen on the PC.
 */
const START = Date.UTC(2026, 10, 23, 1);
const MINUTE = 60_000;

const program: WatchedProgram = {
  id: 'motcua',
  kind: 'web',
  process: null,
  listenPort: null,
  watchWindows: true,
  probe: null,
  tab: null,
};

class StandInWatcher implements ProgramWatcher {
  readonly name = 'windows';
  state: ProgramState = 'ok';
  notify: () => void = () => undefined;

  onChange(notify: () => void): void {
    this.notify = notify;
  }

  sample(programs: readonly WatchedProgram[], now: number): Promise<ProgramSample[]> {
    return Promise.resolve(programs.map(({ id }) => ({ id, source: 'window', state: this.state, at: now })));
  }
}

describe('an agent', () => {
  let folder: string;
  let server: StandInServer;
  let address: string;
  let clock: ManualClock;
  let watcher: StandInWatcher;
  let agent: Agent;
  let isDown: boolean;

  const config = (): AgentConfig => ({
    server: address,
    token: 'token-1',
    deviceId: 1,
    deviceName: 'Quầy 3',
    center: { id: 3, name: 'Trung tâm thử', reportUrl: 'http://127.0.0.1/bao/thu' },
    certificateFolders: [],
  });

  function makeAgent(): Agent {
    return new Agent({
      stateDirectory: folder,
      config: config(),
      session: 0,
      clock,
      collectors: {
        load: {
          gather: () => Promise.resolve({ cpuPercent: 5, memoryPercent: 40, uptimeSeconds: 60, disks: [] }),
        },
        watchers: [watcher],
        inventory: { gather: () => Promise.reject(new Error('none here')) },
        certificates: { gather: () => Promise.resolve([]) },
        hardware: { digest: () => Promise.resolve(null) },
      },
      probe: { attempt: () => Promise.reject<ProbeAttempt>(new Error('no probe is asked for')) },
      transport: new HttpTransport(address, () => null),
      spool: new DiskSpool(join(folder, 'spool')),
      log: silentLog,
    });
  }

  /** Passes time in small steps, letting real HTTP finish in between. */
  async function pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 1000) {
      await clock.advance(Math.min(1000, left));
      await httpSettles();
    }
  }

  async function httpSettles(): Promise<void> {
    let before = -1;
    for (let quiet = 0; quiet < 3;) {
      await settle();
      await new Promise((resolve) => setImmediate(resolve));
      const seen = server.reports.length + server.requests;
      quiet = seen === before && server.openRequests === 0 ? quiet + 1 : 0;
      before = seen;
    }
  }

  const last = () => server.reports.at(-1)!.report;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trucban-agent-'));
    clock = new ManualClock(START);
    watcher = new StandInWatcher();
    isDown = false;
    server = new StandInServer();
    server.policy.programs = [program];
    server.refuse = () => (isDown ? { status: 503, code: 'SERVER_BUSY' } : null);
    address = await server.listen();
    agent = makeAgent();
  });
  afterEach(async () => {
    await agent.goodbye('shutdown');
    await server.close();
    rmSync(folder, { recursive: true });
  });

  async function startUp(): Promise<void> {
    await agent.start();
    await pass(5_000);
  }

  it('fetches the policy that the first reply names and reports by it', async () => {
    await startUp();
    expect(last()).toMatchObject({
      policyVersion: 1,
      programs: [{ id: 'motcua', source: 'window', state: 'ok' }],
    });
  });

  it('beats every thirty seconds when nothing changes, below a kilobyte', async () => {
    await startUp();
    const before = server.reports.length;
    await pass(5 * MINUTE);
    expect(server.reports.length - before).toBeGreaterThanOrEqual(9);
    expect(server.reports.length - before).toBeLessThanOrEqual(11);
    expect(server.reports.at(-1)!.bytes).toBeLessThan(1024);
  });

  it('tells of a hang at once and dates it to the first sample', async () => {
    await startUp();
    await pass(31_000);
    const before = server.reports.length;
    const hungAt = clock.now();
    watcher.state = 'not_responding';
    await pass(16_000);
    expect(server.reports.length).toBe(before + 1);
    expect(last().programs[0]).toMatchObject({ state: 'not_responding' });
    expect(last().programs[0]!.since - hungAt).toBeLessThanOrEqual(5_000);
  });

  it('does not call one bad sample a hang', async () => {
    await startUp();
    watcher.state = 'not_responding';
    await pass(5_000);
    watcher.state = 'ok';
    await pass(40_000);
    expect(server.reports.map(({ report }) => report.programs[0]?.state)).not.toContain('not_responding');
    expect(last().history).toEqual([]);
  });

  it('keeps as history, with its own times, what began and ended while the server was gone', async () => {
    await startUp();
    isDown = true;
    await pass(30_000);
    watcher.state = 'not_responding';
    await pass(2 * MINUTE);
    watcher.state = 'ok';
    await pass(5 * MINUTE);
    isDown = false;
    const before = server.reports.length;
    await pass(6 * MINUTE);
    const history = server.reports.slice(before).flatMap(({ report }) => report.history);
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({ id: 'motcua', source: 'window', state: 'not_responding' });
    expect(history[0]!.until - history[0]!.from).toBeGreaterThan(110_000);
    expect(last()).toMatchObject({ history: [], spool: { waiting: 0, dropped: 0 } });
  });

  it('waits longer and longer for a server that is gone, at most five minutes', async () => {
    await startUp();
    isDown = true;
    const before = server.requests;
    await pass(30 * MINUTE);
    const tries = server.requests - before;
    expect(tries).toBeGreaterThanOrEqual(9);
    expect(tries).toBeLessThan(25);
  });

  it('sends what is still wrong with its true start when the server is back', async () => {
    await startUp();
    isDown = true;
    watcher.state = 'not_responding';
    const hungAt = clock.now();
    await pass(10 * MINUTE);
    isDown = false;
    await pass(6 * MINUTE);
    expect(last().programs[0]).toMatchObject({ state: 'not_responding' });
    expect(last().programs[0]!.since - hungAt).toBeLessThanOrEqual(5_000);
  });

  it('takes up the true start again after it was killed', async () => {
    await startUp();
    isDown = true;
    watcher.state = 'not_responding';
    const hungAt = clock.now();
    await pass(MINUTE);
    const killed = agent;
    agent = makeAgent();
    isDown = false;
    await startUp();
    expect(last().programs[0]).toMatchObject({ state: 'not_responding' });
    expect(last().programs[0]!.since - hungAt).toBeLessThanOrEqual(5_000);
    await killed.goodbye('shutdown').catch(() => undefined);
  });

  it('watches by the policy of last time when it starts without the network', async () => {
    await startUp();
    await agent.goodbye('shutdown');
    isDown = true;
    agent = makeAgent();
    await agent.start();
    watcher.state = 'not_responding';
    await pass(MINUTE);
    watcher.state = 'ok';
    await pass(MINUTE);
    isDown = false;
    await pass(6 * MINUTE);
    expect(server.reports.flatMap(({ report }) => report.history).map(({ state }) => state)).toContain(
      'not_responding',
    );
  });

  it('sends the long list that the server wants, once', async () => {
    server.reply = { wants: ['certificates'] };
    await startUp();
    await pass(3_000);
    expect(server.reports.some(({ report }) => report.certificates !== undefined)).toBe(true);
    server.reply = {};
    await pass(MINUTE);
    expect(last().certificates).toBeUndefined();
    expect(last().digests.certificates).toMatch(/^[0-9a-f]{64}$/);
  });

  it('becomes a new device when its token turns out to be shared', async () => {
    server.refuse = (_path, token) => (token === 'token-1' ? { status: 409, code: 'DEVICE_CLONED' } : null);
    await startUp();
    expect(server.enrolments).toMatchObject([{ clonedToken: 'token-1', deviceName: 'Quầy 3' }]);
    expect(server.reports.at(-1)!.token).toBe('token-7');
    expect(readConfig(folder)).toMatchObject({ token: 'token-7', deviceId: 7 });
  });

  it('stops sending when it is revoked, and looks again once an hour', async () => {
    await startUp();
    const before = server.requests;
    server.refuse = () => ({ status: 401, code: 'TOKEN_REVOKED' });
    await pass(90 * MINUTE);
    expect(server.requests - before).toBeLessThanOrEqual(3);
  }, 30_000);

  it('gives up history that the server calls invalid instead of repeating it for ever', async () => {
    await startUp();
    isDown = true;
    watcher.state = 'not_responding';
    await pass(30_000);
    watcher.state = 'ok';
    await pass(MINUTE);
    server.refuse = () => ({ status: 422, code: 'REPORT_INVALID', path: 'history[0].until' });
    await pass(2 * MINUTE);
    server.refuse = () => null;
    await pass(6 * MINUTE);
    expect(last().spool).toEqual({ waiting: 0, dropped: 1 });
  });

  it('says goodbye with its reason', async () => {
    await startUp();
    await agent.goodbye('stopped_by_hand');
    expect(last().goodbye).toBe('stopped_by_hand');
  });

  it('says goodbye although a report is still without an answer', async () => {
    await startUp();
    server.ignoreNext = true;
    await clock.advance(40_000);
    await agent.goodbye('shutdown');
    expect(last().goodbye).toBe('shutdown');
  });

  it('tries again at once when the PC wakes up, however long the server had been away', async () => {
    await startUp();
    isDown = true;
    await pass(10 * MINUTE);
    isDown = false;
    clock.sleep(8 * 3600_000);
    const before = server.reports.length;
    await pass(8_000);
    expect(server.reports.length).toBeGreaterThan(before);
  });

  it('does not call a PC that slept hung', async () => {
    await startUp();
    watcher.state = 'not_responding';
    await pass(20_000);
    clock.sleep(8 * 3600_000);
    const wokeAt = clock.now();
    await pass(20_000);
    expect(last().programs[0]!.since).toBeGreaterThanOrEqual(wokeAt - 5_000);
  });

  it('moves what is open along when the clock of the PC is set', async () => {
    await startUp();
    watcher.state = 'not_responding';
    await pass(20_000);
    const hungFor = clock.now() - last().programs[0]!.since;
    clock.setBack(3 * 3600_000);
    await pass(35_000);
    const { sentAt, programs } = last();
    expect(sentAt - programs[0]!.since).toBeGreaterThan(hungFor);
    expect(sentAt - programs[0]!.since).toBeLessThan(hungFor + MINUTE);
  });

  it('shows on the PC exactly what the server got last', async () => {
    await startUp();
    await pass(31_000);
    expect(JSON.parse(readFileSync(join(folder, 'last-sent.json'), 'utf8'))).toEqual(last());
  });
});
