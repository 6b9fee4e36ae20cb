import { civilDay, displayDate, displayTime, startOfCivilDay, weekday } from '../../platform/civil/index.js';
import { type Text, word } from '../../platform/i18n/index.js';
import type { DutyGap } from './domain/gaps.js';

const DAYS: readonly Text[] = [
  { vi: 'Thứ Hai', en: 'Monday' },
  { vi: 'Thứ Ba', en: 'Tuesday' },
  { vi: 'Thứ Tư', en: 'Wednesday' },
  { vi: 'Thứ Năm', en: 'Thursday' },
  { vi: 'Thứ Sáu', en: 'Friday' },
  { vi: 'Thứ Bảy', en: 'Saturday' },
  { vi: 'Chủ nhật', en: 'Sunday' },
  { vi: 'Ngày lễ', en: 'Holidays' },
];

/** 1 = Thứ Hai … 7 = Chủ nhật, 8 = ngày lễ. */
export function wordWeekday(day: number): Text {
  return DAYS[day - 1] ?? { vi: String(day), en: String(day) };
}

/** "Thứ Tư 25/11/2026, 12:00 – 17:00: chưa xếp ai trực." */
export function wordGap({ from, until, reason }: DutyGap): Text {
  const day = civilDay(from);
  const sameDay = civilDay(until - 1) === day;
  const end = sameDay ? displayTime(until) : `${displayTime(until)} ${displayDate(until)}`;
  const midnight = sameDay && until === startOfCivilDay(day + 1);
  const span = {
    day: wordWeekday(weekday(day)),
    date: displayDate(from),
    from: displayTime(from),
    until: midnight ? '24:00' : end,
  };
  return word(GAPS[reason], span);
}

const GAPS = {
  unplanned: {
    vi: '{day} {date}, {from} – {until}: chưa xếp ai trực.',
    en: '{day} {date}, {from} – {until}: nobody is planned.',
  },
  absent: {
    vi: '{day} {date}, {from} – {until}: mọi người trong ca đều vắng.',
    en: '{day} {date}, {from} – {until}: everybody of the shift is away.',
  },
};

/** Who can be reached now, by name. */
export function wordNow(names: { first: string | null; second: string | null; head: string | null }): Text {
  const { first, second, head } = names;
  if (first !== null && second !== null) return word(BOTH, { first, second });
  if (first !== null) return word(ALONE, { first });
  return head === null ? NOBODY : word(ONLY_HEAD, { head });
}

const BOTH = {
  vi: 'Đang trực: {first}. Người thứ hai: {second}.',
  en: 'On duty: {first}. Second: {second}.',
};
const ALONE = {
  vi: 'Đang trực: {first}. Không có người thứ hai.',
  en: 'On duty: {first}. There is no second.',
};
const ONLY_HEAD = {
  vi: 'Lúc này chưa có ai trực. Việc gấp: gọi tổ trưởng {head}.',
  en: 'Nobody is on duty now. In urgent cases turn to the head, {head}.',
};
const NOBODY = {
  vi: 'Lúc này chưa có ai trực, tổ trưởng cũng vắng. Xếp ca, hoặc cử người trực thay.',
  en: 'Nobody is on duty now, and the head is away. Plan a shift or send somebody.',
};
