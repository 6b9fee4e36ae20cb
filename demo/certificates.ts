import type { CertificateEntry } from '../src/contracts/agent/index.js';
import { digestOf, type Picker } from './random.js';

const DAY_MS = 86_400_000;
const FIVE_YEARS_MS = 5 * 365 * DAY_MS;

/** How a certificate stands that needs somebody: days left, or one whose holder already has the next. */
type SpecialEnd = { days: number; hasSuccessor?: true };

/** By center, Lạc Lương first: renewal, replacement, urgent, expired, and one that a successor has silenced. */
export const SPECIAL_ENDS: readonly SpecialEnd[] = [
  { days: 75 },
  { days: 45 },
  { days: 12 },
  { days: -6 },
  { days: 25, hasSuccessor: true },
  { days: 88 },
  { days: 5 },
];

export interface Official {
  communeName: string;
  random: Picker;
  now: number;
}

/** Names put together from common parts: they are nobody's. */
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Bùi', 'Đinh', 'Hà', 'Quách', 'Đặng', 'Vũ', 'Hoàng', 'Phùng'];
const MIDDLE = ['Thị Thu', 'Văn', 'Thị Minh', 'Đức', 'Ngọc', 'Thị Hồng', 'Quốc', 'Thị Bích', 'Xuân', 'Thanh'];
const GIVEN = ['Hường', 'Ước', 'Lan', 'Dũng', 'Nhàn', 'Hưng', 'Thủy', 'Khánh', 'Mến', 'Tuấn', 'Yến', 'Đạt'];

export function certificateOf(
  { communeName, random, now }: Official,
  special?: SpecialEnd,
): CertificateEntry[] {
  const holder = `${random.one(FAMILY)} ${random.one(MIDDLE)} ${random.one(GIVEN)}`;
  const account = `cb${random.whole(1000, 9999)}`;
  const entry = (daysLeft: number): CertificateEntry => {
    const notAfter = now + daysLeft * DAY_MS;
    const identity = digestOf([holder, account, communeName, daysLeft]);
    return {
      thumbprint: identity,
      serial: identity.slice(0, 16).toUpperCase(),
      holder,
      organisation: 'ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ',
      units: [`ỦY BAN NHÂN DÂN ${communeName.toUpperCase()}`, 'Trung tâm Phục vụ hành chính công'],
      email: `${account}@demo.test`,
      issuer: 'CA phục vụ các cơ quan Nhà nước G2',
      issuerOrganisation: 'Ban Cơ yếu Chính phủ',
      notBefore: notAfter - FIVE_YEARS_MS,
      notAfter,
      store: 'user',
    };
  };
  if (special === undefined) return [entry(random.whole(150, 1600))];
  return special.hasSuccessor ? [entry(special.days), entry(1800)] : [entry(special.days)];
}
