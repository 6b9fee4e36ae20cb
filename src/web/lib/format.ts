import { language, t } from '../i18n/index.svelte.js';

const ZONE = 'Asia/Ho_Chi_Minh';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function civil(moment: number): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(moment).map(({ type, value }) => [type, value]));
}

/** 19/08/2026, in Viet Nam. */
export function displayDate(moment: number): string {
  const { day, month, year } = civil(moment);
  return `${day}/${month}/${year}`;
}

/** 14:35, in Viet Nam. */
export function displayTime(moment: number): string {
  const { hour, minute } = civil(moment);
  return `${hour}:${minute}`;
}

/** 19/08/2026 14:35, in Viet Nam. */
export function displayMoment(moment: number): string {
  return `${displayDate(moment)} ${displayTime(moment)}`;
}

/** 2026-08-19 → 19/08/2026. */
export function displayCivilDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** "3 phút trước", "in 2 days". */
export function displayAgo(moment: number, now: number): string {
  const passed = now - moment;
  const [unit, n] = inWords(Math.abs(passed));
  if (unit === null) return t('time.now');
  return t(passed >= 0 ? `time.ago.${unit}` : `time.in.${unit}`, { n });
}

/** "3 phút", "2 days". */
export function displayDuration(milliseconds: number): string {
  const [unit, n] = inWords(Math.max(0, milliseconds));
  return unit === null ? t('time.underMinute') : t(`time.for.${unit}`, { n });
}

/** "6 giờ 40 phút", "50 phút": what is added up over a day is told to the minute. */
export function displayHours(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return t('time.underMinute');
  const hours = Math.floor(minutes / 60);
  const parts = [
    ...(hours > 0 ? [t('time.for.hours', { n: hours })] : []),
    ...(minutes % 60 > 0 ? [t('time.for.minutes', { n: minutes % 60 })] : []),
  ];
  return parts.join(' ');
}

function inWords(milliseconds: number): ['minutes' | 'hours' | 'days', number] | [null, 0] {
  if (milliseconds < MINUTE_MS) return [null, 0];
  if (milliseconds < HOUR_MS) return ['minutes', Math.floor(milliseconds / MINUTE_MS)];
  if (milliseconds < 2 * DAY_MS) return ['hours', Math.floor(milliseconds / HOUR_MS)];
  return ['days', Math.floor(milliseconds / DAY_MS)];
}

/** 1.234.567 and 12,5 in Vietnamese; 1,234,567 and 12.5 in English. */
export function displayNumber(number: number, decimals = 0): string {
  return number.toLocaleString(language() === 'vi' ? 'vi-VN' : 'en-GB', {
    minimumFractionDigits: 0,
    maximumFractionDigits: decimals,
  });
}

/** 12,5 %. The space keeps the sign from sticking to the figure and never breaks. */
export function displayPercent(percent: number, decimals = 1): string {
  return `${displayNumber(percent, decimals)}\u00a0%`;
}

const UNITS = ['KB', 'MB', 'GB', 'TB'];

/** Sizes as Windows shows them, 1 KB = 1024 bytes; `step` 1000 is for disks as their labels say: 256 GB. */
export function displayBytes(bytes: number, step: 1024 | 1000 = 1024): string {
  let size = bytes / step;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= step;
    unit += 1;
  }
  return `${displayNumber(size, size < 10 ? 1 : 0)}\u00a0${UNITS[unit]}`;
}
