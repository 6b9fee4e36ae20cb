import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../inventory/index.js';
import { HEARS_WELL, type ServerFacts } from '../domain/finding.js';
import { context, NOW, pc } from '../testing/snapshot.js';
import { clockWrong } from './clock-wrong.rule.js';
import { deviceSilent } from './device-silent.rule.js';
import { serverUnsteady } from './server-unsteady.rule.js';
import { serverWasBlind } from './server-was-blind.rule.js';

const MINUTE = 60_000;

/** Blind for so many minutes, until so many minutes ago. */
function blind(...spans: [minutes: number, endedAgo: number][]): ServerFacts {
  const blindness = spans.map(([minutes, ago]) => ({
    from: NOW - (minutes + ago) * MINUTE,
    until: NOW - ago * MINUTE,
    reason: 'started' as const,
  }));
  return { faults: { line: null, clock: null }, blindness };
}

describe('a server that was blind', () => {
  const judge = (facts: ServerFacts) => serverWasBlind.judge(facts, DEFAULT_POLICY, NOW);

  it('is worth knowing for five minutes, with how long it was and why', () => {
    const { candidates, lookAgainAt } = judge(blind([10, 1]));
    expect(candidates).toMatchObject([
      { since: NOW - 11 * MINUTE, severity: 'low', evidence: { reason: 'started', seconds: 600 } },
    ]);
    expect(lookAgainAt).toBe(NOW + 4 * MINUTE);
  });

  it.each([
    ['a restart of a few seconds', blind([0.2, 1])],
    ['an outage that is long over', blind([10, 6])],
  ])('is not worth it for %s', (_, facts) => expect(judge(facts).candidates).toEqual([]));
});

describe('a server that is interrupted again and again', () => {
  const judge = (facts: ServerFacts) => serverUnsteady.judge(facts, DEFAULT_POLICY, NOW);

  it('needs a person from the third time within an hour, until the first of them is an hour old', () => {
    const { candidates, lookAgainAt } = judge(blind([1, 50], [0.1, 20], [2, 5]));
    expect(candidates).toMatchObject([{ severity: 'high', evidence: { count: 3 } }]);
    expect(lookAgainAt).toBe(NOW + 10 * MINUTE);
  });

  it('needs nobody for two restarts, nor for three in a morning', () => {
    expect(judge(blind([1, 50], [0.1, 20])).candidates).toEqual([]);
    expect(judge(blind([1, 90], [1, 50], [0.1, 20])).candidates).toEqual([]);
  });
});

describe('no PC is blamed', () => {
  const heard = (hearing: Partial<typeof HEARS_WELL>) => ({
    ...context(),
    hearing: { ...HEARS_WELL, ...hearing },
  });
  const silent = pc({ presence: 'silent', since: NOW - MINUTE });
  const wrongClock = pc({ skewMs: 20 * MINUTE });

  it('for its silence while the line of the server is lost', () => {
    expect(deviceSilent.judge(silent, heard({ lineLost: true }), NOW)).toMatchObject({ blind: true });
    expect(deviceSilent.judge(silent, heard({}), NOW).candidates).toHaveLength(1);
  });

  it.each([
    ['while most PCs disagree with the server as it does', { clockWrong: true }],
    ['just after the server could not hear', { since: NOW - MINUTE }],
  ])('for its clock %s', (_, hearing) => {
    expect(clockWrong.judge(wrongClock, heard(hearing), NOW)).toMatchObject({ blind: true });
  });

  it('but it is for a clock that is still wrong afterwards', () => {
    expect(clockWrong.judge(wrongClock, heard({ since: NOW - 2 * MINUTE }), NOW).candidates).toHaveLength(1);
  });
});
