import { type Sentence, type Text, word } from '../../platform/i18n/index.js';
import type { Decision, DecisionCode } from '../policies/decisions.js';
import { MOST_COUNTED, wordSides } from './sides-words.js';

const CENTER_SILENT: Sentence = {
  vi: '{silent}/{total} máy của trung tâm cùng mất kết nối trong vòng {minutes} phút',
  en: '{silent} of {total} PCs of the center fell silent within {minutes} min',
};
const CENTER_SYSTEM: Sentence = {
  vi: 'mọi máy của trung tâm không vào được hệ thống, trong khi {reaching} máy ở nơi khác vẫn vào được',
  en: 'no PC of the center reaches the system while {reaching} PCs elsewhere do',
};
const CENTER_SERVER: Sentence = {
  vi: 'mọi máy của trung tâm không vào được hệ thống, trong khi máy chủ Trực Ban vẫn vào được',
  en: 'no PC of the center reaches the system while the Trực Ban server does',
};
const SYSTEM_SERVER: Sentence = {
  vi: 'không máy nào vào được hệ thống ({failing} máy báo lỗi), máy chủ Trực Ban cũng không vào được',
  en: 'no PC reaches the system ({failing} say so), nor does the Trực Ban server',
};
const SYSTEM: Sentence = {
  vi: '{failing} máy ở {centers} trung tâm cùng không vào được hệ thống ({reaching} máy báo vẫn vào được)',
  en: '{failing} PCs in {centers} centers fail to reach the system together ({reaching} say they reach it)',
};

const SYSTEM_SLOW: Sentence = {
  vi: '{failing} máy ở {centers} trung tâm cùng thấy hệ thống chậm',
  en: '{failing} PCs in {centers} centers find the system slow together',
};

const said = (before: Sentence, what: Sentence): Sentence => ({
  vi: `${before.vi}${what.vi}.`,
  en: `${before.en}${what.en}.`,
});
const OPENED: Sentence = { vi: 'Mở một phiếu chung: ', en: 'One ticket for all: ' };
const WIDENED: Sentence = { vi: 'Mở rộng phạm vi phiếu: ', en: 'The ticket was widened: ' };

const WHOLE_CENTER: Sentence = { vi: 'Phạm vi là cả trung tâm: ', en: 'The whole center: ' };
const WHOLE_SYSTEM: Sentence = { vi: 'Phạm vi là cả hệ thống: ', en: 'The whole system: ' };

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
  'opened-system-slow': said(OPENED, SYSTEM_SLOW),
  'widened-system-slow': said(WIDENED, SYSTEM_SLOW),
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
  'reach-center': said(WHOLE_CENTER, CENTER_SYSTEM),
  'reach-system': said(WHOLE_SYSTEM, SYSTEM),
  'reach-lines': {
    vi: 'Máy chủ Trực Ban vẫn vào được trong khi {failing} máy ở {centers} trung tâm không vào được: lỗi ở đường truyền, DNS hoặc proxy của các trung tâm, không phải ở hệ thống.',
    en: 'The Trực Ban server reaches it while {failing} PCs in {centers} centers do not: the fault is with the lines, DNS or proxies of the centers, not with the system.',
  },
  'reach-unknown': {
    vi: 'Không còn máy nào khác vào được để so sánh: chưa rõ phạm vi.',
    en: 'No other PC reaches it to compare with: the scope is not known.',
  },
};

/** What is said instead where no PC reaches the system and it is the server that it is compared with. */
const BY_SERVER: Partial<Record<DecisionCode, { says: 'reaches' | 'fails'; words: Sentence }>> = {
  'opened-center-system': { says: 'reaches', words: said(OPENED, CENTER_SERVER) },
  'widened-center-system': { says: 'reaches', words: said(WIDENED, CENTER_SERVER) },
  'opened-system': { says: 'fails', words: said(OPENED, SYSTEM_SERVER) },
  'widened-system': { says: 'fails', words: said(WIDENED, SYSTEM_SERVER) },
  'reach-device': {
    says: 'reaches',
    words: {
      vi: 'Máy chủ Trực Ban vào được hệ thống: lỗi ở máy này.',
      en: 'The Trực Ban server reaches the system: the fault is with this PC.',
    },
  },
  'reach-center': { says: 'reaches', words: said(WHOLE_CENTER, CENTER_SERVER) },
  'reach-system': { says: 'fails', words: said(WHOLE_SYSTEM, SYSTEM_SERVER) },
};

/** A stored decision in words; `names` are the PCs that it names. */
export function wordDecision({ code, facts }: Decision, names: readonly string[]): Text {
  const { devices: _, sides, ...numbers } = facts;
  const { reaching = 0 } = facts;
  const shown = reaching >= MOST_COUNTED ? `${MOST_COUNTED}+` : reaching;
  const parameters = { ...numbers, reaching: shown, names: names.length > 0 ? names.join(', ') : '…' };
  const byServer = reaching === 0 && sides ? BY_SERVER[code] : undefined;
  const words = byServer && byServer.says === sides?.server.says ? byServer.words : WORDS[code];
  const sentences = [word(words, parameters)];
  if (facts.waitedSeconds) sentences.push(word(WAITED, parameters));
  if (sides) sentences.push(wordSides(sides));
  return { vi: sentences.map(({ vi }) => vi).join(' '), en: sentences.map(({ en }) => en).join(' ') };
}

const WAITED: Sentence = {
  vi: 'Đã chờ {waitedSeconds} giây xem máy khác của trung tâm có cùng mất kết nối không.',
  en: 'It waited {waitedSeconds} s to see whether other PCs of the center fall silent too.',
};
