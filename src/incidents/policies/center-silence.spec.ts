import { describe, expect, it } from '@jest/globals';
import { causeOfDarkness, judgeCenterSilence, silentNeeded } from './center-silence.js';

const POLICY = { 'center.silentPcs': 3, 'center.silentPercent': 50, 'center.silentWithinSeconds': 180 };
const silent = (...seconds: number[]) =>
  seconds.map((second, findingId) => ({ findingId, beganAt: second * 1000 }));

describe('how many PCs make a dark center', () => {
  it.each([
    [2, 2],
    [3, 3],
    [4, 3],
    [6, 3],
    [7, 4],
    [20, 10],
  ])('of %i: %i', (total, needed) => expect(silentNeeded(total, POLICY)).toBe(needed));

  it('never one, whatever the policy says', () => {
    const one = { 'center.silentPcs': 1, 'center.silentPercent': 1 };
    expect(silentNeeded(1, { ...POLICY, ...one })).toBe(2);
    expect(silentNeeded(50, { ...POLICY, ...one })).toBe(2);
  });
});

describe('PCs that fall silent', () => {
  it.each([
    { case: 'the only PC', of: silent(0), online: 0, together: false },
    { case: 'one of several', of: silent(0), online: 7, together: false },
    { case: 'both of two', of: silent(0, 20), online: 0, together: true },
    { case: 'two of three', of: silent(0, 0), online: 1, together: false },
    { case: 'half of a center', of: silent(0, 10, 20, 30), online: 4, together: true },
    { case: 'three of eight', of: silent(0, 10, 20), online: 5, together: false },
    { case: 'at the edge of the window', of: silent(0, 90, 180), online: 0, together: true },
    { case: 'just outside of it', of: silent(0, 90, 181), online: 1, together: false },
    { case: 'one after the other over an hour', of: silent(0, 1200, 2400, 3600), online: 0, together: false },
  ])('$case: $together', ({ of, online, together }) => {
    expect(judgeCenterSilence(of, online, POLICY).together).toBe(together);
  });

  it('leave out the one that was silent long before', () => {
    const verdict = judgeCenterSilence(silent(0, 7200, 7210, 7220), 1, POLICY);
    expect(verdict).toMatchObject({ together: true, silent: 3, total: 4 });
    expect([...verdict.findingIds]).toEqual([1, 2, 3]);
  });
});

describe('what made a center silent', () => {
  const line = { sameBoot: true, toldMeanwhile: true };
  const power = { sameBoot: false, toldMeanwhile: false };
  const quiet = { sameBoot: true, toldMeanwhile: false };
  it.each([
    { case: 'nobody is back', returns: [], cause: 'power-or-line' },
    { case: 'one PC started anew: an accident?', returns: [power], cause: 'power-or-line' },
    { case: 'two started anew', returns: [power, power], cause: 'power' },
    { case: 'two ran all the time', returns: [line, line], cause: 'line' },
    { case: 'they ran, and tell of nothing', returns: [quiet, quiet], cause: 'power-or-line' },
    { case: 'they disagree', returns: [line, line, power, power], cause: 'power-or-line' },
    {
      case: 'a laptop on its battery outlived a power cut',
      returns: [line, power, power, power],
      cause: 'power',
    },
  ])('$case: $cause', ({ returns, cause }) => expect(causeOfDarkness(returns)).toBe(cause));
});
