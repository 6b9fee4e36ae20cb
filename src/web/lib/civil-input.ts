/** Viet Nam keeps UTC+7 all year round; the browser may be set to any zone. */
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const MORNING_MS = 7.5 * 3_600_000;

/** What `<input type="datetime-local">` shows for an instant: the wall clock in Viet Nam. */
export function civilInput(moment: number): string {
  return new Date(moment + OFFSET_MS).toISOString().slice(0, 16);
}

/** The instant that such an input means; null while it is incomplete. */
export function momentOfInput(text: string): number | null {
  const moment = Date.parse(`${text}:00+07:00`);
  return Number.isNaN(moment) ? null : moment;
}

/** yyyy-MM-dd in Viet Nam. */
export function civilDateInput(moment: number): string {
  return civilInput(moment).slice(0, 10);
}

/** 07:30 of the next civil day in Viet Nam. */
export function tomorrowMorning(now: number): number {
  const today = Math.floor((now + OFFSET_MS) / DAY_MS);
  return (today + 1) * DAY_MS - OFFSET_MS + MORNING_MS;
}

/** "22:30" as minutes after midnight; null while it is incomplete. */
export function minuteOfInput(text: string): number | null {
  const parts = /^(\d{2}):(\d{2})/.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : null;
}

/** 1350 → "22:30". */
export function timeInput(minute: number): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(minute / 60) % 24)}:${part(minute % 60)}`;
}
