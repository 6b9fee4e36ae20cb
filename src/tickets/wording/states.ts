import type { Text, TicketPriority, TicketStatus } from '../../contracts/api/index.js';

export const STATUS_WORDS: Readonly<Record<TicketStatus, Text>> = {
  new: { vi: 'Mới', en: 'New' },
  acknowledged: { vi: 'Đã tiếp nhận', en: 'Acknowledged' },
  in_progress: { vi: 'Đang xử lý', en: 'In progress' },
  waiting_user: { vi: 'Chờ phản hồi', en: 'Waiting for the user' },
  waiting_vendor: { vi: 'Chờ nhà cung cấp', en: 'Waiting for the vendor' },
  resolved: { vi: 'Đã xử lý', en: 'Resolved' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  duplicate: { vi: 'Trùng', en: 'Duplicate' },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
};

export const PRIORITY_WORDS: Readonly<Record<TicketPriority, Text>> = {
  critical: { vi: 'Khẩn cấp', en: 'Critical' },
  high: { vi: 'Cao', en: 'High' },
  normal: { vi: 'Trung bình', en: 'Normal' },
  low: { vi: 'Thấp', en: 'Low' },
};
