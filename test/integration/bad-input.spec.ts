import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import type { Report } from '../../src/contracts/agent/index.js';
import { Devices } from '../../src/inventory/index.js';
import { type Answer, hardwareOf, startApp, type TestApp } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { everythingStored, HOUR, pass, tickets, titles, vietnamTime } from './support/timeline.js';

// Starting a server of its own, and building it when nobody has, take a while.
jest.setTimeout(120_000);

let app: TestApp;
let pc: TestPc;

beforeAll(async () => {
  app = await startApp();
  pc = new TestPc(app, await app.enrol());
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
});
afterAll(() => app.close());

type Headers = Record<string, string>;

/** Bytes as they are, whatever they are. */
async function sendRaw(body: string | Uint8Array<ArrayBuffer>, headers: Headers = pc.device.headers) {
  const response = await fetch(`${app.url}/api/agent/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as { error: Record<string, unknown> } };
}

/** The next report of the PC, spoilt. */
const spoilt = (change: (report: Answer['body']) => void): string => {
  const report: Report = pc.report();
  change(report);
  return JSON.stringify(report);
};

async function expectRefusal(
  answer: Awaited<ReturnType<typeof sendRaw>>,
  status: number,
  code: string,
  path?: string,
): Promise<void> {
  expect(answer).toMatchObject({ status, body: { error: { code, correlationId: expect.any(String) } } });
  expect(answer.body.error['path']).toBe(path);
  expect(answer.body.error['message']).toEqual({ vi: expect.any(String), en: expect.any(String) });
}

describe('a body that is no report', () => {
  const observation = {
    id: 'p',
    source: 'process',
    state: 'ok',
    since: vietnamTime('2026-11-25', '08:00:00'),
  };

  it.each<[string, () => string | Uint8Array<ArrayBuffer>, number, string, string?]>([
    ['is oversized', () => spoilt((report) => (report.filler = 'x'.repeat(300_000))), 413, 'BODY_TOO_LARGE'],
    ['names 10,000 programs', () => manyPrograms(10_000), 413, 'BODY_TOO_LARGE'],
    [
      'names 10,000 empty programs',
      () => spoilt((r) => (r.programs = Array(10_000).fill({}))),
      400,
      'REPORT_INVALID',
      'programs',
    ],
    ['names 257 programs', () => manyPrograms(257), 400, 'REPORT_INVALID', 'programs'],
    ['is cut off', () => spoilt(() => undefined).slice(0, 500), 400, 'BODY_NOT_JSON'],
    ['is empty', () => '', 400, 'BODY_NOT_JSON'],
    ['is no JSON', () => 'v=1&agent=me', 400, 'BODY_NOT_JSON'],
    [
      'is not UTF-8',
      () => latin1(spoilt((report) => (report.agent.version = '0.1.0-é'))),
      400,
      'BODY_NOT_JSON',
    ],
    [
      'is UTF-16',
      () =>
        new Uint8Array(
          Buffer.from(
            spoilt(() => undefined),
            'utf16le',
          ),
        ),
      400,
      'BODY_NOT_JSON',
    ],
    ['is a list', () => '[]', 400, 'REPORT_INVALID'],
    ['is null', () => 'null', 400, 'REPORT_INVALID'],
    ['poisons a prototype', () => '{"v":1,"__proto__":{"admin":true}}', 400, 'BODY_NOT_JSON'],
    ['speaks another version', () => spoilt((report) => (report.v = 2)), 400, 'VERSION_UNSUPPORTED', 'v'],
    ['names no version', () => spoilt((report) => delete report.v), 400, 'REPORT_INVALID', 'v'],
    [
      'has text for a number',
      () => spoilt((r) => (r.load.cpuPercent = '7')),
      400,
      'REPORT_INVALID',
      'load.cpuPercent',
    ],
    ['has a number for a list', () => spoilt((r) => (r.programs = 7)), 400, 'REPORT_INVALID', 'programs'],
    [
      'has a state nobody knows in its second program',
      () => spoilt((r) => (r.programs = [observation, { ...observation, state: 'sad' }])),
      400,
      'REPORT_INVALID',
      'programs[1].state',
    ],
    ['counts from 0', () => spoilt((r) => (r.agent.sequence = 0)), 400, 'REPORT_INVALID', 'agent.sequence'],
    [
      'left before there were agents',
      () => spoilt((r) => (r.sentAt = vietnamTime('1990-01-01', '00:00:00'))),
      400,
      'REPORT_INVALID',
      'sentAt',
    ],
    [
      'left in the next century',
      () => spoilt((r) => (r.sentAt = vietnamTime('2101-01-01', '00:00:00'))),
      400,
      'REPORT_INVALID',
      'sentAt',
    ],
  ])('that %s is refused with its reason, and nothing is stored', async (_, body, ...refusal) => {
    const before = await everythingStored(app);
    await expectRefusal(await sendRaw(body()), ...refusal);
    await app.settle();
    expect(await everythingStored(app)).toBe(before);
    await pc.beat();
  });

  const latin1 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'latin1'));
  const manyPrograms = (count: number): string =>
    spoilt((report) => {
      report.programs = Array.from({ length: count }, (_, index) => ({ ...observation, id: `p-${index}` }));
    });
});

describe('a sender the server does not accept', () => {
  it('without a token, or with one nobody gave out, is refused', async () => {
    const before = await everythingStored(app);
    const report = JSON.stringify(pc.report());
    await expectRefusal(await sendRaw(report, {}), 401, 'TOKEN_MISSING');
    await expectRefusal(await sendRaw(report, { authorization: 'Basic YTpi' }), 401, 'TOKEN_MISSING');
    await expectRefusal(await sendRaw(report, { authorization: 'Bearer of bad news' }), 401, 'TOKEN_UNKNOWN');
    await app.settle();
    expect(await everythingStored(app)).toBe(before);
  });

  it('with the token of other hardware is refused', async () => {
    const before = await everythingStored(app);
    const copied = spoilt((report) => (report.hardware = hardwareOf('copy')));
    await expectRefusal(await sendRaw(copied), 409, 'DEVICE_CLONED', 'hardware');
    await app.settle();
    expect(await everythingStored(app)).toBe(before);
  });

  it('with a revoked token is refused', async () => {
    const revoked = new TestPc(app, await app.enrol());
    await revoked.beat();
    await app.app.get(Devices).revokeToken(revoked.device.deviceId, null, app.clock.now());
    const before = await everythingStored(app);
    const answer = await revoked.send();
    expect(answer.body).toMatchObject({
      error: { code: 'TOKEN_REVOKED', correlationId: expect.any(String) },
    });
    expect(Math.floor(answer.status / 100)).toBe(4);
    expect(await everythingStored(app)).toBe(before);
  });
});

it('accepts a clock that is off by years and says so in a ticket', async () => {
  const late = new TestPc(app, await app.enrol());
  late.clockOff = vietnamTime('2009-01-01', '00:00:00') - app.clock.now();
  late.sees('hotich', 'tab', 'ok', late.now - HOUR);
  await late.beat();
  expect(titles(await tickets(app))).toEqual([expect.stringContaining('Đồng hồ máy sai')]);
  late.clockOff = 0;
  await pass(app, 60, late);
});

describe('a configuration that is wrong', () => {
  const MAIN = 'dist/src/main.js';

  beforeAll(async () => {
    if (existsSync(MAIN)) return;
    expect((await run(['node_modules/@nestjs/cli/bin/nest.js', 'build'])).code).toBe(0);
  });

  it('names every key with its remedy, and the server does not start', async () => {
    const { code, output } = await run([MAIN], {
      TRUCBAN_PORT: 'abc',
      TRUCBAN_DATABASE_URL: 'mysql://x',
      TRUCBAN_PRT: '1',
    });
    expect(code).toBe(78);
    expect(output).toMatch(/TRUCBAN_PORT: must be a number from 0 to 65535\. Give .*for example 8080/);
    expect(output).toMatch(/TRUCBAN_DATABASE_URL: must begin with postgres:\/\/.* for example postgres:\/\//);
    expect(output).toMatch(/TRUCBAN_PRT: is not a setting\. Run `npx trucban config`/);
    expect(output).not.toContain('mysql://x');
  });

  async function run(command: string[], environment: Record<string, string> = {}) {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, command, { env: { PATH, HOME, ...environment } });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  }
});
