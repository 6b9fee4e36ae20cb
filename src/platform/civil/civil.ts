/** Viet Nam keeps UTC+7 all year round, so civil time is plain arithmetic. */
const OFFSET_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;

/** Days since 1970-01-01 of the civil date in Viet Nam at `instant` (epoch ms). */
export function civilDay(instant: number): number {
  return Math.floor((instant + OFFSET_MS) / DAY_MS);
}

/** The instant (epoch ms) at which the civil day `day` begins in Viet Nam. */
export function startOfCivilDay(day: number): number {
  return day * DAY_MS - OFFSET_MS;
}

/** Minutes since local midnight. */
export function minuteOfDay(instant: number): number {
  return Math.floor((instant - startOfCivilDay(civilDay(instant))) / MINUTE_MS);
}

/** ISO weekday of a civil day: 1 = Thứ Hai … 7 = Chủ nhật. */
export function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** yyyy-MM-dd in Viet Nam. */
export function isoDate(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 10);
}

/** dd/MM/yyyy in Viet Nam. */
export function displayDate(instant: number): string {
  const [year, month, day] = isoDate(instant).split('-');
  return `${day}/${month}/${year}`;
}

/** HH:mm in Viet Nam. */
export function displayTime(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(11, 16);
}

/** Years, to one decimal, from the ISO date `from` to `now`. */
export function yearsSince(from: string, now: number): number {
  return Math.round(((now - Date.parse(`${from}T00:00:00Z`)) / (365.25 * DAY_MS)) * 10) / 10;
}
