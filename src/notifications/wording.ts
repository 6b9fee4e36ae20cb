import type { TicketEntity, TicketEventEntity } from '../tickets/index.js';
import type { NoticeReason } from './domain/notice.js';

const WHY = {
  ON_DUTY: {
    vi: 'Anh/chị nhận thư này vì đang phụ trách hỗ trợ các trung tâm.',
    en: 'You receive this because you support the centers.',
  },
  ASSIGNED_TO_YOU: {
    vi: 'Anh/chị nhận thư này vì phiếu vừa được giao cho anh/chị.',
    en: 'The ticket was given to you.',
  },
};

const HEADINGS: Record<TicketEventEntity['kind'], { vi: string; en: string }> = {
  opened: { vi: 'Phiếu mới', en: 'New ticket' },
  evidence: { vi: 'Có thay đổi', en: 'Update' },
  note: { vi: 'Ghi chú nội bộ', en: 'Internal note' },
  reply: { vi: 'Trả lời', en: 'Answer' },
  asked: { vi: 'Hỏi cán bộ', en: 'Question' },
  handed_over: { vi: 'Chuyển nhà cung cấp', en: 'Handed to the vendor' },
  resumed: { vi: 'Tiếp tục xử lý', en: 'Work goes on' },
  categorised: { vi: 'Nhóm sự cố', en: 'Category' },
  prioritised: { vi: 'Mức ưu tiên', en: 'Priority' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  cancelled: { vi: 'Đã hủy', en: 'Cancelled' },
  merged: { vi: 'Trùng phiếu', en: 'Duplicate' },
  due_soon: { vi: 'Sắp đến hạn', en: 'Due soon' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  assigned: { vi: 'Phân công', en: 'Assigned' },
  resolved: { vi: 'Đã xử lý', en: 'Resolved' },
  reopened: { vi: 'Mở lại', en: 'Reopened' },
  absorbed: { vi: 'Gộp phiếu', en: 'Joined to another ticket' },
  clerk: { vi: 'Cán bộ báo sự cố', en: 'Reported by a clerk' },
  acknowledged: { vi: 'Đã biết', en: 'Acknowledged' },
  snoozed: { vi: 'Hoãn lại', en: 'Snoozed' },
  woken: { vi: 'Hết thời gian hoãn', en: 'Snooze over' },
};

/** Subject and text of a mail about one entry of a ticket's history: Vietnamese first, English below. */
export function wordMail(
  ticket: TicketEntity,
  event: TicketEventEntity,
  reason: NoticeReason,
  publicUrl: string,
): { subject: string; text: string } {
  const heading = HEADINGS[event.kind];
  const why = reason === 'ASSIGNED_TO_YOU' ? WHY.ASSIGNED_TO_YOU : WHY.ON_DUTY;
  const who = event.actorName === null ? '' : `${event.actorName}: `;
  const text = [
    `${heading.vi}: ${ticket.titleVi}`,
    ticket.place,
    '',
    who + event.textVi,
    '',
    `${publicUrl}/tickets/${ticket.id}`,
    '',
    why.vi,
    '',
    '--',
    `${heading.en}: ${ticket.titleEn}`,
    who + event.textEn,
    why.en,
  ].join('\n');
  return { subject: `[${ticket.number}] ${heading.vi}: ${ticket.titleVi} – ${ticket.place}`, text };
}
