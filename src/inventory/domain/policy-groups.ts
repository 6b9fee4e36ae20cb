import type { Policy, PolicyKey } from './policy.js';

export interface Words {
  vi: string;
  en: string;
}

/** What a threshold decides; the page shows one card for each, in this order. */
export const POLICY_GROUPS = {
  presence: { vi: 'Máy có mặt', en: 'Presence of PCs' },
  program: { vi: 'Phần mềm treo', en: 'Hung software' },
  web: { vi: 'Hệ thống web', en: 'Web systems' },
  center: { vi: 'Cả trung tâm mất kết nối', en: 'Silence of a whole center' },
  certificate: { vi: 'Chứng thư số', en: 'Certificates' },
  disk: { vi: 'Đĩa', en: 'Disks' },
  clock: { vi: 'Đồng hồ', en: 'Clocks' },
  server: { vi: 'Máy chủ tự theo dõi', en: 'The server itself' },
  ticket: { vi: 'Phiếu', en: 'Tickets' },
  sla: { vi: 'Thời hạn xử lý phiếu', en: 'Agreed times of tickets' },
  duty: { vi: 'Trực ban', en: 'On duty' },
  noise: { vi: 'Lỗi chập chờn và lỗi tái diễn', en: 'Flapping and recurring faults' },
  digest: { vi: 'Thư tổng hợp hằng ngày', en: 'Daily digest' },
  asset: { vi: 'Tài sản', en: 'Assets' },
  retention: { vi: 'Thời gian lưu dữ liệu', en: 'How long data is kept' },
} as const satisfies Record<string, Words>;
export type PolicyGroup = keyof typeof POLICY_GROUPS;

export const POLICY_UNITS = {
  seconds: { vi: 'giây', en: 'seconds' },
  minutes: { vi: 'phút', en: 'minutes' },
  days: { vi: 'ngày', en: 'days' },
  workingMinutes: { vi: 'phút làm việc', en: 'working minutes' },
  workingDays: { vi: 'ngày làm việc', en: 'working days' },
  years: { vi: 'năm', en: 'years' },
  percent: { vi: '%', en: '%' },
  beats: { vi: 'nhịp', en: 'beats' },
  centers: { vi: 'trung tâm', en: 'centers' },
  pcs: { vi: 'máy', en: 'PCs' },
  times: { vi: 'lần', en: 'times' },
  changes: { vi: 'lần đổi', en: 'changes' },
  /** The list says itself what it is made of. */
  words: { vi: '', en: '' },
} as const satisfies Record<string, Words>;
export type PolicyUnit = keyof typeof POLICY_UNITS;

/** How people call one policy. */
export interface PolicyWords {
  group: PolicyGroup;
  unit: PolicyUnit;
  name: Words;
  /** One sentence: what it does. */
  does: Words;
  /** Where one of a few words is chosen: what each is called. */
  choices?: Readonly<Record<string, Words>>;
}

/** The words of these policies; the compiler asks for the name of each that may be chosen. */
export type WordsOf<Key extends PolicyKey> = {
  readonly [One in Key]: PolicyWords & ChoicesOf<Policy[One]>;
};
type ChoicesOf<Value> = [Value] extends [string]
  ? string extends Value
    ? unknown
    : { choices: Readonly<Record<Value, Words>> }
  : unknown;
