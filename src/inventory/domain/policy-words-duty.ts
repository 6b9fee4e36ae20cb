import type { PolicyWords, WordsOf } from './policy-groups.js';
import type { PolicyKey } from './policy.js';

export type DutyKey = Extract<PolicyKey, `escalation.${string}` | `duty.${string}`>;

const steps = (vi: string, en: string): PolicyWords => ({
  group: 'duty',
  unit: 'words',
  name: { vi: `${vi}: báo tiếp sau (phút)`, en: `${en}: next person after (minutes)` },
  does: {
    vi: 'Chưa ai trả lời: nhắc người trực, báo người thứ hai, rồi báo tổ trưởng, sau từng này phút kể từ lúc mở phiếu. Để trống: không báo tiếp.',
    en: 'While nobody answers: the one on duty is reminded, the second person is told, then the head, so many minutes after the opening. Empty: never.',
  },
});

/** How people call what decides about duty. */
export const DUTY_WORDS: WordsOf<DutyKey> = {
  'duty.assign': {
    group: 'duty',
    unit: 'words',
    name: { vi: 'Giao phiếu theo lịch trực', en: 'Tickets by the rota' },
    does: {
      vi: 'Phiếu mới đến tay ai: trang phiếu đề nghị người đang trực có ít phiếu mở nhất, hoặc phiếu được giao ngay cho người đó; thời hạn tiếp nhận vẫn tính.',
      en: 'Who gets new tickets: the page of a ticket proposes whoever is on duty and has the fewest open ones, or they are given the ticket at once; the first answer is still owed.',
    },
    choices: {
      off: { vi: 'Không theo lịch trực', en: 'Not by the rota' },
      propose: { vi: 'Đề nghị người đang trực', en: 'Propose who is on duty' },
      assign: { vi: 'Giao ngay cho người đang trực', en: 'Give to who is on duty' },
    },
  },
  'escalation.critical.minutes': steps('Khẩn cấp', 'Critical'),
  'escalation.high.minutes': steps('Cao', 'High'),
  'escalation.normal.minutes': steps('Trung bình', 'Normal'),
  'escalation.low.minutes': steps('Thấp', 'Low'),
  'escalation.aroundTheClock': {
    group: 'duty',
    unit: 'words',
    name: { vi: 'Báo tiếp cả ngoài giờ', en: 'Around the clock' },
    does: {
      vi: 'Mức ưu tiên mà việc báo tiếp tính cả ngày đêm; mức khác chỉ tính phút làm việc: critical, high, normal, low.',
      en: 'Priorities whose steps count day and night; the others count working minutes: critical, high, normal, low.',
    },
  },
};
