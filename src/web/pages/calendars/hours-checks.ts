import type { CalendarHours } from '../../../contracts/api/index.js';
import { t } from '../../i18n/index.svelte.js';

const SESSION = /^\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}\s*$/;
const SEASON = /^\s*\d{1,2}\/\d{1,2}\s*-\s*\d{1,2}\/\d{1,2}\s*$/;

/** What the browser can see of the hours, by the path that the server would name. */
export function checkHours(hours: readonly CalendarHours[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [at, { season, from, until, days }] of hours.entries()) {
    const path = `hours[${at}]`;
    if (season.trim() !== '' && !SEASON.test(season)) errors[`${path}.season`] = t('calendars.season.wrong');
    if (from !== null && until !== null && until < from) errors[`${path}.until`] = t('calendars.until.wrong');
    for (const [day, { times }] of days.entries()) {
      const sessions = times.trim() === '' ? [] : times.split(',');
      if (!sessions.every((session) => SESSION.test(session)))
        errors[`${path}.days[${day}].times`] = t('calendars.times.wrong');
    }
  }
  return errors;
}

export function emptyHours(): CalendarHours {
  const days = [1, 2, 3, 4, 5, 6, 7, 8].map((weekday) => ({ weekday, times: '' }));
  return { season: '', from: null, until: null, days };
}
