import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openReadOnly } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { Evidence } from '../load/crash/evidence.js';
import { holdUnit } from './support/held-unit.js';

const REPORTS = 100;
let app: TestApp;

beforeAll(async () => {
  app = await startApp({ holdsUnits: true });
});
afterAll(() => app.close());

describe(`a slow transaction that fails beside ${REPORTS} reports`, () => {
  it('takes none of them with it, and leaves nothing of its own', async () => {
    const pcs: TestPc[] = [];
    for (let index = 0; index < REPORTS; index++) {
      const pc = new TestPc(app, await app.enrol());
      pc.sees('hotich', 'tab', 'ok');
      pcs.push(pc);
    }
    const slow = await holdUnit(app, (tx) => tx.run(`UPDATE device SET name = 'lost'`));
    const failure = expect(slow.ended).rejects.toThrow('the slow one fails');

    const answers = Promise.all(pcs.map((pc) => pc.send()));
    // Every report is on its way into the same queue before the slow transaction ends.
    await new Promise((resolve) => setTimeout(resolve, 300));
    slow.fail(new Error('the slow one fails'));
    await failure;

    expect((await answers).map(({ status }) => status)).toEqual(pcs.map(() => 202));
    const said = pcs.map(({ device, instance, sequence }) => ({
      deviceId: device.deviceId,
      instance,
      sequence,
    }));
    const database = await openReadOnly(app.data);
    try {
      const evidence = new Evidence(database.reader);
      expect(await evidence.uncovered(said)).toEqual([]);
      expect(await evidence.count('device', `name = 'lost'`)).toBe(0);
      await app.settle();
      expect(await evidence.uncovered(said)).toEqual([]);
      expect(await evidence.count('state_span', `source = 'tab'`)).toBe(REPORTS);
    } finally {
      await database.close();
    }
  });
});
