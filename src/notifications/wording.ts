import type { TicketEntity, TicketEventEntity, ToldByMail } from '../tickets/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { word } from '../platform/i18n/index.js';
import type { NoticeReason } from './domain/notice.js';

const WHY = {
  ON_DUTY: {
    vi: 'Anh/chị nhận thư này vì đang phụ trách hỗ trợ các trung tâm.',
    en: 'You receive this because you support the centers.',
  },
  ON_ROTA: {
    vi: 'Anh/chị nhận thư này vì đang trực theo lịch (trang Trực ban).',
    en: 'You receive this because you are on duty by the rota.',
  },
  FOLLOWS: {
    vi: 'Anh/chị nhận thư này vì đang giữ phiếu, hoặc đã được báo về phiếu này.',
    en: 'You receive this because the ticket is yours, or you were told of it before.',
  },
  WATCHES: {
    vi: 'Anh/chị nhận thư này vì đang theo dõi phiếu. Bấm “Bỏ theo dõi” ở trang phiếu để thôi nhận.',
    en: 'You receive this because you watch the ticket. Stop watching on its page to receive no more.',
  },
  ESCALATED: {
    vi: 'Anh/chị nhận thư này vì chưa ai trả lời phiếu: xem bước báo ở trên. Bấm “Nhận xử lý” để người sau không bị báo.',
    en: 'You receive this because nobody has answered: the step is told above. Take the ticket, and nobody else is told.',
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
  escalated: { vi: 'Chưa ai trả lời', en: 'Nobody answers' },
  assigned: { vi: 'Phân công', en: 'Assigned' },
  resolved: { vi: 'Đã xử lý', en: 'Resolved' },
  reopened: { vi: 'Mở lại', en: 'Reopened' },
  split: { vi: 'Tách phiếu', en: 'Split' },
  absorbed: { vi: 'Gộp phiếu', en: 'Joined to another ticket' },
  clerk: { vi: 'Cán bộ báo sự cố', en: 'Reported by a clerk' },
  acknowledged: { vi: 'Đã biết', en: 'Acknowledged' },
  snoozed: { vi: 'Hoãn lại', en: 'Snoozed' },
  vendor: { vi: 'Nhà cung cấp trả lời', en: 'Answer of the vendor' },
  mail: { vi: 'Thư gửi vào phiếu', en: 'Mail into the ticket' },
  remote_help: { vi: 'Hỗ trợ từ xa', en: 'Remote help' },
  woken: { vi: 'Hết thời gian hoãn', en: 'Snooze over' },
};

/** Why somebody is told, and who was told before by which channel. */
export interface MailReason {
  reason: NoticeReason;
  before: readonly { recipient: string; channel: string; at: number }[];
}

export interface WordedMail {
  subject: string;
  text: string;
}

/** Subject and text of a mail about one entry of a ticket's history: Vietnamese first, English below. */
export function wordMail(
  ticket: TicketEntity,
  event: TicketEventEntity,
  why: MailReason,
  publicUrl: string,
): WordedMail {
  const heading = HEADINGS[event.kind];
  const reason = whyOf(why);
  const who = event.actorName === null ? '' : `${event.actorName}: `;
  const text = [
    `${heading.vi}: ${ticket.titleVi}`,
    ticket.place,
    '',
    who + event.textVi,
    '',
    `${publicUrl}/tickets/${ticket.id}`,
    '',
    reason.vi,
    '',
    '--',
    `${heading.en}: ${ticket.titleEn}`,
    who + event.textEn,
    reason.en,
  ].join('\n');
  return { subject: `[${ticket.number}] ${heading.vi}: ${ticket.titleVi} – ${ticket.place}`, text };
}

const CHANNELS: Readonly<Record<string, { vi: string; en: string }>> = { mail: { vi: 'thư', en: 'mail' } };

/** "Vì sao tôi nhận tin này?" */
function whyOf({ reason, before }: MailReason): { vi: string; en: string } {
  const words = WHY[isWorded(reason) ? reason : 'ON_DUTY'];
  if (before.length === 0) return words;
  const told = (language: 'vi' | 'en'): string =>
    before
      .map(({ recipient, channel, at }) => {
        const by = CHANNELS[channel]?.[language] ?? channel;
        return `${recipient} (${by}, ${displayTime(at)} ${displayDate(at)})`;
      })
      .join('; ');
  return {
    vi: `${words.vi} Đã báo trước đó: ${told('vi')}.`,
    en: `${words.en} Told before: ${told('en')}.`,
  };
}

function isWorded(reason: NoticeReason): reason is keyof typeof WHY {
  return reason in WHY;
}

const RECEIVED = { vi: 'Đã nhận báo cáo của anh/chị', en: 'Your report has arrived' };
const TOLD: Record<ToldByMail['told']['kind'], { vi: string; en: string }> = {
  clerk: RECEIVED,
  reply: HEADINGS.reply,
  asked: { vi: 'Kỹ thuật viên hỏi', en: 'Question' },
  taken: { vi: 'Đã có người nhận xử lý', en: 'Somebody works on it' },
  resolved: HEADINGS.resolved,
  reopened: HEADINGS.reopened,
  closed: HEADINGS.closed,
  split: HEADINGS.split,
  merged: { vi: 'Xử lý chung', en: 'Handled together' },
  cancelled: HEADINGS.cancelled,
  remote_help: { vi: 'Kỹ thuật viên xin xem màn hình', en: 'A technician asks to see your screen' },
};
const BEFORE_SHARING = {
  vi: 'Nếu đồng ý: cất giấy tờ trên bàn, đóng hồ sơ và thông tin của người dân đang mở, rồi bấm vào đây để trả lời:',
  en: 'If you agree, put papers away and close what shows citizens’ data, then answer here:',
};
const ON_THE_PAGE = {
  vi: 'Tệp quá lớn để gửi kèm, xem ở trang của phiếu: {names}',
  en: 'Too large to come along, to be had on the page of the ticket: {names}',
};

/** What goes with the words to whoever reported it. */
export interface ReporterExtras {
  /** The address of their own page; null: nothing asks for it. */
  page: string | null;
  /** Names of files that wait there. */
  tooLarge: readonly string[];
}

/** The same for whoever reported it: what is for them, and no address that wants a password. */
export function wordReporterMail(
  ticket: TicketEntity,
  { kind, by, text: said }: ToldByMail['told'],
  { page, tooLarge }: ReporterExtras = { page: null, tooLarge: [] },
): WordedMail {
  const heading = TOLD[kind];
  const who = by === null || kind === 'remote_help' ? '' : `${by}: `;
  const waiting = word(ON_THE_PAGE, { names: tooLarge.join(', ') });
  const after = (language: 'vi' | 'en'): string[] => [
    ...(kind === 'remote_help' ? ['', BEFORE_SHARING[language]] : []),
    ...(tooLarge.length > 0 ? ['', waiting[language]] : []),
    ...(page === null ? [] : [page]),
  ];
  const text = [
    `${heading.vi}: ${ticket.titleVi}`,
    '',
    who + said.vi,
    ...after('vi'),
    '',
    '--',
    `${heading.en}: ${ticket.titleEn}`,
    ...(said.en === said.vi ? [] : [who + said.en]),
    ...after('en'),
  ].join('\n');
  return { subject: `[${ticket.number}] ${heading.vi}: ${ticket.titleVi}`, text };
}

/** Below a mail that may be answered by mail: what brings the answer into its ticket where a mail program forgets the thread. */
export function wordReplyCode(messageId: string): string {
  const code = `[TB:${messageId.split('@')[0] ?? ''}]`;
  return [
    '',
    '',
    `Trả lời thư này để ghi vào phiếu; giữ lại dòng mã / Answer this mail to write into the ticket; keep this line: ${code}`,
  ].join('\n');
}
