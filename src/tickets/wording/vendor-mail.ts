import { displayDate, displayTime } from '../../platform/civil/index.js';
import { type Sentence, type Text, word } from '../../platform/i18n/index.js';

/** What a vendor needs to look for the fault: times, steps and places; nothing of any person. */
export interface VendorEvidence {
  number: string;
  vendor: string;
  program: Text;
  title: Text;
  beganAt: number;
  /** Which step fails, and how; null: no probe said so. */
  fault: Text | null;
  /** What PC, center and server said of it; null: no probe was asked. */
  sides: Text | null;
  pcs: number;
  /** Names; at most `MOST_CENTERS` of `centerCount`. */
  centers: readonly string[];
  centerCount: number;
}

export const MOST_CENTERS = 40;

const LABELS = {
  program: { vi: 'Hệ thống', en: 'System' },
  since: { vi: 'Bắt đầu từ', en: 'Since' },
  fault: { vi: 'Bước bị lỗi', en: 'Failing step' },
  sides: { vi: 'Kiểm tra từ ba phía', en: 'Probed from three sides' },
  extent: { vi: 'Phạm vi', en: 'Extent' },
  centers: { vi: 'Trung tâm bị ảnh hưởng', en: 'Centers affected' },
} satisfies Record<string, Text>;
const EXTENT: Sentence = {
  vi: '{pcs} máy ở {centers} trung tâm (lúc gửi thư này)',
  en: '{pcs} PCs in {centers} centers (when this was sent)',
};
const OPENING: Sentence = {
  vi: 'Kính gửi {vendor},\nHệ thống dưới đây đang gặp sự cố. Đề nghị kiểm tra và trả lời thư này; trả lời được ghi vào phiếu {number}.',
  en: 'The system below is failing. Please look into it and answer this mail; the answer goes into ticket {number}.',
};

/** Subject and text: Vietnamese, then a short half in English. */
export function wordVendorMail(evidence: VendorEvidence): { subject: string; text: string } {
  const { number, vendor, program, title, pcs, centers, centerCount } = evidence;
  const opening = word(OPENING, { vendor, number });
  const extent = word(EXTENT, { pcs, centers: centerCount });
  const since = `${displayTime(evidence.beganAt)} ${displayDate(evidence.beganAt)}`;
  const names = centers.join(', ') + (centerCount > centers.length ? ', …' : '');
  const lines = (language: 'vi' | 'en'): string[] => [
    title[language],
    line('program', program, language),
    `- ${LABELS.since[language]}: ${since}${language === 'vi' ? ' (giờ Việt Nam)' : ' (UTC+7)'}`,
    ...(evidence.fault ? [line('fault', evidence.fault, language)] : []),
    ...(evidence.sides ? [line('sides', evidence.sides, language)] : []),
    line('extent', extent, language),
  ];
  const text = [
    opening.vi,
    '',
    ...lines('vi'),
    ...(names === '' ? [] : [`- ${LABELS.centers.vi}: ${names}`]),
    '',
    '--',
    opening.en,
    '',
    ...lines('en'),
  ].join('\n');
  return { subject: `[${number}] ${title.vi}`, text };
}

function line(label: keyof typeof LABELS, value: Text, language: 'vi' | 'en'): string {
  return `- ${LABELS[label][language]}: ${value[language]}`;
}

/** What the history says behind the words of whoever handed it over. */
export function wordSentTo(note: Text, to: string): Text {
  const sent = word({ vi: 'Đã gửi bằng chứng tới {to}.', en: 'The evidence was sent to {to}.' }, { to });
  return { vi: `${note.vi}\n${sent.vi}`, en: `${note.en}\n${sent.en}` };
}
