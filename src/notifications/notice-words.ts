import type { NoticeOutcome } from '../contracts/api/index.js';
import { displayDate, displayTime } from '../platform/civil/index.js';
import { type Text, word } from '../platform/i18n/index.js';
import type { ChannelName } from './channels/channel.js';
import type { NoticeReason } from './domain/notice.js';
import { wordFailure } from './failure-words.js';
import type { NoticeEntity } from './entities/notice.entity.js';

export const CHANNEL_WORDS: Readonly<Record<ChannelName, Text>> = {
  mail: { vi: 'thư', en: 'mail' },
  browser: { vi: 'trên trang', en: 'pages' },
  zalo: { vi: 'Zalo', en: 'Zalo' },
  webhook: { vi: 'webhook', en: 'webhook' },
};

/** "Vì sao tôi nhận tin này?", and "vì sao tôi không được báo?" */
export const REASON_WORDS: Readonly<Record<NoticeReason, Text>> = {
  ON_DUTY: {
    vi: 'Anh/chị nhận tin này vì đang phụ trách hỗ trợ các trung tâm.',
    en: 'You receive this because you support the centers.',
  },
  ON_ROTA: {
    vi: 'Anh/chị nhận tin này vì đang trực theo lịch (trang Trực ban).',
    en: 'You receive this because you are on duty by the rota.',
  },
  FOLLOWS: {
    vi: 'Anh/chị nhận tin này vì đang giữ phiếu, hoặc đã được báo về phiếu này.',
    en: 'You receive this because the ticket is yours, or you were told of it before.',
  },
  WATCHES: {
    vi: 'Anh/chị nhận tin này vì đang theo dõi phiếu. Bấm “Bỏ theo dõi” ở trang phiếu để thôi nhận.',
    en: 'You receive this because you watch the ticket. Stop watching on its page to receive no more.',
  },
  ESCALATED: {
    vi: 'Anh/chị nhận tin này vì chưa ai trả lời phiếu: bước báo ghi trong phiếu. Bấm “Nhận xử lý” để người sau không bị báo.',
    en: 'You receive this because nobody has answered: the ticket names the step. Take the ticket, and nobody else is told.',
  },
  ASSIGNED_TO_YOU: {
    vi: 'Anh/chị nhận tin này vì phiếu vừa được giao cho anh/chị.',
    en: 'The ticket was given to you.',
  },
  YOU_ASKED: {
    vi: 'Anh/chị nhận tin này vì cán bộ vừa trả lời điều anh/chị hỏi.',
    en: 'You receive this because the clerk answered what you asked.',
  },
  YOU_REPORTED: { vi: 'Vì người này đã báo sự cố.', en: 'They reported it.' },
  VENDOR: { vi: 'Vì phiếu được chuyển cho nhà cung cấp.', en: 'The ticket was handed to the vendor.' },
  ENDPOINT_WANTS: { vi: 'Vì webhook này đã đăng ký.', en: 'The webhook asked for it.' },
  DAILY_DIGEST: {
    vi: 'Anh/chị nhận tin này vì đã chọn thư tổng hợp hằng ngày.',
    en: 'You receive this because you want the daily digest.',
  },
  MAINTENANCE: {
    vi: 'Không báo: đang trong lịch bảo trì.',
    en: 'Nobody is told: planned work covers it.',
  },
  SNOOZED: { vi: 'Không báo: phiếu đang được hoãn.', en: 'Nobody is told: the ticket is snoozed.' },
  ACKNOWLEDGED: {
    vi: 'Không nhắc lại: đã có người biết về phiếu.',
    en: 'No reminder: somebody knows of the ticket.',
  },
  CHANNEL_NOT_SET_UP: {
    vi: 'Không báo bằng cách này: máy chủ chưa được thiết lập để gửi.',
    en: 'Not told this way: the server is not set up for it.',
  },
  CHOSEN_OFF: {
    vi: 'Không báo bằng cách này: đã chọn không nhận.',
    en: 'Not told this way: it is switched off in the choices.',
  },
  CHOSEN_URGENT: {
    vi: 'Không báo bằng cách này: chỉ chọn nhận phiếu khẩn cấp và việc đích danh.',
    en: 'Not told this way: only urgent tickets and what is for the person by name were chosen.',
  },
  SUPERSEDED: {
    vi: 'Không gửi riêng: trong giờ yên tĩnh đã có tin mới hơn về cùng phiếu.',
    en: 'Not sent by itself: in the quiet hours something newer happened to the same ticket.',
  },
  ENDED_MEANWHILE: {
    vi: 'Không gửi nữa: phiếu mở rồi kết thúc ngay trong giờ yên tĩnh.',
    en: 'Not sent any more: the ticket came and ended within the quiet hours.',
  },
  UNLINKED: { vi: 'Không gửi: Zalo đã bị hủy liên kết.', en: 'Not sent: Zalo is not linked any more.' },
  ENDPOINT_OFF: { vi: 'Không gửi: webhook đã tắt.', en: 'Not sent: the webhook is off.' },
};

type Fate = Pick<NoticeEntity, 'status' | 'dueAt' | 'heldUntil' | 'settledAt' | 'error'>;

/** What became of a notice, as people read it at `now`. */
export function outcomeOf(notice: Fate, now: number): { outcome: NoticeOutcome; became: Text } {
  const outcome = outcomeName(notice, now);
  const { heldUntil, settledAt, error } = notice;
  const parameters = { until: moment(heldUntil), at: moment(settledAt), error: wordFailure(error ?? '') };
  return { outcome, became: word(became(outcome, notice), parameters) };
}

function outcomeName({ status, heldUntil }: Fate, now: number): NoticeOutcome {
  switch (status) {
    case 'sent':
      return 'sent';
    case 'skipped':
      return 'quiet';
    case 'failed':
    case 'undeliverable':
      return 'failed';
    case 'unconfirmed':
      return 'doubt';
    case 'queued':
    case 'connecting':
    case 'handing-over':
      return heldUntil !== null && heldUntil > now ? 'held' : 'waiting';
  }
}

function became(outcome: NoticeOutcome, { heldUntil, error, status }: Fate): Text {
  switch (outcome) {
    case 'sent':
      return heldUntil === null
        ? { vi: 'đã gửi {at}', en: 'sent {at}' }
        : { vi: 'giữ đến {until}, đã gửi {at}', en: 'held until {until}, sent {at}' };
    case 'held':
      return { vi: 'giữ đến {until} (giờ yên tĩnh)', en: 'held until {until} (quiet hours)' };
    case 'quiet':
      return { vi: 'không gửi', en: 'not sent' };
    case 'doubt':
      return { vi: 'không chắc đã đến ({error})', en: 'in doubt ({error})' };
    case 'failed':
      return status === 'undeliverable'
        ? { vi: 'không tới nơi ({error})', en: 'did not arrive ({error})' }
        : { vi: 'không gửi được ({error})', en: 'failed ({error})' };
    case 'waiting':
      return error === null
        ? { vi: 'đang gửi', en: 'on its way' }
        : { vi: 'chưa gửi được ({error}), sẽ thử lại', en: 'not yet ({error}), will be tried again' };
  }
}

function moment(instant: number | null): string {
  return instant === null ? '' : `${displayTime(Number(instant))} ${displayDate(Number(instant))}`;
}
