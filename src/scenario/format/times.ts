import { civilDay, DAY_MS, isoDate, startOfCivilDay } from '../../platform/civil/index.js';

/** Units of a duration, in ms. The Vietnamese words are those of the glossary. */
const UNITS: Record<string, number> = {
  s: 1_000,
  giây: 1_000,
  m: 60_000,
  phút: 60_000,
  h: 3_600_000,
  giờ: 3_600_000,
  d: DAY_MS,
  ngày: DAY_MS,
};
const PART = /(\d+)\s*(s|m|h|d|giây|phút|giờ|ngày)(?![\p{L}])/gu;

/** Milliseconds of `90s`, `5m`, `1h30m`, `2d`, `10 phút`; null when it is none. */
export function duration(text: string): number | null {
  const clean = text.trim();
  if (clean === '' || clean.replace(PART, '').trim() !== '') return null;
  let total = 0;
  for (const [, count, unit] of clean.matchAll(PART)) total += Number(count) * (UNITS[unit ?? ''] ?? 0);
  return total;
}

/** The same with a sign before it; without one it is positive. */
export function signedDuration(text: string): number | null {
  const [, sign, rest] = /^\s*([+-]?)(.*)$/su.exec(text) ?? [];
  const length = duration(rest ?? '');
  return length === null ? null : sign === '-' ? -length : length;
}

const NEXT_DAY = /^(?:ngày sau|hôm sau|next day)\s+(.+)$/iu;
const DAY_BEFORE = /^(?:hôm trước|ngày trước|hôm qua|day before|yesterday)\s+(.+)$/iu;
const DAYS_LATER = /^\+\s*(\d+)\s*(?:ngày|days?|d)\s+(.+)$/iu;
const DATE = /^(\d{4}-\d{2}-\d{2})\s+(.+)$/u;

/**
 * The instant (epoch ms) that a scenario means by `text`, seen from `from`, the moment before it: `+5m` after it, `-2m` before
 * it, `07:30` on its day, `ngày sau 07:25`, `+3 ngày 07:25`, `hôm qua 16:50`, `2026-11-26 07:25`. Local time, UTC+7. Null: not
 * understood.
 */
export function instantOf(text: string, from: number): number | null {
  const clean = text.trim();
  if (/^[+-]\s*[\d\sa-zà-ỹ]+$/iu.test(clean) && !clean.includes(':')) {
    const moved = signedDuration(clean);
    return moved === null ? null : from + moved;
  }
  const today = civilDay(from);
  const [, nextDay] = NEXT_DAY.exec(clean) ?? [];
  if (nextDay !== undefined) return atTime(today + 1, nextDay);
  const [, dayBefore] = DAY_BEFORE.exec(clean) ?? [];
  if (dayBefore !== undefined) return atTime(today - 1, dayBefore);
  const [, days, then] = DAYS_LATER.exec(clean) ?? [];
  if (then !== undefined) return atTime(today + Number(days), then);
  const [, date, time] = DATE.exec(clean) ?? [];
  if (date !== undefined) {
    const midnight = Date.parse(`${date}T00:00:00+07:00`);
    return Number.isNaN(midnight) || isoDate(midnight) !== date
      ? null
      : atTime(civilDay(midnight), time ?? '');
  }
  return atTime(today, clean);
}

/** `07:30` or `07:30:15` of a civil day. */
function atTime(day: number, text: string): number | null {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/u.exec(text.trim()) ?? [];
  if (minutes === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return null;
  return startOfCivilDay(day) + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** `2026-11-25 07:30:15`, as a scenario would write it. */
export function timeText(instant: number): string {
  const seconds = Math.floor((instant - startOfCivilDay(civilDay(instant))) / 1000);
  const part = (value: number): string => String(value).padStart(2, '0');
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(part).join(':');
  return `${isoDate(instant)} ${time}`;
}
