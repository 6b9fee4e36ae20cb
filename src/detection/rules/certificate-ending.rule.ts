import type { Policy } from '../../inventory/index.js';
import { civilDay, startOfCivilDay } from '../../platform/civil/index.js';
import {
  type Candidate,
  type CertificateFacts,
  type CertificateRule,
  type Evidence,
  type Severity,
  sees,
} from '../domain/finding.js';

/**
 * A certificate nears its end. Days count as people count them, by civil days in Viet Nam, so a tier is crossed at midnight
 * with no PC on. Renewal (gia hạn) is possible only while at least `certificate.renewalCutoffDays` are left (Decree
 * 130/2018 Art. 63; the threshold of Decree 68/2024 is unconfirmed, hence a policy); after that a new one must be issued
 * (cấp mới). Whether the token is plugged in plays no part. A successor silences its predecessor.
 */
export const certificateEnding: CertificateRule = {
  id: 'certificate-ending',
  judge: (certificate, policy, now) => {
    if (certificate.supersededBy !== null) return sees([]);
    const left = daysLeft(certificate.notAfter, now);
    const tier = reachedTier(policy, left);
    const next = nextBoundary(policy, certificate.notAfter, left, now);
    if (tier === null) return sees([], next);
    return sees([candidateOf(certificate, tier, left, policy, now)], next);
  },
};

/** Whole civil days from today to the last day; negative once that day is over. */
export function daysLeft(notAfter: number, now: number): number {
  return civilDay(notAfter) - civilDay(now);
}

/** What is to be done today. */
export function actionFor(
  notAfter: number,
  now: number,
  renewalCutoffDays: number,
): NonNullable<Evidence['action']> {
  if (now > notAfter) return 'expired';
  return daysLeft(notAfter, now) >= renewalCutoffDays ? 'renew' : 'replace';
}

function reachedTier(policy: Policy, left: number): number | null {
  const reached = policy['certificate.tierDays'].filter((tier) => left <= tier);
  return reached.length > 0 ? Math.min(...reached) : null;
}

function candidateOf(
  certificate: CertificateFacts,
  tierDays: number,
  left: number,
  policy: Policy,
  now: number,
): Candidate {
  const { notAfter, holder, lastSeenAt } = certificate;
  const action = actionFor(notAfter, now, policy['certificate.renewalCutoffDays']);
  const since = action === 'expired' ? notAfter : startOfCivilDay(civilDay(notAfter) - tierDays);
  const evidence = { action, tierDays, notAfter, holder, present: certificate.present === 1, lastSeenAt };
  return { thing: '', since, opensAt: now, severity: severityOf(action, left), evidence };
}

function severityOf(action: NonNullable<Evidence['action']>, left: number): Severity {
  if (action === 'expired') return 'critical';
  if (left <= 15) return 'high';
  return action === 'replace' ? 'normal' : 'low';
}

/** The next midnight at which a tier or the cutoff is crossed, or the moment of the end. */
function nextBoundary(policy: Policy, notAfter: number, left: number, now: number): number | null {
  const days = [...policy['certificate.tierDays'], policy['certificate.renewalCutoffDays'] - 1];
  const moments = days
    .filter((day) => day < left && day >= 0)
    .map((day) => startOfCivilDay(civilDay(notAfter) - day))
    .concat(notAfter + 1)
    .filter((moment) => moment > now);
  return moments.length > 0 ? Math.min(...moments) : null;
}
