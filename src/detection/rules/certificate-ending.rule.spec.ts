import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../inventory/index.js';
import { civilDay, startOfCivilDay } from '../../platform/civil/index.js';
import type { CertificateEntity } from '../../state/index.js';
import { DAY, NOW } from '../testing/snapshot.js';
import { certificateEnding } from './certificate-ending.rule.js';

/** Ends at 16:59:59 in Viet Nam, so many civil days from now. */
function endingIn(days: number, said: Partial<CertificateEntity> = {}): CertificateEntity {
  const notAfter = startOfCivilDay(civilDay(NOW) + days) + 17 * 3_600_000 - 1_000;
  const holder = 'NGUYỄN THỊ HOA';
  return {
    id: 1,
    holder,
    notAfter,
    supersededBy: null,
    present: 1,
    lastSeenAt: NOW,
    ...said,
  } as CertificateEntity;
}

const judge = (certificate: CertificateEntity, now = NOW) =>
  certificateEnding.judge(certificate, DEFAULT_POLICY, now);

describe('a certificate', () => {
  it.each([
    { days: 91, action: null, tier: null, severity: null },
    { days: 90, action: 'renew', tier: 90, severity: 'low' },
    { days: 75, action: 'renew', tier: 90, severity: 'low' },
    { days: 60, action: 'renew', tier: 60, severity: 'low' },
    { days: 59, action: 'replace', tier: 60, severity: 'normal' },
    { days: 15, action: 'replace', tier: 15, severity: 'high' },
    { days: 1, action: 'replace', tier: 1, severity: 'high' },
    { days: 0, action: 'replace', tier: 0, severity: 'high' },
    { days: -1, action: 'expired', tier: 0, severity: 'critical' },
  ])('with $days days left: $action', ({ days, action, tier, severity }) => {
    const { candidates } = judge(endingIn(days));
    const seen = candidates.map((candidate) => [
      candidate.evidence.action,
      candidate.evidence.tierDays,
      candidate.severity,
    ]);
    expect(seen).toEqual(action === null ? [] : [[action, tier, severity]]);
  });

  it('is looked at again at the midnight on which it crosses the next mark', () => {
    const certificate = endingIn(75);
    expect(judge(certificate).lookAgainAt).toBe(startOfCivilDay(civilDay(NOW) + 15));
    const atCutoff = startOfCivilDay(civilDay(NOW) + 15);
    expect(judge(certificate, atCutoff).lookAgainAt).toBe(startOfCivilDay(civilDay(NOW) + 16));
  });

  it('expires at its very moment, not at midnight', () => {
    const certificate = endingIn(0);
    expect(judge(certificate, certificate.notAfter).candidates[0]?.evidence.action).toBe('replace');
    expect(judge(certificate).lookAgainAt).toBe(certificate.notAfter + 1);
    const judgement = judge(certificate, certificate.notAfter + 1);
    expect(judgement).toMatchObject({ lookAgainAt: null, candidates: [{ since: certificate.notAfter }] });
  });

  it('that was unplugged advances all the same and says when it was seen last', () => {
    const { candidates } = judge(endingIn(20, { present: 0, lastSeenAt: NOW - 40 * DAY }));
    expect(candidates[0]?.evidence).toMatchObject({
      tierDays: 30,
      present: false,
      lastSeenAt: NOW - 40 * DAY,
    });
  });

  it('with a successor raises nothing', () => {
    expect(judge(endingIn(5, { supersededBy: 2 }))).toEqual({
      candidates: [],
      blind: false,
      lookAgainAt: null,
    });
  });
});
