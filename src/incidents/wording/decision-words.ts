import { type Sentence, type Text, word } from '../../platform/i18n/index.js';
import type { Decision, DecisionCode } from '../policies/decisions.js';

const CENTER_SILENT: Sentence = {
  vi: '{silent}/{total} máy của trung tâm cùng mất kết nối trong vòng {minutes} phút',
  en: '{silent} of {total} PCs of the center fell silent within {minutes} min',
};
const CENTER_SYSTEM: Sentence = {
  vi: 'mọi máy của trung tâm không vào được hệ thống, trong khi {reaching} máy ở nơi khác vẫn vào được',
  en: 'no PC of the center reaches the system while {reaching} PCs elsewhere do',
};
const SYSTEM: Sentence = {
  vi: '{failing} máy ở {centers} trung tâm cùng không vào được hệ thống ({reaching} máy báo vẫn vào được)',
  en: '{failing} PCs in {centers} centers fail to reach the system together ({reaching} say they reach it)',
};

const said = (before: Sentence, what: Sentence): Sentence => ({
  vi: `${before.vi}${what.vi}.`,
  en: `${before.en}${what.en}.`,
});
const OPENED: Sentence = { vi: 'Mở một phiếu chung: ', en: 'One ticket for all: ' };
const WIDENED: Sentence = { vi: 'Mở rộng phạm vi phiếu: ', en: 'The ticket was widened: ' };

const WORDS: Record<DecisionCode, Sentence> = {
  'opened-alone': {
    vi: 'Mở phiếu cho riêng máy này: chưa thấy nguyên nhân chung với máy khác.',
    en: 'Opened for this PC alone: no cause shared with others is seen.',
  },
  'opened-server': {
    vi: 'Mở phiếu về chính máy chủ Trực Ban: không máy nào ở các trung tâm bị tính là hỏng.',
    en: 'Opened for the Trực Ban server itself: no PC at any center is counted as broken.',
  },
  'opened-explained': {
    vi: 'Lỗi này do phần mềm khác trên cùng máy gây ra.',
    en: 'Another program on the same PC explains this fault.',
  },
  'opened-center-silent': said(OPENED, CENTER_SILENT),
  'opened-center-system': said(OPENED, CENTER_SYSTEM),
  'opened-system': said(OPENED, SYSTEM),
  'widened-center-silent': said(WIDENED, CENTER_SILENT),
  'widened-center-system': said(WIDENED, CENTER_SYSTEM),
  'widened-system': said(WIDENED, SYSTEM),
  'narrowed-device': {
    vi: 'Thu hẹp phạm vi phiếu: chỉ còn một máy bị lỗi.',
    en: 'The ticket was narrowed: one PC is left failing.',
  },
  'narrowed-center': {
    vi: 'Thu hẹp phạm vi phiếu: chỉ còn một trung tâm bị lỗi.',
    en: 'The ticket was narrowed: one center is left failing.',
  },
  joined: {
    vi: 'Gắn thêm {count} cảnh báo cùng nguyên nhân, không báo riêng: {names}.',
    en: '{count} more findings of the same cause hang here and are not told on their own: {names}.',
  },
  absorbed: {
    vi: 'Gộp một phiếu đã mở vào phiếu này vì cùng nguyên nhân: {names}.',
    en: 'A ticket that was open already was taken in, for the same cause: {names}.',
  },
  'absorbed-into': {
    vi: 'Gộp vào phiếu chung: cùng nguyên nhân với các máy khác.',
    en: 'Joined to the common ticket: the cause is shared.',
  },
  cleared: {
    vi: 'Nguyên nhân chung đã hết được {minutes} phút: chỗ nào còn lỗi thì tách riêng.',
    en: 'The common cause has been gone for {minutes} min: what still fails stands alone.',
  },
  reopened: {
    vi: 'Sự cố trở lại sau khi vừa hết nên mở lại phiếu cũ, không mở phiếu mới (lần {times}).',
    en: 'It came back soon after it ended: the old ticket was reopened ({times}).',
  },
  'came-back-alone': {
    vi: 'Nguyên nhân chung đã hết nhưng chỗ này vẫn lỗi nên có phiếu riêng, tính từ lúc lỗi bắt đầu.',
    en: 'The common cause is gone and this still fails: a ticket of its own, since it truly began.',
  },
  'cause-power': {
    vi: 'Mất điện: {returned} máy đã trở lại đều khởi động lại mà không báo tắt trước đó.',
    en: 'Power: PCs that are back ({returned}) started anew without having said goodbye.',
  },
  'cause-line': {
    vi: 'Mất đường truyền: các máy đã trở lại ({returned}) vẫn chạy suốt và gửi bù diễn biến trong lúc mất kết nối.',
    en: 'Line: PCs that are back ({returned}) ran all the time and told what they saw meanwhile.',
  },
  'reach-device': {
    vi: 'Có {reaching} máy khác vào được hệ thống: lỗi ở máy này.',
    en: '{reaching} other PCs reach the system: the fault is with this PC.',
  },
  'reach-center': said({ vi: 'Phạm vi là cả trung tâm: ', en: 'The whole center: ' }, CENTER_SYSTEM),
  'reach-system': said({ vi: 'Phạm vi là cả hệ thống: ', en: 'The whole system: ' }, SYSTEM),
  'reach-unknown': {
    vi: 'Không còn máy nào khác vào được để so sánh: chưa rõ phạm vi.',
    en: 'No other PC reaches it to compare with: the scope is not known.',
  },
};

/** PCs that reach a system are counted no further. */
const MOST_COUNTED = 500;

/** A stored decision in words; `names` are the PCs that it names. */
export function wordDecision({ code, facts }: Decision, names: readonly string[]): Text {
  const { devices: _, ...numbers } = facts;
  const waited = facts.waitedSeconds ? WAITED : null;
  const { reaching = 0 } = facts;
  const shown = reaching >= MOST_COUNTED ? `${MOST_COUNTED}+` : reaching;
  const parameters = { ...numbers, reaching: shown, names: names.length > 0 ? names.join(', ') : '…' };
  const text = word(WORDS[code], parameters);
  if (!waited) return text;
  const more = word(waited, parameters);
  return { vi: `${text.vi} ${more.vi}`, en: `${text.en} ${more.en}` };
}

const WAITED: Sentence = {
  vi: 'Đã chờ {waitedSeconds} giây xem máy khác của trung tâm có cùng mất kết nối không.',
  en: 'It waited {waitedSeconds} s to see whether other PCs of the center fall silent too.',
};
