import type { PolicyWords, Words } from './policy-groups.js';
import type { PolicyKey } from './policy.js';

export type SlaKey = Extract<PolicyKey, `sla.${string}` | 'ticket.closeDays'>;

const answer = (vi: string, en: string): PolicyWords => ({
  group: 'sla',
  unit: 'workingMinutes',
  name: { vi: `${vi}: tiếp nhận trong`, en: `${en}: first answer within` },
  does: ANSWER,
});
const resolve = (vi: string, en: string): PolicyWords => ({
  group: 'sla',
  unit: 'workingMinutes',
  name: { vi: `${vi}: xử lý xong trong`, en: `${en}: resolved within` },
  does: RESOLVE,
});
const share = (vi: string, en: string): PolicyWords => ({
  group: 'sla',
  unit: 'percent',
  name: { vi: `${vi}: phần thời hạn`, en: `${en}: share of the times` },
  does: SHARE,
});
const ANSWER: Words = {
  vi: 'Từ lúc mở phiếu đến khi có người nhận, trả lời hoặc hỏi lại. 450 phút là một ngày làm việc.',
  en: 'From the opening until somebody takes it, answers or asks. 450 minutes are a working day.',
};
const RESOLVE: Words = {
  vi: 'Từ lúc mở phiếu đến khi xử lý xong, không tính lúc chờ phản hồi hoặc chờ nhà cung cấp.',
  en: 'From the opening until it is resolved, without waiting for the user or the vendor.',
};

const SHARE: Words = {
  vi: 'Phiếu thuộc nhóm sự cố này có thời hạn bằng từng này phần trăm thời hạn của mức ưu tiên. 100 là như mức ưu tiên, 200 là gấp đôi.',
  en: 'Tickets of this category are owed this share of the times of their priority. 100 is the same, 200 is twice as long.',
};

/** How people call the times that tickets are owed, and what each is about. */
export const SLA_WORDS: Readonly<Record<SlaKey, PolicyWords>> = {
  'sla.critical.answerMinutes': answer('Khẩn cấp', 'Critical'),
  'sla.critical.resolveMinutes': resolve('Khẩn cấp', 'Critical'),
  'sla.high.answerMinutes': answer('Cao', 'High'),
  'sla.high.resolveMinutes': resolve('Cao', 'High'),
  'sla.normal.answerMinutes': answer('Trung bình', 'Normal'),
  'sla.normal.resolveMinutes': resolve('Trung bình', 'Normal'),
  'sla.low.answerMinutes': answer('Thấp', 'Low'),
  'sla.low.resolveMinutes': resolve('Thấp', 'Low'),
  'sla.share.one_stop': share('Phần mềm một cửa', 'One-stop software'),
  'sla.share.civil_registration': share('Phần mềm hộ tịch', 'Civil registration'),
  'sla.share.signature': share('Ký số', 'Digital signature'),
  'sla.share.printer': share('Máy in, máy quét', 'Printer, scanner'),
  'sla.share.network': share('Mạng', 'Network'),
  'sla.share.slow': share('Máy chậm', 'Slow PC'),
  'sla.share.other': share('Việc khác', 'Something else'),
  'sla.aroundTheClock': {
    group: 'sla',
    unit: 'words',
    name: { vi: 'Tính cả ngày đêm', en: 'Around the clock' },
    does: {
      vi: 'Mức ưu tiên có thời hạn tính cả ngoài giờ làm việc: critical, high, normal, low. Để trống: không mức nào.',
      en: 'Priorities whose time runs outside of working hours too: critical, high, normal, low. Empty: none.',
    },
  },
  'ticket.closeDays': {
    group: 'ticket',
    unit: 'days',
    name: { vi: 'Tự đóng phiếu đã xử lý sau', en: 'Resolved tickets close after' },
    does: {
      vi: 'Phiếu đã xử lý mà không ai báo còn lỗi trong từng này ngày thì tự đóng; đóng rồi vẫn mở lại được.',
      en: 'A resolved ticket that nobody contradicts for so long closes itself; it can still be reopened.',
    },
  },
};
