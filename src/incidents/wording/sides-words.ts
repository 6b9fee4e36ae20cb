import { displayDate, displayTime } from '../../platform/civil/index.js';
import { type Sentence, type Text, word } from '../../platform/i18n/index.js';
import type { ServerSays, Sides } from '../policies/sides.js';
import { PROBE_WORDS } from './probe-words.js';

/** PCs that reach a system are counted no further. */
export const MOST_COUNTED = 500;

const PCS: Record<Sides['of'], Sentence> = {
  device: {
    vi: 'Máy này: không vào được · Trung tâm: {reaching}/{total} máy vào được · Nơi khác: {elsewhere} máy vào được',
    en: 'This PC: does not reach it · Center: {reaching} of {total} PCs reach it · Elsewhere: {elsewhere} PCs reach it',
  },
  center: {
    vi: 'Trung tâm: {reaching}/{total} máy vào được · Nơi khác: {elsewhere} máy vào được',
    en: 'Center: {reaching} of {total} PCs reach it · Elsewhere: {elsewhere} PCs reach it',
  },
  system: {
    vi: 'Các máy: {reaching}/{total} vào được · Trung tâm cùng lỗi: {centers}',
    en: 'PCs: {reaching} of {total} reach it · Centers failing together: {centers}',
  },
};

/** Named, because the systems that are watched are servers too. */
const SERVER: Record<ServerSays['says'], Sentence> = {
  reaches: { vi: 'Máy chủ Trực Ban: vào được lúc {time}', en: 'Trực Ban server: reached it at {time}' },
  fails: {
    vi: 'Máy chủ Trực Ban: không vào được từ {time} ngày {date}, {fault}',
    en: 'Trực Ban server: does not reach it since {time} on {date}, {fault}',
  },
  unknown: { vi: 'Máy chủ Trực Ban: chưa rõ', en: 'Trực Ban server: not known' },
};

/** PC, center and server in one line, with numbers. */
export function wordSides(sides: Sides): Text {
  const { of, reaching, total, elsewhere, centers, server } = sides;
  const numbers = {
    reaching: counted(reaching),
    total: counted(total),
    elsewhere: counted(elsewhere),
    centers,
  };
  const pcs = word(PCS[of], numbers);
  const own = wordServer(server);
  return { vi: `${pcs.vi} · ${own.vi}.`, en: `${pcs.en} · ${own.en}.` };
}

function wordServer({ says, at, phase, code, httpStatus }: ServerSays): Text {
  const step = phase ? ` (${phase.toUpperCase()})` : '';
  const fault = word(code ? PROBE_WORDS[code] : NO_WAY, { status: httpStatus ?? '' });
  return word(SERVER[says], {
    time: displayTime(at ?? 0),
    date: displayDate(at ?? 0),
    fault: { vi: fault.vi + step, en: fault.en + step },
  });
}

const NO_WAY: Sentence = { vi: 'không kết nối được', en: 'cannot be reached' };

function counted(pcs: number): string {
  return pcs >= MOST_COUNTED ? `${MOST_COUNTED}+` : String(pcs);
}
