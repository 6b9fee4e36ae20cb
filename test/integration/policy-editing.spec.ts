import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PolicyEntry, PolicyFaults, PolicyHistory, PolicyPage } from '../../src/contracts/api/index.js';
import { POLICY_KEYS, PolicyService } from '../../src/inventory/index.js';
import { Reader, UnitOfWork } from '../../src/platform/database/index.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';

let app: TestApp;
let lan: TestPerson;

beforeAll(async () => {
  app = await startApp();
  lan = await app.signIn('administrator');
});
afterAll(() => app.close());

const page = async (): Promise<PolicyPage> => (await app.get<PolicyPage>('/api/v1/policies', lan)).body;
const history = async (): Promise<PolicyHistory> =>
  (await app.get<PolicyHistory>('/api/v1/policies/changes', lan)).body;
const entryOf = (shown: PolicyPage, key: string): PolicyEntry =>
  shown.groups.flatMap(({ entries }) => entries).find((entry) => entry.key === key)!;
const save = async (
  changes: Record<string, string | null>,
  { note = '', revision }: { note?: string; revision?: number } = {},
): Promise<Answer> => {
  const seen = revision ?? (await page()).revision;
  return app.post('/api/v1/policies', { revision: seen, changes, note }, lan);
};
const check = async (changes: Record<string, string | null>): Promise<PolicyFaults['faults']> =>
  (await app.post<PolicyFaults>('/api/v1/policies/check', { changes }, lan)).body.faults;

describe('the policy page', () => {
  it('shows every threshold once, with its words, unit, default and range', async () => {
    const { groups } = await page();
    expect(groups.slice(0, 3).map(({ name }) => name.vi)).toEqual([
      'Máy có mặt',
      'Phần mềm treo',
      'Hệ thống web',
    ]);
    const entries = groups.flatMap((group) => group.entries);
    expect(entries.map(({ key }) => key).sort()).toEqual([...POLICY_KEYS].sort());
    for (const { name, does, allowed } of entries) {
      for (const text of [name, does, allowed]) expect(text.vi && text.en).not.toBe('');
    }
    expect(entryOf({ revision: 0, groups }, 'program.hungAfterSeconds')).toMatchObject({
      unit: { vi: 'giây' },
      kind: 'number',
      minimum: 5,
      maximum: 3600,
      byDefault: '60',
      value: '60',
      changed: null,
    });
  });

  it('names what may be chosen where a threshold is one of a few words', async () => {
    const entries = (await page()).groups.flatMap((group) => group.entries);
    const choices = entries.filter(({ kind }) => kind === 'choice');
    expect(choices.map(({ key }) => key)).toContain('duty.assign');
    for (const { key, choices: offered, byDefault } of choices) {
      expect(offered.map(({ value }) => value)).toContain(byDefault);
      for (const { value, name } of offered) {
        expect(name.vi && name.en).not.toBe(value);
        expect(await check({ [key]: value })).toEqual([]);
      }
    }
    expect(entries.filter(({ kind, choices }) => kind !== 'choice' && choices.length > 0)).toEqual([]);
  });

  it('is for administrators alone', async () => {
    for (const role of ['technician', 'clerk'] as const) {
      const person = await app.signIn(role);
      expect((await app.get('/api/v1/policies', person)).status).toBe(403);
      expect((await app.post('/api/v1/policies', {}, person)).status).toBe(403);
    }
    expect((await app.get('/api/v1/policies')).status).toBe(401);
  });
});

describe('a change', () => {
  it('takes effect, says who made it, and is in the audit trail', async () => {
    const now = app.clock.now();
    const answer = await save(
      { 'program.hungAfterSeconds': '45', 'web.slowAfterSeconds': '600' },
      { note: 'Thử tuần đầu' },
    );
    expect(answer.status).toBe(200);
    const entry = entryOf(answer.body, 'program.hungAfterSeconds');
    expect(entry).toMatchObject({ value: '45', changed: { at: now, by: 'administrator-1' } });
    expect((await app.app.get(PolicyService).current()).policy['program.hungAfterSeconds']).toBe(45);
    expect((await history()).rows.slice(0, 2)).toEqual([
      expect.objectContaining({ key: 'web.slowAfterSeconds', oldValue: null, newValue: '600' }),
      expect.objectContaining({
        key: 'program.hungAfterSeconds',
        by: 'administrator-1',
        note: 'Thử tuần đầu',
        undoable: true,
      }),
    ]);
    const audited = await app.app
      .get(Reader)
      .row('SELECT user_id AS "userId", action, subject FROM audit_entry ORDER BY id DESC LIMIT 1');
    expect(audited).toEqual({ userId: lan.id, action: 'policy.set', subject: 'policy:web.slowAfterSeconds' });
  });

  it('by the command line is in the same history', async () => {
    const by = { userId: null, name: 'npx trucban' };
    await app.app.get(PolicyService).set('disk.freePercent', '8', by, app.clock.now());
    expect((await history()).rows[0]).toMatchObject({ by: 'npx trucban', newValue: '8' });
  });

  it('of what somebody else has changed meanwhile is refused, and nothing is overwritten', async () => {
    const { revision } = await page();
    expect((await save({ 'clock.skewSeconds': '120' })).status).toBe(200);
    const late = await save({ 'clock.skewSeconds': '600', 'disk.freePercent': '9' }, { revision });
    expect([late.status, late.body.error.code]).toEqual([409, 'POLICY_CHANGED']);
    const shown = await page();
    expect(entryOf(shown, 'clock.skewSeconds').value).toBe('120');
    expect(entryOf(shown, 'disk.freePercent').value).toBe('8');
  });

  it('sent twice at once by two people is made once', async () => {
    const { revision } = await page();
    const answers = await Promise.all(
      ['200', '210'].map((value) => save({ 'clock.skewSeconds': value }, { revision })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('of several values is made whole or not at all, and names the field', async () => {
    const before = await page();
    const answer = await save({ 'disk.freePercent': '11', 'program.hungAfterSeconds': '4' });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      code: 'POLICY_VALUE_INVALID',
      path: 'program.hungAfterSeconds',
      message: { vi: expect.stringContaining('từ 5 đến 3600') },
    });
    expect(await page()).toEqual(before);
  });

  it('back to the default keeps what it was in the history', async () => {
    const answer = await save({ 'disk.freePercent': null });
    expect(entryOf(answer.body, 'disk.freePercent').value).toBe('5');
    expect((await history()).rows[0]).toMatchObject({ oldValue: '8', newValue: null });
  });
});

describe('a policy that would silence everything', () => {
  it.each([
    [
      'missed beats that never end',
      { 'beat.seconds': '60', 'presence.missedBeats': '100' },
      /tối đa 59 nhịp/,
    ],
    [
      'all waits of programs at their end',
      {
        'program.hungAfterSeconds': '3600',
        'program.missingAfterSeconds': '86400',
        'program.notListeningAfterSeconds': '3600',
      },
      /dưới 3600 giây/,
    ],
    [
      'all waits of web systems at their end',
      {
        'web.unreachableAfterSeconds': '3600',
        'web.failingAfterSeconds': '3600',
        'web.slowAfterSeconds': '7200',
      },
      /dưới 3600 giây/,
    ],
    [
      'no tier left',
      { 'certificate.tierDays': '0', 'certificate.renewalCutoffDays': '0' },
      /Thêm ít nhất một mốc/,
    ],
    ['tiers out of order', { 'certificate.tierDays': '30,90,60' }, /Viết: 90,60,30/],
    ['tiers only after the cutoff', { 'certificate.tierDays': '30,15' }, /mốc từ 60 ngày/],
  ])('is refused with what would do: %s', async (_, changes, remedy) => {
    const draft = changes as unknown as Record<string, string>;
    const before = await page();
    const answer = await save(draft);
    expect(answer.status).toBe(400);
    expect(Object.keys(draft)).toContain(answer.body.error.path);
    expect(answer.body.error.message.vi).toMatch(remedy);
    expect(await check(draft)).toMatchObject([{ key: answer.body.error.path, code: answer.body.error.code }]);
    expect(await page()).toEqual(before);
  });

  it('one value at its end alone is a choice', async () => {
    expect(await check({ 'web.slowAfterSeconds': '86400' })).toEqual([]);
  });

  it('shows every wrong field of a draft at once', async () => {
    const faults = await check({ 'disk.freePercent': 'x', 'beat.seconds': '0', 'no.such': '1' });
    expect(faults.map(({ key }) => key)).toEqual(['disk.freePercent', 'beat.seconds', 'no.such']);
  });
});

describe('the history', () => {
  const undo = async (id: number): Promise<Answer> => {
    const { revision } = await page();
    return app.post(`/api/v1/policies/changes/${id}/undo`, { revision, note: '' }, lan);
  };

  it('takes a change back as a change of its own', async () => {
    await save({ 'incident.reopenSeconds': '600' });
    await save({ 'incident.reopenSeconds': '900' });
    const change = (await history()).rows[0]!;
    expect((await undo(change.id)).status).toBe(204);
    const { rows } = await history();
    expect(rows[0]).toMatchObject({ oldValue: '900', newValue: '600', undoes: change.id });
    expect(entryOf(await page(), 'incident.reopenSeconds').value).toBe('600');
    expect(rows.find(({ id }) => id === change.id)?.undoable).toBe(false);
    expect((await undo(change.id)).body.error.code).toBe('POLICY_HOLDS_ALREADY');
    expect((await undo(999_999)).status).toBe(404);
  });

  it('cannot be altered, not even by the server', async () => {
    const work = app.app.get(UnitOfWork);
    for (const sql of ["UPDATE policy_change SET author = 'ai đó'", 'DELETE FROM policy_change']) {
      await expect(work.run((tx) => tx.run(sql))).rejects.toThrow(/append-only/);
    }
  });

  it('is felt by another process within 5 seconds', async () => {
    const other = await startApp({ data: app.data, clock: app.clock });
    try {
      await other.app.get(PolicyService).current();
      await save({ 'recovery.holdSeconds': '20' });
      app.clock.advance(5_000);
      expect((await other.app.get(PolicyService).current()).policy['recovery.holdSeconds']).toBe(20);
    } finally {
      await other.stop();
    }
  });
});
