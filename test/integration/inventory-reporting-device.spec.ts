import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Devices } from '../../src/inventory/index.js';
import { hardwareOf, startApp, type TestApp, type TestDevice } from '../factories/app.js';

let app: TestApp;
let device: TestDevice;

beforeAll(async () => {
  app = await startApp();
  device = await app.enrol();
});
afterAll(() => app.close());

const again = async () =>
  app.post('/api/agent/v1/enrolments', {
    v: 1,
    joinCode: await app.joinCode(device.centerId),
    hardware: device.hardware,
    platform: 'windows',
    deviceName: 'Quầy 1',
    agentVersion: '0.1.0',
  });

it('refuses to enrol a PC anew that reported a moment ago, until a person allows it', async () => {
  await report(device);
  const refused = await again();
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'DEVICE_IS_REPORTING']);
  await app.app.get(Devices).allowReenrolment(device.deviceId, null, app.clock.now());
  expect((await again()).status).toBe(201);
});

it('does not use up the join code of a refused PC', async () => {
  const code = await app.joinCode(device.centerId, 1);
  const body = { v: 1, joinCode: code, platform: 'windows', deviceName: 'Quầy 2', agentVersion: '0.1.0' };
  const other = await app.enrol(device.centerId, { hardware: hardwareOf('busy') });
  await report(other);
  const refused = await app.post('/api/agent/v1/enrolments', { ...body, hardware: other.hardware });
  expect(refused.status).toBe(409);
  const served = await app.post('/api/agent/v1/enrolments', { ...body, hardware: hardwareOf('free') });
  expect(served.status).toBe(201);
});

it('lets a PC enrol anew that has been quiet for longer than its missed beats', async () => {
  const quiet = await app.enrol(device.centerId, { hardware: hardwareOf('quiet') });
  await report(quiet);
  app.clock.advance(91_000);
  const enrolled = await app.enrol(device.centerId, { hardware: hardwareOf('quiet') });
  expect(enrolled.deviceId).toBe(quiet.deviceId);
});

/** One beat, taken in by the stages that follow. */
async function report(from: TestDevice): Promise<void> {
  const answer = await app.post('/api/agent/v1/reports', firstReport(from.hardware), from);
  expect(answer.status).toBe(202);
  await app.settle();
}

function firstReport(hardware: string) {
  return {
    v: 1,
    agent: {
      boot: 'boot-0001',
      instance: `instance-${hardware.slice(0, 8)}`,
      session: 1,
      sequence: 1,
      version: '0.1.0',
    },
    hardware,
    sentAt: app.clock.now(),
    policyVersion: 1,
    load: { cpuPercent: 5, memoryPercent: 40, uptimeSeconds: 60, disks: [] },
    programs: [],
    probes: [],
    history: [],
    digests: { inventory: null, certificates: null },
    spool: { waiting: 0, dropped: 0 },
  };
}
