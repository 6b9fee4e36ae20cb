import { describe, expect, it } from '@jest/globals';
import type { ReachLine } from '../../detection/index.js';
import { judgeReach } from './system-reach.js';

const MINUTE = 60_000;
const POLICY = { 'web.systemCenters': 3, 'web.togetherSeconds': 900 };

/** Centers as rows of PCs: minutes since when each fails, or null where it reaches the system. */
function lines(...centers: (number | null)[][]): ReachLine[] {
  return centers.flatMap((pcs, center) =>
    pcs.map((since, pc) => ({
      deviceId: center * 100 + pc,
      centerId: center,
      failingSince: since === null ? null : since * MINUTE,
    })),
  );
}
const OK = null;

describe('whose fault it is that PCs do not reach a system', () => {
  it.each([
    { case: 'one PC, others of its center reach it', of: lines([0, OK]), says: 'device' },
    { case: 'one PC that nobody can be compared with', of: lines([0]), says: 'unknown' },
    { case: 'half a center', of: lines([0, 0, OK, OK], [OK, OK]), says: 'device' },
    { case: 'all PCs of one center while another reaches it', of: lines([0, 1, 2], [OK, OK]), says: [0] },
    { case: 'all PCs of two centers while others reach it', of: lines([0, 0], [1, 1], [OK]), says: [0, 1] },
    { case: 'the only PC of a center', of: lines([0], [OK]), says: 'device' },
    { case: 'every PC there is', of: lines([0, 0], [1, 1]), says: 'system' },
    {
      case: 'some PCs of three centers, the others have not noticed yet',
      of: lines([0, OK], [3, OK], [5, OK], [OK, OK]),
      says: 'system',
    },
    {
      case: 'single PCs of three centers that have failed for days, one after the other',
      of: lines([0, OK], [1440, OK], [2880, OK]),
      says: 'device',
    },
    {
      case: 'single old failures beside a system that fails now',
      of: lines([0, OK], [2880, OK], [2881, OK], [2885, OK]),
      says: 'system',
    },
    { case: 'nobody', of: lines([OK, OK]), says: 'device' },
  ])('$case: $says', ({ of, says }) => {
    const verdict = judgeReach(of, POLICY);
    expect(verdict.system).toBe(says === 'system');
    expect([...verdict.wholeCenters]).toEqual(Array.isArray(says) ? says : []);
    if (says === 'device' || says === 'unknown') expect(verdict.alone).toBe(says);
  });

  it('does not depend on the order of the lines', () => {
    const of = lines([5, OK], [0, OK], [3, OK]);
    expect(judgeReach(of, POLICY)).toEqual(judgeReach([...of].reverse(), POLICY));
  });
});
