import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openReadOnly } from '../../src/platform/database/index.js';
import { BeatFolder } from '../../src/state/beat-folder.js';
import { PresenceRepository } from '../../src/state/presence.repository.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { Evidence } from '../load/crash/evidence.js';
import { until } from '../load/random.js';
import { holdUnit } from './support/held-unit.js';
import { SECOND } from './support/timeline.js';

let app: TestApp;
let evidence: Evidence;
let database: Awaited<ReturnType<typeof openReadOnly>>;

beforeEach(async () => {
  app = await startApp({ holdsUnits: true });
  database = await openReadOnly(app.data);
  evidence = new Evidence(database.reader);
});
afterEach(async () => {
  await database.close();
  await app.close();
});

const beatOf = ({ device, instance, session }: TestPc, sequence: number) => ({
  deviceId: device.deviceId,
  session,
  instance,
  sequence,
  receivedAt: app.clock.now(),
  skewMs: 0,
  cpuPercent: 7,
  memoryPercent: 40,
});

/** On PostgreSQL, transactions that wait for another's row; on SQLite they wait outside of it. */
async function anybodyWaits(): Promise<boolean> {
  if (app.data.databaseUrl === null) return true;
  return (
    (await evidence.count('pg_stat_activity', `wait_event_type = 'Lock' AND datname = current_database()`)) >
    0
  );
}

const lastHeard = async ({ device }: TestPc): Promise<unknown> =>
  database.reader.row('SELECT last_received_at AS at FROM device_state WHERE device_id = ?', [
    device.deviceId,
  ]);

describe('a report that is folded while the journal is', () => {
  it('does not take back what the journal said of later beats', async () => {
    const pc = new TestPc(app, await app.enrol());
    await pc.beat();
    pc.sees('hotich', 'tab', 'ok');
    const report = pc.report();
    app.clock.advance(SECOND);
    const later = beatOf(pc, ++pc.sequence);
    const folding = await holdUnit(app, (tx) => app.app.get(PresenceRepository).heard(tx, [later]));
    const answer = app.post('/api/agent/v1/reports', report, pc.device);
    const folded = answer.then(() => app.settle());
    await until('the report waits for the journal', 10, anybodyWaits);
    folding.commit();
    await folding.ended;
    expect((await answer).status).toBe(202);
    await folded;

    expect(await evidence.uncovered([later])).toEqual([]);
    expect(await lastHeard(pc)).toEqual({ at: later.receivedAt });
  });
});

describe('beats of two sessions of one PC that are folded together', () => {
  it('leave it heard as late as the later one', async () => {
    const pc = new TestPc(app, await app.enrol());
    const other = new TestPc(app, pc.device);
    other.session = 2;
    await pc.beat();
    await other.beat();
    for (const one of [other, pc, other]) {
      app.clock.advance(SECOND);
      expect((await one.send()).status).toBe(202);
    }
    await app.app.get(BeatFolder).fold(app.clock.now());

    expect(await lastHeard(pc)).toEqual({ at: app.clock.now() });
  });
});
