import { SearchMoonPhase, Seasons, SunPosition } from 'astronomy-engine';
import { civilDay, startOfCivilDay } from '../../platform/civil/index.js';

/** A month of the Vietnamese lunar calendar by the civil day on which it begins. */
interface LunarMonth {
  number: number;
  /** A leap month carries the number of the month before it. */
  leap: boolean;
  firstDay: number;
}

/** No lunar month is longer. */
const LONGEST_MONTH_DAYS = 30;

/**
 * The civil day of a Vietnamese lunar date; `year` names the Gregorian year in which that lunar year begins. Never a leap
 * month's.
 *
 * The rule, all of it in Viet Nam's own civil days (UTC+7): a month begins on the day of the new moon; the eleventh holds
 * the winter solstice; where thirteen months lie between two eleventh months, the first in which the sun enters no new
 * twelfth of its course (trung khí) is the leap month. China reckons at UTC+8, hence a Tết on another day in some years.
 */
export function civilDayOfLunar(year: number, month: number, dayOfMonth: number): number {
  const found = monthsBeforeSolsticeOf(year).find(({ number, leap }) => number === month && !leap);
  if (!found) throw new RangeError(`no lunar month ${month} before the winter solstice of ${year}`);
  return found.firstDay + dayOfMonth - 1;
}

/** A year takes some 20 ms, and never changes. */
const RECKONED = new Map<number, readonly LunarMonth[]>();

function monthsBeforeSolsticeOf(year: number): readonly LunarMonth[] {
  let months = RECKONED.get(year);
  if (!months) RECKONED.set(year, (months = reckon(year)));
  return months;
}

/** The months from the eleventh of the lunar year before to the tenth of this one. */
function reckon(year: number): LunarMonth[] {
  const end = eleventhMonth(year);
  const starts: number[] = [];
  for (let day = eleventhMonth(year - 1); day < end; day = nextNewMoon(day + 1)) starts.push(day);
  const leapAt = starts.length === 13 ? starts.findIndex((day, at) => at > 0 && hasNoMajorTerm(day)) : -1;
  return starts.map((firstDay, at) => {
    const counted = leapAt > 0 && at >= leapAt ? at - 1 : at;
    return { number: ((counted + 10) % 12) + 1, leap: at === leapAt, firstDay };
  });
}

function eleventhMonth(year: number): number {
  const solstice = civilDay(Seasons(year).dec_solstice.date.getTime());
  let first = nextNewMoon(solstice - LONGEST_MONTH_DAYS);
  for (let next = first; next <= solstice; next = nextNewMoon(next + 1)) first = next;
  return first;
}

/** The first day at or after `day` on which a new moon falls. */
function nextNewMoon(day: number): number {
  const moon = SearchMoonPhase(0, new Date(startOfCivilDay(day)), LONGEST_MONTH_DAYS + 10);
  if (!moon) throw new Error('the moon has no phase zero within forty days');
  return civilDay(moon.date.getTime());
}

function hasNoMajorTerm(firstDay: number): boolean {
  return twelfthOfSun(firstDay) === twelfthOfSun(nextNewMoon(firstDay + 1));
}

/** Which twelfth of its yearly course the sun is in as the civil day begins. */
function twelfthOfSun(day: number): number {
  return Math.floor(SunPosition(new Date(startOfCivilDay(day))).elon / 30);
}
