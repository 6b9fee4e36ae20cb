import { describe, expect, it } from '@jest/globals';
import { context, DAY, NOW, pc } from '../testing/snapshot.js';
import { clockWrong } from './clock-wrong.rule.js';
import { deviceOffForDays } from './device-off-for-days.rule.js';
import { deviceSilent } from './device-silent.rule.js';
import { deviceStoppedByHand } from './device-stopped-by-hand.rule.js';
import { diskNearlyFull } from './disk-nearly-full.rule.js';

const SATURDAY = NOW + 3 * DAY;
const GB = 1_000_000_000;

describe('a silent PC', () => {
  it('is a finding from its last report on, at once: state has already waited', () => {
    const { candidates } = deviceSilent.judge(
      pc({ presence: 'silent', since: NOW - 90_000 }),
      context(),
      NOW,
    );
    expect(candidates).toMatchObject([{ since: NOW - 90_000, opensAt: NOW }]);
  });

  it.each(['online', 'off', 'stopped'] as const)('is not one that is %s', (presence) => {
    expect(deviceSilent.judge(pc({ presence }), context(), NOW).candidates).toEqual([]);
  });
});

describe('an agent that was stopped by hand', () => {
  it('is a finding in working hours', () => {
    const { candidates } = deviceStoppedByHand.judge(pc({ presence: 'stopped', since: NOW }), context(), NOW);
    expect(candidates).toMatchObject([{ since: NOW, severity: 'low' }]);
  });

  it('is none on a Saturday', () => {
    const stopped = pc({ presence: 'stopped', since: SATURDAY });
    expect(deviceStoppedByHand.judge(stopped, context(), SATURDAY).candidates).toEqual([]);
  });
});

describe('a PC that stays off', () => {
  const FRIDAY_EVENING = NOW + 2 * DAY + 9 * 3_600_000;
  const WEDNESDAY_END = NOW + 7 * DAY + 8 * 3_600_000;

  it.each(['off', 'stopped'] as const)(
    '(%s) is a finding after three whole working days, from when it went',
    (presence) => {
      const away = pc({ presence, since: FRIDAY_EVENING });
      expect(deviceOffForDays.judge(away, context(), NOW).candidates).toMatchObject([
        { since: FRIDAY_EVENING, opensAt: WEDNESDAY_END, severity: 'low' },
      ]);
    },
  );

  it('waits as long as the policy says', () => {
    const { candidates } = deviceOffForDays.judge(
      pc({ presence: 'off', since: FRIDAY_EVENING }),
      context({ 'presence.offWorkingDays': 1 }),
      NOW,
    );
    expect(candidates).toMatchObject([{ opensAt: WEDNESDAY_END - 2 * DAY }]);
  });

  it.each([
    { presence: 'online', since: NOW },
    { presence: 'silent', since: NOW },
    { presence: 'stopped', since: NOW },
  ] as const)('is none while it is $presence: that is something else', (said) => {
    expect(deviceOffForDays.judge(pc(said), context(), NOW).candidates).toEqual([]);
  });
});

describe('a disk', () => {
  const disk = (freePercent: number) => ({
    mount: 'C:',
    totalBytes: 100 * GB,
    freeBytes: freePercent * GB,
    at: NOW,
  });

  it.each([
    { free: 5, severity: null },
    { free: 4.9, severity: 'normal' },
    { free: 2.4, severity: 'high' },
  ])('with $free % free is $severity', ({ free, severity }) => {
    const { candidates } = diskNearlyFull.judge(pc({ disks: [disk(free)] }), context(), NOW);
    expect(candidates.map((candidate) => candidate.severity)).toEqual(severity === null ? [] : [severity]);
  });

  it('keeps its verdict while the PC is off', () => {
    expect(diskNearlyFull.judge(pc({ presence: 'off', disks: [disk(1)] }), context(), NOW).blind).toBe(true);
  });
});

describe("a PC's clock", () => {
  it.each([
    { skewMs: 299_000, minutes: [] },
    { skewMs: 300_000, minutes: [5] },
    { skewMs: -7_200_000, minutes: [-120] },
  ])('that is off by $skewMs ms', ({ skewMs, minutes }) => {
    const { candidates } = clockWrong.judge(pc({ skewMs }), context(), NOW);
    expect(candidates.map(({ evidence }) => evidence.skewMinutes)).toEqual(minutes);
  });
});
