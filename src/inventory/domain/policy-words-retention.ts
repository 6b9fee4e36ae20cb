import type { PolicyWords } from './policy-groups.js';
import type { PolicyKey } from './policy.js';

type RetentionKey = Extract<PolicyKey, `retention.${string}`>;

/** How people call the times for which data is kept, and what each is about. */
export const RETENTION_WORDS: Readonly<Record<RetentionKey, PolicyWords>> = {
  'retention.spanDays': {
    group: 'retention',
    unit: 'days',
    name: { vi: 'Lịch sử trạng thái', en: 'History of states' },
    does: {
      vi: 'Trạng thái máy và phần mềm từng lúc đã qua được giữ từng này ngày; trạng thái đang diễn ra không bị xóa.',
      en: 'What PCs and software were like at each moment is kept so long; what holds now is never deleted.',
    },
  },
  'retention.findingDays': {
    group: 'retention',
    unit: 'days',
    name: { vi: 'Sự cố đã hết', en: 'Faults that are over' },
    does: {
      vi: 'Lỗi đã hết và sự cố không có phiếu được giữ từng này ngày. Phiếu và căn cứ của phiếu được giữ lâu dài.',
      en: 'Findings that ended, and incidents without a ticket, are kept so long. Tickets and what they rest on are kept.',
    },
  },
  'retention.noticeDays': {
    group: 'retention',
    unit: 'days',
    name: { vi: 'Thông báo đã gửi', en: 'Notices' },
    does: {
      vi: 'Ai được báo, khi nào, hoặc vì sao không ai được báo: giữ từng này ngày.',
      en: 'Who was told and when, or why nobody was: kept so long.',
    },
  },
  'retention.historyDays': {
    group: 'retention',
    unit: 'days',
    name: { vi: 'Tổng hợp theo ngày', en: 'Days in short' },
    does: {
      vi: 'Số giờ tốt, chậm, lỗi của mỗi ngày (thanh 30 ngày) được giữ từng này ngày.',
      en: 'The hours of each day that went well or badly (the 30-day bar) are kept so long.',
    },
  },
  'retention.auditDays': {
    group: 'retention',
    unit: 'days',
    name: { vi: 'Nhật ký thao tác', en: 'Audit trail' },
    does: {
      vi: 'Ai đã làm gì trong hệ thống: giữ từng này ngày, không dưới 12 tháng.',
      en: 'Who did what in the system: kept so long, no less than 12 months.',
    },
  },
};
