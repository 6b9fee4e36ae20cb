import type { TicketEntity, TicketEventEntity, ToldByMail } from '../tickets/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { type Text, word } from '../platform/i18n/index.js';
import type { ChannelName } from './channels/channel.js';
import type { NoticeReason } from './domain/notice.js';
import { CHANNEL_WORDS, REASON_WORDS } from './notice-words.js';

/** What happened, in a word or two. */
export const HEADINGS: Record<TicketEventEntity['kind'], { vi: string; en: string }> = {
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
  /** Quiet hours held it back. */
  held?: boolean;
  before: readonly { recipient: string; channel: ChannelName; at: number }[];
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
  const ended = why.held ? endedSince(ticket, event) : null;
  const text = [
    `${heading.vi}: ${ticket.titleVi}`,
    ticket.place,
    '',
    who + event.textVi,
    '',
    ...(ended ? [ended.vi, ''] : []),
    `${publicUrl}/tickets/${ticket.id}`,
    '',
    reason.vi,
    '',
    '--',
    `${heading.en}: ${ticket.titleEn}`,
    who + event.textEn,
    ...(ended ? [ended.en] : []),
    reason.en,
  ].join('\n');
  return { subject: `[${ticket.number}] ${heading.vi}: ${ticket.titleVi} – ${ticket.place}`, text };
}

/** "Vì sao tôi nhận tin này?" */
function whyOf({ reason, before }: MailReason): Text {
  const words = REASON_WORDS[reason];
  if (before.length === 0) return words;
  const told = (language: 'vi' | 'en'): string =>
    before
      .map(({ recipient, channel, at }) => {
        const by = CHANNEL_WORDS[channel][language];
        return `${recipient} (${by}, ${displayTime(at)} ${displayDate(at)})`;
      })
      .join('; ');
  return {
    vi: `${words.vi} Đã báo trước đó: ${told('vi')}.`,
    en: `${words.en} Told before: ${told('en')}.`,
  };
}

const ENDS: ReadonlySet<TicketEventEntity['kind']> = new Set(['resolved', 'cancelled']);

/** What was held back overnight must not call people to what is over. */
function endedSince({ resolvedAt }: TicketEntity, { kind }: TicketEventEntity): Text | null {
  if (resolvedAt === null || ENDS.has(kind)) return null;
  const at = `${displayTime(resolvedAt)} ${displayDate(resolvedAt)}`;
  return word({ vi: 'Phiếu này đã kết thúc lúc {at}.', en: 'This ticket ended at {at}.' }, { at });
}

/** Zalo takes 2,000 characters; on a phone a tenth of it is read. */
const LONGEST_ZALO_TEXT = 600;

/** The same on a phone: what happened, where, and the page. */
export function wordZalo(
  ticket: TicketEntity,
  event: TicketEventEntity,
  why: MailReason,
  publicUrl: string,
): string {
  const who = event.actorName === null ? '' : `${event.actorName}: `;
  const said = who + event.textVi;
  const ended = why.held ? endedSince(ticket, event) : null;
  return [
    `[${ticket.number}] ${HEADINGS[event.kind].vi}: ${ticket.titleVi} – ${ticket.place}`,
    said.length > LONGEST_ZALO_TEXT ? `${said.slice(0, LONGEST_ZALO_TEXT)}…` : said,
    ...(ended ? [ended.vi] : []),
    `${publicUrl}/tickets/${ticket.id}`,
    whyOf(why).vi,
  ].join('\n');
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
