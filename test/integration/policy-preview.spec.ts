import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PreviewLine, PreviewResult } from '../../src/contracts/api/index.js';
import { HEARS_WELL } from '../../src/detection/domain/finding.js';
import { HistoryRepository } from '../../src/detection/preview/history.repository.js';
import { replayDevice } from '../../src/detection/preview/replay-device.js';
import { OFFICE_CALENDAR, PolicyService, Programs } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { hoursOf } from '../../src/state/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { seededRandom } from '../load/random.js';
import { MINUTE, SECOND } from './support/timeline.js';

const STEP = 15 * SECOND;

async function ask(app: TestApp, changes: Record<string, string | null>): Promise<Response> {
  const { headers } = await app.signIn('administrator');
  return fetch(`${app.url}/api/v1/policies/preview`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ changes }),
  });
}

async function previewOf(app: TestApp, changes: Record<string, string | null>): Promise<PreviewResult> {
  const answer = await ask(app, changes);
  expect(answer.status).toBe(200);
  const lines = (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PreviewLine);
  const last = lines.pop();
  expect(lines.length).toBeGreaterThan(0);
  if (!last || !('result' in last)) throw new Error('the preview ended without a result');
  return last.result;
}

const countOf = (result: PreviewResult, rule: string): [number, number] => {
  const row = result.rules.find((each) => each.rule === rule)!;
  return [row.current, row.draft];
};

/** What was opened and when it began, a line each. Of disks only the present level is stored: they cannot be replayed. */
async function openedInTruth(app: TestApp): Promise<string[]> {
  const rows = await app.app
    .get(Reader)
    .rows<Opened>(
      `SELECT device_id AS "deviceId", rule, thing, began_at AS "since" FROM finding WHERE rule <> 'disk-nearly-full'`,
    );
  return rows.map(lineOf).sort();
}

interface Opened {
  deviceId: number;
  rule: string;
  thing: string;
  since: number;
}

const lineOf = ({ deviceId, rule, thing, since }: Opened): string =>
  `PC ${deviceId} ${rule} ${thing} ${new Date(since).toISOString()}`;

/** The same by the replay of what is stored. */
async function openedInReplay(app: TestApp): Promise<string[]> {
  const history = new HistoryRepository(app.app.get(Reader));
  const { policy } = await app.app.get(PolicyService).current();
  const programs = new Map(
    (await app.app.get(Programs).enabled()).map(({ id, kind, severity, required }) => [
      id,
      { id, kind, severity, required: required === 1 },
    ]),
  );
  const blind = await history.blindness(0);
  const hours = hoursOf(OFFICE_CALENDAR);
  const context = {
    ...{ policy, programs, hearing: HEARS_WELL },
    ...{ atWork: hours.atWork, afterWorkingDays: () => null },
  };
  const how = { context, hours, blind, until: app.clock.now() };
  return (await history.devices(await history.deviceIds(), 0))
    .flatMap((device) => replayDevice(device, how).map((found) => ({ ...found, deviceId: device.deviceId })))
    .filter(({ rule }) => rule !== 'disk-nearly-full')
    .map(lineOf)
    .sort();
}

/**
 * A hang, a slow page, a failing system, a helper that does not listen: something began or ended on this PC some seconds ago.
 * Never whole steps: which comes first, a deadline or a report of the same instant, nobody can say.
 */
function somethingHappens(pc: TestPc, random: () => number): void {
  const ill = random() < 0.5;
  const kind = Math.floor(random() * 4);
  const since = pc.now - Math.ceil(random() * 14) * SECOND;
  if (kind === 0) pc.sees('hotich', 'tab', ill ? 'not_responding' : 'ok', since);
  if (kind === 1) pc.sees('hotich', 'tab', ill ? 'slow' : 'ok', since);
  if (kind === 3) pc.sees('vgca-sign', 'listener', ill ? 'not_listening' : 'ok', since);
  if (kind !== 2) return;
  const code = random() < 0.5 ? ('CONNECT_TIMEOUT' as const) : ('HTTP_SERVER_ERROR' as const);
  pc.probed('hotich', ill ? { since, state: 'failed', phase: 'http', code, httpStatus: null } : { since });
}

/** Some PCs live through 45 minutes in which things break and mend at random. */
async function recordedRun(app: TestApp, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const pcs: TestPc[] = [];
  for (let n = 1; n <= 5; n++) pcs.push(new TestPc(app, await app.enrol(undefined, { name: `Quầy ${n}` })));
  const awayUntil = new Map<TestPc, number>();
  for (let step = 0; step < 180; step++) {
    app.clock.advance(STEP);
    for (const [n, pc] of pcs.entries()) {
      if (app.clock.now() < (awayUntil.get(pc) ?? 0)) continue;
      if (random() < 0.08) somethingHappens(pc, random);
      const leaves = random();
      if (leaves < 0.02) {
        awayUntil.set(pc, app.clock.now() + Math.ceil(random() * 20) * STEP);
        if (leaves < 0.01) await pc.goodbye(leaves < 0.005 ? 'stopped_by_hand' : 'shutdown');
        if (leaves < 0.01) pc.restart();
      } else if (step % 2 === n % 2) await pc.beat();
    }
    await app.settle();
  }
}

describe('the preview of the policy that holds', () => {
  it.each([20261125, 4, 7])(
    'opens exactly what was really opened in a recorded run (seed %d)',
    async (seed) => {
      const app = await startApp();
      try {
        await watchWebSystem(app, 'hotich');
        await watchWebSystem(app, 'vgca-sign', { url: '-', tabHosts: '-' });
        await recordedRun(app, seed);
        const truth = await openedInTruth(app);
        expect(new Set(truth.map((line) => line.split(' ')[2])).size).toBeGreaterThanOrEqual(5);
        expect(await openedInReplay(app)).toEqual(truth);
        const result = await previewOf(app, {});
        expect(result.rules.reduce((sum, { current }) => sum + current, 0)).toBe(truth.length);
        expect(result.rules.every(({ current, draft }) => current === draft)).toBe(true);
        expect([result.moreCount, result.fewerCount]).toEqual([0, 0]);
      } finally {
        await app.close();
      }
    },
    120_000,
  );
});

describe('the preview of a draft', () => {
  let app: TestApp;
  let pc: TestPc;

  beforeAll(async () => {
    app = await startApp();
    await watchWebSystem(app, 'hotich');
    pc = new TestPc(app, await app.enrol());
    await pc.live(60);
  });
  afterAll(() => app.close());

  it('shows the hangs that would have been told, and no longer', async () => {
    const began = app.clock.now();
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.live(45, 15);
    pc.sees('hotich', 'tab', 'ok');
    await pc.live(60, 15);
    const sooner = await previewOf(app, { 'program.hungAfterSeconds': '30' });
    expect(countOf(sooner, 'program-hung')).toEqual([0, 1]);
    expect(sooner).toMatchObject({ moreCount: 1, fewerCount: 0, devices: 1 });
    expect(sooner.more).toEqual([
      expect.objectContaining({
        rule: 'program-hung',
        thing: 'hotich',
        deviceId: pc.device.deviceId,
        device: 'Quầy 1',
        since: began,
        openedAt: began + 30 * SECOND,
      }),
    ]);
  });

  it('shows the silences that a longer wait would not have told, and says what a shorter one cannot', async () => {
    for (let passed = 0; passed < 3 * MINUTE; passed += STEP) await app.advance(STEP);
    await pc.live(60);
    const later = await previewOf(app, { 'presence.missedBeats': '10' });
    expect(countOf(later, 'device-silent')).toEqual([1, 0]);
    expect(later.fewer).toEqual([expect.objectContaining({ rule: 'device-silent', thing: '' })]);
    expect(later.limits).not.toContain('shorter-silence');
    expect((await previewOf(app, { 'presence.missedBeats': '2' })).limits).toContain('shorter-silence');
  });

  it('changes nothing', async () => {
    const before = await app.app.get(PolicyService).current();
    await previewOf(app, { 'program.hungAfterSeconds': '30' });
    expect(await app.app.get(PolicyService).current()).toEqual(before);
  });

  it('forgets what is older than 7 days', async () => {
    const day = 24 * 60 * MINUTE;
    app.clock.advance(8 * day);
    await app.settle();
    const result = await previewOf(app, { 'program.hungAfterSeconds': '30' });
    expect(countOf(result, 'program-hung')).toEqual([0, 0]);
    expect(result.from).toBe(app.clock.now() - 7 * day);
  });

  it('refuses a draft that may not be made, and is for administrators', async () => {
    const answer = await ask(app, { 'certificate.tierDays': '0' });
    expect([answer.status, JSON.stringify(await answer.json())]).toEqual([
      400,
      expect.stringContaining('POLICY_TIERS_SILENCE'),
    ]);
    const technician = await app.signIn('technician');
    expect((await app.post('/api/v1/policies/preview', { changes: {} }, technician)).status).toBe(403);
  });
});
