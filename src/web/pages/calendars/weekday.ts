import { type Key, t } from '../../i18n/index.svelte.js';
import { displayCivilDate } from '../../lib/format.js';

/** 2026-11-24 → "Thứ Ba, 24/11/2026". */
export function displayDay(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return `${t(`calendars.day.${weekday}` as Key)}, ${displayCivilDate(date)}`;
}
