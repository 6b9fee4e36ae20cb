import type { Chance } from './chance.js';
import { AFTERNOON, MORNING, at, dayOfWeek, isHoliday, isWorkday } from './calendar.js';
import { DAY, MINUTE, type Note, type OnTime, type Size } from './world.js';

/** A boot that would leave less than this is not worth switching on for. */
const LEAST_ON = 10 * MINUTE;

/** When every PC of the province is switched on, before anything goes wrong: mornings, lunch, evenings, week-ends. */
export function ordinaryOnTimes(chance: Chance, size: Size): OnTime[][] {
  return Array.from({ length: size.devices }, () => {
    if (chance.share(0.01))
      return [{ on: size.start + MINUTE, off: size.start + size.days * DAY, bye: null }];
    return Array.from({ length: size.days }, (_, day) => size.start + day * DAY).flatMap((midnight) =>
      isWorkday(midnight) ? workday(chance, midnight) : restDay(chance, midnight),
    );
  });
}

function workday(chance: Chance, midnight: number): OnTime[] {
  // Leave, training, a day in the field: somebody announces nothing, and the PC just is not switched on.
  if (chance.share(0.03)) return [];
  const late = chance.share(0.05);
  const on = at(midnight, late ? chance.between(MORNING.from, MORNING.from + 60) : chance.between(405, 448));
  const evening = leave(chance, midnight, AFTERNOON.to, chance.between(AFTERNOON.to - 5, AFTERNOON.to + 35));
  if (!chance.share(0.25)) return [{ on, ...evening }];
  const noon = leave(chance, midnight, MORNING.to, chance.between(MORNING.to - 5, MORNING.to + 15));
  const back = at(midnight, chance.between(AFTERNOON.from - 20, AFTERNOON.from + 5));
  return [
    { on, ...noon },
    { on: back, ...evening },
  ];
}

/** Most say goodbye; some pull the power strip, and do so only when the session is over. */
function leave(
  chance: Chance,
  midnight: number,
  sessionEnd: number,
  minute: number,
): Pick<OnTime, 'off' | 'bye'> {
  if (chance.share(0.1)) return { off: at(midnight, Math.max(minute, sessionEnd)), bye: null };
  return { off: at(midnight, minute), bye: chance.share(0.15) ? 'sleep' : 'shutdown' };
}

/** On Saturdays and holidays a few come in for a while; some pull the strip in the middle of what is a session on other days. */
function restDay(chance: Chance, midnight: number): OnTime[] {
  if (dayOfWeek(midnight) === 0 || !chance.share(isHoliday(midnight) ? 0.03 : 0.05)) return [];
  const on = at(midnight, chance.between(460, 560));
  return [{ on, off: at(midnight, chance.between(600, 680)), bye: chance.share(0.5) ? null : 'shutdown' }];
}

/** Takes [from, until) out of what a PC is on; it goes as `bye` says, and comes back where it would have been on. */
export function cutOut(
  times: readonly OnTime[],
  from: number,
  until: number,
  bye: OnTime['bye'],
  note?: Note,
): OnTime[] {
  return times.flatMap((time) => {
    if (time.off <= from || time.on >= until) return [time];
    const before = time.on < from ? [{ on: time.on, off: from, bye, note }] : [];
    const after = time.off - until >= LEAST_ON ? [{ ...time, on: until }] : [];
    return [...before, ...after];
  });
}
