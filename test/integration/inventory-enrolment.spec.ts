import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Centers, Devices } from '../../src/inventory/index.js';
import { type Answer, hardwareOf, startApp, type TestApp } from '../factories/app.js';

const HOUR = 3_600_000;

let app: TestApp;
let centerId: number;
let pc = 0;

beforeAll(async () => {
  app = await startApp();
  centerId = await app.centerId();
});
afterAll(() => app.close());
beforeEach(() => {
  pc += 1;
});

interface Asked {
  joinCode?: string;
  clonedToken?: string;
  hardware?: string | null;
  deviceName?: string;
}

const enrol = (asked: Asked & Record<string, unknown>) =>
  app.post('/api/agent/v1/enrolments', {
    v: 1,
    hardware: hardwareOf(`pc ${pc}`),
    platform: 'windows',
    deviceName: 'Quầy 3',
    agentVersion: '0.1.0',
    ...asked,
  });

const policyWith = (token: string) =>
  app.get('/api/agent/v1/policy', { headers: { authorization: `Bearer ${token}` } });

const codeOf = (answer: Pick<Answer, 'status' | 'body'>) => [answer.status, answer.body.error?.code];

describe('a join code', () => {
  it('makes a PC a device of its center, which may then ask for its policy', async () => {
    const answer = await enrol({ joinCode: await app.joinCode(centerId) });
    expect(answer.status).toBe(201);
    expect(answer.body.center).toMatchObject({ id: centerId, name: 'Xã Lạc Lương' });
    const policy = await policyWith(answer.body.token);
    expect(policy.body).toMatchObject({ v: 1, beatSeconds: 30, programs: [] });
    const device = await app.app.get(Devices).byId(answer.body.deviceId);
    expect(device).toMatchObject({ name: 'Quầy 3', centerId, clonedFrom: null });
  });

  it('is understood as people type it', async () => {
    const code = await app.joinCode(centerId);
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    expect((await enrol({ joinCode: ` ${code.replace('-', ' ').toLowerCase()} ` })).status).toBe(201);
  });

  it('is refused when nobody made it', async () => {
    expect(codeOf(await enrol({ joinCode: 'ABCD-EFGH' }))).toEqual([404, 'JOIN_CODE_UNKNOWN']);
  });

  it('is refused after its hours', async () => {
    const joinCode = await app.joinCode(centerId);
    app.clock.advance(48 * HOUR);
    expect(codeOf(await enrol({ joinCode }))).toEqual([410, 'JOIN_CODE_EXPIRED']);
  });

  it('serves exactly as many PCs as it was made for, even when they come at once', async () => {
    const joinCode = await app.joinCode(centerId, 3);
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => enrol({ joinCode, hardware: hardwareOf(`at once ${n}`) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 410, 410, 410]);
    expect(codeOf(await enrol({ joinCode }))).toEqual([410, 'JOIN_CODE_USED_UP']);
  });

  it('is refused once it was revoked on the center page', async () => {
    const as = await app.signIn('administrator');
    const made = await app.post(`/api/v1/centers/${centerId}/join-codes`, { validHours: 1, uses: 5 }, as);
    expect(made.status).toBe(201);
    expect(made.body.commands.windows).toContain(`--code ${made.body.code}`);
    expect((await app.delete(`/api/v1/join-codes/${made.body.id}`, as)).status).toBe(204);
    expect(codeOf(await enrol({ joinCode: made.body.code }))).toEqual([410, 'JOIN_CODE_REVOKED']);
    const listed = await app.get(`/api/v1/centers/${centerId}/join-codes`, as);
    expect(listed.body[0]).toMatchObject({ id: made.body.id, code: null, revoked: true, usesLeft: 5 });
  });

  it('is given out by administrators only', async () => {
    const as = await app.signIn('technician');
    const made = await app.post(`/api/v1/centers/${centerId}/join-codes`, {}, as);
    expect(codeOf(made)).toEqual([403, 'NOT_PERMITTED']);
  });
});

describe('a PC that enrols again', () => {
  it('stays the device it was, under a new token', async () => {
    const first = await enrol({ joinCode: await app.joinCode(centerId) });
    const again = await enrol({ joinCode: await app.joinCode(centerId), deviceName: 'Quầy 4' });
    expect(again.body.deviceId).toBe(first.body.deviceId);
    expect(codeOf(await policyWith(first.body.token))).toEqual([401, 'TOKEN_UNKNOWN']);
    expect((await policyWith(again.body.token)).status).toBe(200);
  });

  it('moves to the center of the code', async () => {
    const first = await enrol({ joinCode: await app.joinCode(centerId) });
    const other = (await app.app.get(Centers).all()).find(({ id }) => id !== centerId)!;
    const moved = await enrol({ joinCode: await app.joinCode(other.id) });
    expect(moved.body.deviceId).toBe(first.body.deviceId);
    expect((await app.app.get(Devices).byId(moved.body.deviceId))?.centerId).toBe(other.id);
  });

  it('is a new device when its hardware cannot be told', async () => {
    const first = await enrol({ joinCode: await app.joinCode(centerId), hardware: null });
    const second = await enrol({ joinCode: await app.joinCode(centerId), hardware: null });
    expect(second.body.deviceId).not.toBe(first.body.deviceId);
  });

  it('comes back after its token was revoked', async () => {
    const first = await enrol({ joinCode: await app.joinCode(centerId) });
    await app.app.get(Devices).revokeToken(first.body.deviceId, null, app.clock.now());
    expect(codeOf(await policyWith(first.body.token))).toEqual([403, 'TOKEN_REVOKED']);
    const again = await enrol({ joinCode: await app.joinCode(centerId) });
    expect(again.body.deviceId).toBe(first.body.deviceId);
    expect((await policyWith(again.body.token)).status).toBe(200);
  });
});

describe('a PC that shares its token with another', () => {
  it('becomes a new, flagged device of the same center and leaves the original alone', async () => {
    const original = await enrol({ joinCode: await app.joinCode(centerId) });
    const clonedToken = original.body.token as string;
    const copy = await enrol({ clonedToken, hardware: hardwareOf(`copy ${pc}`), deviceName: 'Quầy 9' });
    expect(copy.status).toBe(201);
    expect(copy.body.deviceId).not.toBe(original.body.deviceId);
    const device = await app.app.get(Devices).byId(copy.body.deviceId);
    expect(device).toMatchObject({ centerId, clonedFrom: original.body.deviceId, name: 'Quầy 9' });
    expect((await policyWith(clonedToken)).status).toBe(200);
    const again = await enrol({ clonedToken, hardware: hardwareOf(`copy ${pc}`) });
    expect(again.body.deviceId).toBe(copy.body.deviceId);
  });

  it('must be another PC indeed, and the token a living one', async () => {
    const original = await enrol({ joinCode: await app.joinCode(centerId) });
    const clonedToken = original.body.token as string;
    expect(codeOf(await enrol({ clonedToken }))).toEqual([400, 'ENROLMENT_INVALID']);
    expect(codeOf(await enrol({ clonedToken, hardware: null }))).toEqual([400, 'ENROLMENT_INVALID']);
    expect(codeOf(await enrol({ clonedToken: 'no such token' }))).toEqual([401, 'TOKEN_UNKNOWN']);
    await app.app.get(Devices).revokeToken(original.body.deviceId, null, app.clock.now());
    const late = await enrol({ clonedToken, hardware: hardwareOf(`late ${pc}`) });
    expect(codeOf(late)).toEqual([403, 'TOKEN_REVOKED']);
  });
});

describe('a request that is not an enrolment', () => {
  it.each([
    ['without code and token', {}, 'joinCode'],
    ['with both', { joinCode: 'ABCD-EFGH', clonedToken: 'x' }, 'joinCode'],
    ['with an unknown platform', { joinCode: 'ABCD-EFGH', platform: 'amiga' }, 'platform'],
    ['with a hardware that is no digest', { joinCode: 'ABCD-EFGH', hardware: 'PF1234' }, 'hardware'],
  ])('%s is refused by field', async (_, asked, path) => {
    const answer = await enrol(asked);
    expect(codeOf(answer)).toEqual([400, 'ENROLMENT_INVALID']);
    expect(answer.body.error.path).toBe(path);
  });

  it('of another contract version is refused as such', async () => {
    expect(codeOf(await enrol({ v: 2, joinCode: 'ABCD-EFGH' }))).toEqual([400, 'VERSION_UNSUPPORTED']);
  });

  it.each([
    ['truncated JSON', Buffer.from('{"v":1,')],
    ['another encoding', Buffer.from('{"v":1,"deviceName":"Qu\xe2y"}', 'latin1')],
    ['nothing', Buffer.alloc(0)],
  ])('of %s is refused', async (_, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${app.url}/api/agent/v1/enrolments`, { method: 'POST', headers, body });
    expect(codeOf({ status: answer.status, body: await answer.json() })).toEqual([400, 'BODY_NOT_JSON']);
  });

  it('of more than 256 KB is refused', async () => {
    const answer = await enrol({ joinCode: 'ABCD-EFGH', padding: 'x'.repeat(256 * 1024) });
    expect(codeOf(answer)).toEqual([413, 'BODY_TOO_LARGE']);
  });
});
