import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PolicyService } from '../../src/inventory/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { onlyTicket, pass, presenceOf, SECOND, tickets } from './support/timeline.js';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  await watchWebSystem(app, 'hotich');
});
afterAll(() => app.close());

const setPolicy = (key: string, value: string): Promise<void> =>
  app.app.get(PolicyService).set(key, value, { userId: null, name: 'test' }, app.clock.now());

it('judges a hang by the threshold that holds when it is judged', async () => {
  const pc = new TestPc(app, await app.enrol());
  await pc.beat();
  await setPolicy('program.hungAfterSeconds', '20');
  const hungSince = app.clock.now();
  pc.sees('hotich', 'tab', 'not_responding', hungSince);
  await pc.beat();
  await app.advance(19 * SECOND);
  expect(await tickets(app)).toEqual([]);
  await app.advance(SECOND);
  const view = await onlyTicket(app);
  expect(view).toMatchObject({ beganAt: hungSince, openedAt: hungSince + 20 * SECOND });
  expect(view.reasons[0]?.vi).toContain('quá 20 giây');
  pc.sees('hotich', 'tab', 'ok');
  await pass(app, 60, pc);
});

it('waits for as many missed beats as the policy says, and tells agents the beat', async () => {
  const pc = new TestPc(app, await app.enrol());
  const { policyVersion } = await pc.beat();
  await setPolicy('presence.missedBeats', '5');
  await setPolicy('beat.seconds', '60');
  expect(await pc.beat()).toMatchObject({ nextBeatSeconds: 60, policyVersion: policyVersion + 2 });
  await pass(app, 315);
  expect(await presenceOf(app, pc)).toBe('online');
  await pass(app, 15);
  expect(await presenceOf(app, pc)).toBe('silent');
});
