import type { PolicyWords } from './policy-groups.js';
import type { PolicyKey } from './policy.js';

export type NoticeKey = Extract<PolicyKey, `notices.${string}`>;

/** How people call what decides when they are told. */
export const NOTICE_WORDS: Readonly<Record<NoticeKey, PolicyWords>> = {
  'notices.quietFrom': {
    group: 'notices',
    unit: 'words',
    name: { vi: 'Giờ yên tĩnh bắt đầu', en: 'Quiet hours begin' },
    does: {
      vi: 'Từ giờ này, tin không khẩn cấp được giữ lại đến hết giờ yên tĩnh. Phiếu khẩn cấp và người đang trực vẫn được báo ngay. Hai giờ bằng nhau: không có giờ yên tĩnh.',
      en: 'From then on what is not urgent waits until the quiet hours end. Urgent tickets, and whoever is on duty, do not wait. Equal times: no quiet hours.',
    },
  },
  'notices.quietTo': {
    group: 'notices',
    unit: 'words',
    name: { vi: 'Giờ yên tĩnh kết thúc', en: 'Quiet hours end' },
    does: {
      vi: 'Vào giờ này, mỗi phiếu chỉ gửi tin mới nhất đã giữ. Mỗi người có thể đặt giờ khác cho mình ở trang Thông báo của tôi.',
      en: 'Then the newest of what was held is sent for each ticket. People may set other times for themselves on the page My notices.',
    },
  },
};
