import { readPolicy } from '../format/read-settings.js';
import { duration, signedDuration } from '../format/times.js';
import { MAIL_MOODS } from '../play/mail-collector.js';
import { setCalendar } from './calendar.js';
import type { Verb } from './verb.js';

/** `down`, `up`, `restart` (gone for no time at all), or `{down_for: 10m}`. */
export const server: Verb = {
  read: (part) => {
    if (part.isMap) {
      const text = part.fields(['down_for']).get('down_for')?.text() ?? '';
      const gone = duration(text);
      if (gone === null) throw part.fail('write {down_for: 10m}');
      return async (world) => {
        await world.stopServer();
        world.later(gone, () => world.startServer());
      };
    }
    const state = part.oneOf(['down', 'up', 'restart']);
    return async (world) => {
      if (state !== 'up') await world.stopServer();
      if (state !== 'down') await world.startServer();
    };
  },
};

/** The server's own clock jumps by so much while everybody else's goes on. */
export const serverClock: Verb = {
  read: (part) => {
    const jump = signedDuration(part.text());
    if (jump === null) throw part.fail('write by how much it jumps: +20m or -20m');
    return async (world) => world.jumpServerClock(jump);
  },
};

/** How the mail server behaves from now on. */
export const mail: Verb = {
  read: (part) => {
    const mood = part.oneOf(MAIL_MOODS);
    return async (world) => {
      world.mail.mood = mood;
    };
  },
};

/** An administrator changes policy values. */
export const policy: Verb = {
  read: (part) => {
    const deed = readPolicy(part);
    return (world) => deed.run(world);
  },
};

/** An administrator changes working hours. */
export const calendar: Verb = { read: (part, { cast }) => setCalendar(part, cast) };
