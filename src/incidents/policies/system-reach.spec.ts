import { describe, expect, it } from '@jest/globals';
import type { ReachLine, ServerStanding } from '../../detection/index.js';
import { judgeReach, sidesOf } from './system-reach.js';

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

const detail = { phase: null, code: null, httpStatus: null };
const UNKNOWN: ServerStanding = { says: 'unknown', at: null, ...detail };
const FAILS: ServerStanding = { says: 'fails', at: 0, ...detail, code: 'CONNECTION_REFUSED', phase: 'tcp' };
/** After all began that is told of here. */
const REACHES: ServerStanding = { says: 'reaches', at: 2 * 1440 * MINUTE, ...detail };

describe('whose fault it is that PCs do not reach a system, as far as PCs can tell', () => {
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
    const verdict = judgeReach(of, POLICY, UNKNOWN);
    expect(verdict.system).toBe(says === 'system');
    expect([...verdict.wholeCenters]).toEqual(Array.isArray(says) ? says : []);
    if (says === 'device' || says === 'unknown') expect(verdict.alone).toBe(says);
  });

  it('does not depend on the order of the lines', () => {
    const of = lines([5, OK], [0, OK], [3, OK]);
    expect(judgeReach(of, POLICY, UNKNOWN)).toEqual(judgeReach([...of].reverse(), POLICY, UNKNOWN));
  });
});

describe('whose fault it is when the server was asked too', () => {
  it.each([
    { case: 'the only PC there is, and the server', of: lines([0]), server: FAILS, says: 'system' },
    {
      case: 'one PC of a center and the server, others reach it',
      of: lines([0, OK]),
      server: FAILS,
      says: 'device',
    },
    {
      case: 'a whole center and the server, others reach it',
      of: lines([0, 0], [OK]),
      server: FAILS,
      says: [0],
    },
    { case: 'the server alone', of: lines([OK, OK]), server: FAILS, says: 'device' },
    { case: 'the only PC there is, not the server', of: lines([0]), server: REACHES, says: 'device' },
    { case: 'the only center there is, not the server', of: lines([0, 1]), server: REACHES, says: [0] },
    {
      case: 'every PC of two centers, not the server',
      of: lines([0], [1, 1]),
      server: REACHES,
      says: 'lines',
    },
    {
      case: 'several centers together, not the server',
      of: lines([0, OK], [3, OK], [5, OK], [OK, OK]),
      server: REACHES,
      says: 'lines',
    },
    {
      case: 'the only PC there is; the server reached it before that began',
      of: lines([10]),
      server: { ...REACHES, at: 9 * MINUTE },
      says: 'unknown',
    },
    {
      case: 'the only center there is; the server reached it before that began',
      of: lines([10, 11]),
      server: { ...REACHES, at: 9 * MINUTE },
      says: 'system',
    },
  ])('$case: $says', ({ of, server, says }) => {
    const verdict = judgeReach(of, POLICY, server);
    expect(verdict.system).toBe(says === 'system' || says === 'lines');
    if (verdict.system) expect(verdict.wide).toBe(says);
    expect([...verdict.wholeCenters]).toEqual(Array.isArray(says) ? says : []);
    if (says === 'device' || says === 'unknown') expect(verdict.alone).toBe(says);
  });

  it('counts the sides for a PC, a center and all', () => {
    const verdict = judgeReach(lines([0, OK, OK], [OK, OK], [0]), POLICY, REACHES);
    const server = REACHES;
    expect(sidesOf(verdict, 'device', 0)).toEqual({
      ...{ of: 'device', reaching: 2, total: 3, elsewhere: 2, centers: 1, server },
    });
    expect(sidesOf(verdict, 'system', null)).toEqual({
      ...{ of: 'system', reaching: 4, total: 6, elsewhere: 0, centers: 2, server },
    });
  });
});
