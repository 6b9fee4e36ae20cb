import { describe, expect, it } from '@jest/globals';
import { type CenterHearing, judgeClock, judgeLine } from './hearing.js';

const NOW = Date.UTC(2026, 10, 25, 2, 0, 0);
const SECOND = 1000;
const TUNING = { lagMs: 70 * SECOND, centers: 5, percent: 50 };

/** A center with ten PCs, last heard so many seconds ago. */
function heard(secondsAgo: number, said: Partial<CenterHearing> = {}): CenterHearing {
  const clock = { behind: 0, ahead: 0, behindMs: 0, aheadMs: 0 };
  return { centerId: 1, online: 10, lastReceivedAt: NOW - secondsAgo * SECOND, ...clock, ...said };
}
const times = (count: number, make: () => CenterHearing): CenterHearing[] =>
  Array.from({ length: count }, make);

describe('the line of the server', () => {
  const line = (centers: CenterHearing[], hearingSince = 0) =>
    judgeLine(centers, null, hearingSince, TUNING, NOW);

  it('is lost since the last word when at least half of the centers at work are not heard', () => {
    const centers = [heard(76), ...times(5, () => heard(80)), ...times(6, () => heard(20))];
    expect(line(centers)).toEqual({ since: NOW - 76 * SECOND, lost: 6, of: 12 });
  });

  it.each([
    ['fewer centers than a valley without power', [...times(4, () => heard(80))]],
    ['less than half of them', [...times(9, () => heard(80)), ...times(10, () => heard(5))]],
    ['centers that are merely one fold behind', times(20, () => heard(65))],
    ['no center at all', []],
  ])('is not lost by %s', (_, centers) => expect(line(centers)).toBeNull());

  it('is not lost by what nobody could hear while the server itself was away', () => {
    expect(
      line(
        times(20, () => heard(600)),
        NOW - 30 * SECOND,
      ),
    ).toBeNull();
  });

  it('is back only when clearly fewer than half are still lost, and keeps the worst that was seen', () => {
    const before = { since: NOW - 300 * SECOND, lost: 18, of: 20 };
    const judged = (lost: number) =>
      judgeLine(
        [...times(lost, () => heard(400)), ...times(20 - lost, () => heard(3))],
        before,
        0,
        TUNING,
        NOW,
      );
    expect(judged(8)).toEqual(before);
    expect(judged(4)).toBeNull();
  });
});

describe('the clock of the server', () => {
  const skewed = (behind: number): CenterHearing =>
    heard(5, { behind, behindMs: behind * 1200 * SECOND, ahead: 1, aheadMs: -900 * SECOND });

  it('is wrong when most PCs are behind it by the same', () => {
    expect(judgeClock([skewed(7), skewed(6)], null, NOW)).toEqual({
      ...{ since: NOW, skewMs: 1200 * SECOND },
      ...{ pcs: 13, of: 20 },
    });
  });

  it.each([
    ['half of the PCs', [skewed(5)]],
    ['PCs that are wrong in both directions', [heard(5, { behind: 5, ahead: 5 })]],
    ['one PC, though it is the only one', [heard(5, { online: 1, behind: 1, behindMs: 9e6 })]],
  ])('is not wrong by %s', (_, centers) => expect(judgeClock(centers, null, NOW)).toBeNull());

  it('stays wrong while a good part still disagrees, since it was first seen', () => {
    const before = { since: NOW - 60 * SECOND, skewMs: 1, pcs: 20, of: 20 };
    expect(judgeClock([skewed(3)], before, NOW)).toMatchObject({ since: before.since, pcs: 3 });
    expect(judgeClock([skewed(2)], before, NOW)).toBeNull();
  });
});
