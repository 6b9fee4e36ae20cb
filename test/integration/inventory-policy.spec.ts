import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgentPolicies, PolicyService, Programs } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp, type TestDevice } from '../factories/app.js';

const BY = { userId: null, name: 'spec' };

let app: TestApp;
let device: TestDevice;

beforeAll(async () => {
  app = await startApp();
  device = await app.enrol();
});
afterAll(() => app.close());

const policy = () => app.app.get(PolicyService);
const programs = () => app.app.get(Programs);
const set = (key: string, value: string) => policy().set(key, value, BY, app.clock.now());
const refusalOf = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error('was not refused')),
    (error: Error) => error,
  );

describe('a policy', () => {
  it('takes effect at once and tells agents that there is something new', async () => {
    const before = await policy().current();
    await set('beat.seconds', '45');
    const after = await policy().current();
    expect(after.policy['beat.seconds']).toBe(45);
    expect(after.version).toBeGreaterThan(before.version);
    const told = await app.get('/api/agent/v1/policy', device);
    expect(told.body).toMatchObject({ beatSeconds: 45, version: after.version });
  });

  it('goes back to its default', async () => {
    await set('certificate.tierDays', '100, 50');
    expect((await policy().current()).policy['certificate.tierDays']).toEqual([100, 50]);
    await policy().reset('certificate.tierDays', BY, app.clock.now());
    expect((await policy().current()).policy['certificate.tierDays']).toEqual([90, 60, 30, 15, 7, 1, 0]);
  });

  it.each([
    ['program.hungafterSecond', '60', /program\.hungAfterSeconds/],
    ['beat', '60', /beat\.seconds/],
    ['beat.seconds', '0', /whole number from 1 to 3600/],
    ['beat.seconds', 'nhanh', /whole number from 1 to 3600/],
    ['beat.seconds', '', /whole number from 1 to 3600/],
    ['disk.freePercent', '101', /a number from 0 to 100/],
    ['certificate.tierDays', '90,sixty', /whole numbers from 0 to 3650/],
  ])('%s = "%s" is refused with what would do', async (key, value, remedy) => {
    const { version } = await policy().current();
    expect((await refusalOf(set(key, value))).message).toMatch(remedy);
    expect((await policy().current()).version).toBe(version);
  });

  it('changed by another process is seen within 5 seconds', async () => {
    const other = await startApp({ data: app.data, clock: app.clock });
    try {
      await policy().current();
      await other.app.get(PolicyService).set('beat.seconds', '20', BY, app.clock.now());
      app.clock.advance(5_000);
      expect((await policy().current()).policy['beat.seconds']).toBe(20);
    } finally {
      await other.stop();
    }
  });

  it('leaves who changed what in the audit trail', async () => {
    await set('disk.freePercent', '7');
    const entry = await app.app
      .get(Reader)
      .row('SELECT action, subject, detail FROM audit_entry ORDER BY id DESC LIMIT 1');
    expect(entry).toEqual({ action: 'policy.set', subject: 'policy:disk.freePercent', detail: '7' });
  });
});

describe('a watched program', () => {
  it('reaches agents once it has a real address and is enabled', async () => {
    await programs().set('hotich', { url: 'http://hotich.test:8081/', tabHosts: 'Hotich.Test:8081' }, BY, 1);
    await programs().enable('hotich', BY, 1);
    const { body } = await app.get('/api/agent/v1/policy', device);
    expect(body.programs).toEqual([
      expect.objectContaining({
        id: 'hotich',
        kind: 'web',
        probe: expect.objectContaining({ url: 'http://hotich.test:8081/', method: 'HEAD' }),
        tab: { hosts: ['hotich.test:8081'], slowMs: 20_000 },
      }),
    ]);
    await programs().disable('hotich', BY, 1);
    expect((await app.app.get(AgentPolicies).current()).programs).toEqual([]);
  });

  it('with a placeholder address cannot be enabled', async () => {
    const refusal = await refusalOf(programs().enable('motcua', BY, 1));
    expect(refusal.message).toMatch(/program set motcua url=/);
  });

  it.each([
    ['hotich', { url: 'ftp://hotich.test/' }, /https:/],
    ['hotich', { intervalSeconds: '1' }, />=5/],
    ['hotich', { listenPort: 'x' }, /listenPort/],
    ['hotich', { intervalSecond: '60' }, /intervalSeconds/],
    ['hotch', { intervalSeconds: '60' }, /hotich/],
  ])('%s with %j is refused with what would do', async (id, fields, remedy) => {
    const asked = fields as unknown as Record<string, string>;
    expect((await refusalOf(programs().set(id, asked, BY, 1))).message).toMatch(remedy);
  });
});
