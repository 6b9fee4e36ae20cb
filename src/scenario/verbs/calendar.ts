import { Calendars, parseSessions } from '../../inventory/index.js';
import type { Cast } from '../format/cast.js';
import type { Part } from '../format/part.js';
import type { Happening } from './verb.js';

/** Working hours by center, `all` being every center without its own: `all: [T2-T6=07:30-11:30,13:30-17:00]`. */
export function setCalendar(part: Part, cast: Cast): Happening {
  const calendars = part.entries().map(([center, hours]) => {
    if (center.text !== 'all' && !cast.centers.has(center.text))
      throw hours.fail(`there is no center "${center.text}"; name one under \`centers\`, or all`);
    return { center: center.text, sessions: sessionsOf(hours) };
  });
  return async (world) => {
    for (const { center, sessions } of calendars) {
      const place = center === 'all' ? center : { center: world.centerId(center) };
      await world.get(Calendars).replace(place, sessions, world.serverNow);
    }
  };
}

function sessionsOf(part: Part) {
  const words = part.oneOrMore().flatMap((one) => one.text().split(/\s+/));
  const sessions = parseSessions(words);
  if (Array.isArray(sessions)) return sessions;
  throw part.fail(
    `"${sessions.text}": ${sessions.kind}; write T2-T6=07:30-11:30,13:30-17:00 (T2 is Monday, CN Sunday)`,
  );
}
