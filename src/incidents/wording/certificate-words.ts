import type { CertificateAction, CertificateRow, Tone } from '../../contracts/api/index.js';
import { actionFor, daysLeft } from '../../detection/index.js';
import type { Policy } from '../../inventory/index.js';
import type { Text } from '../../platform/i18n/index.js';

/** A certificate with its place, as lists read it from the database. */
export type StoredCertificate = Omit<
  CertificateRow,
  'agency' | 'daysLeft' | 'action' | 'tone' | 'actionText'
> & {
  organisation: string | null;
  /** OUs, outermost first, in one text; empty when there are none. */
  units: string;
  supersededBy: number | null;
};

/** From so many days left a certificate that cannot be renewed any more is a problem for today. */
const URGENT_DAYS = 15;

const ACTION_WORDS: Record<CertificateAction, Text> = {
  none: { vi: 'Chưa cần làm gì', en: 'Nothing to do yet' },
  renew: { vi: 'Cần đề nghị gia hạn', en: 'Request its renewal' },
  replace: { vi: 'Quá hạn gia hạn: cần đề nghị cấp mới', en: 'Too late to renew: request a new one' },
  expired: { vi: 'Đã hết hạn: cần đề nghị cấp mới', en: 'Expired: request a new one' },
  superseded: { vi: 'Đã có chứng thư thay thế', en: 'Has a successor' },
};

/** The line of a certificate in any list: what is to be done with it today, in words. */
export function certificateRowOf(stored: StoredCertificate, policy: Policy, now: number): CertificateRow {
  const { organisation, units, supersededBy, ...row } = stored;
  const left = daysLeft(row.notAfter, now);
  const action = supersededBy === null ? actionToday(row.notAfter, policy, now) : 'superseded';
  return {
    ...row,
    agency: units === '' ? organisation : units,
    daysLeft: left,
    action,
    tone: toneOf(action, left),
    actionText: ACTION_WORDS[action],
  };
}

function actionToday(notAfter: number, policy: Policy, now: number): CertificateAction {
  const firstTier = Math.max(...policy['certificate.tierDays']);
  if (daysLeft(notAfter, now) > firstTier) return 'none';
  return actionFor(notAfter, now, policy['certificate.renewalCutoffDays']);
}

function toneOf(action: CertificateAction, left: number): Tone {
  switch (action) {
    case 'none':
      return 'ok';
    case 'renew':
      return 'warning';
    case 'replace':
      return left <= URGENT_DAYS ? 'problem' : 'warning';
    case 'expired':
      return 'problem';
    case 'superseded':
      return 'off';
  }
}
