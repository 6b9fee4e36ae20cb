import { civilDay, DAY_MS, MINUTE_MS, startOfCivilDay } from '../../platform/civil/index.js';
import { isUrgent, type PersonalNews, type Preference } from './choices.js';

/** Times of day such as "21:00"; an end that is not after the beginning is on the next day, equal times are no hours. */
export interface QuietHours {
  from: string;
  to: string;
}

/** The quiet hours that hold for a person; null: none. */
export function quietHoursOf(
  { quiet, quietFrom, quietTo }: Preference,
  office: QuietHours,
): QuietHours | null {
  if (quiet === 'none') return null;
  return quiet === 'own' ? { from: quietFrom, to: quietTo } : office;
}

/** When the quiet hours end that run at `now`, epoch ms; null: none run. */
export function quietUntil({ from, to }: QuietHours, now: number): number | null {
  const [begin, end] = [minutesOf(from) * MINUTE_MS, minutesOf(to) * MINUTE_MS];
  const midnight = startOfCivilDay(civilDay(now));
  const passed = now - midnight;
  if (begin < end) return passed >= begin && passed < end ? midnight + end : null;
  if (begin === end) return null;
  if (passed >= begin) return midnight + DAY_MS + end;
  return passed < end ? midnight + end : null;
}

/**
 * Until when news for a person is held back; null: it goes at once. Urgent tickets wait for nobody's sleep, and whoever is on
 * duty now is there for what comes to them as such. `awake`: on duty now, or the office wants this priority to wake people.
 */
export function heldUntil(
  { reason, priority }: PersonalNews,
  awake: boolean,
  hours: QuietHours | null,
  now: number,
): number | null {
  if (hours === null || isUrgent(priority)) return null;
  if (reason === 'ON_ROTA' || (reason === 'ESCALATED' && awake)) return null;
  return quietUntil(hours, now);
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
