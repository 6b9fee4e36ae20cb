import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type CalendarPlace,
  Calendars,
  isWorkingTime,
  OFFICE_HOURS,
  type WorkingSession,
} from '../../src/inventory/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { vietnamTime } from './support/timeline.js';

const MORNINGS = [{ weekday: 1, fromMinute: 420, toMinute: 690 }];
const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1440 }));

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const calendars = () => app.app.get(Calendars);
const replace = (place: CalendarPlace, sessions: readonly WorkingSession[]) =>
  calendars().replace(place, sessions, app.clock.now());
const atWork = async (center: number, date: string, time: string): Promise<boolean> =>
  isWorkingTime(await calendars().of(center), vietnamTime(date, time));

describe('working hours', () => {
  it('are office hours until somebody sets them', async () => {
    expect(await calendars().inUse({ center: 1 })).toEqual({ sessions: OFFICE_HOURS, source: 'office' });
    expect(await atWork(1, '2026-11-25', '09:00:00')).toBe(true);
    expect(await atWork(1, '2026-11-25', '12:00:00')).toBe(false);
  });

  it("of a center go before its province's, those before what all share, and take effect at once", async () => {
    await replace('all', ALWAYS);
    await replace({ center: 2 }, MORNINGS);
    expect((await calendars().inUse({ center: 1 })).source).toBe('all');
    expect(await calendars().inUse({ center: 2 })).toEqual({ sessions: MORNINGS, source: 'center' });
    await replace({ province: '25' }, OFFICE_HOURS);
    expect(await calendars().inUse({ center: 1 })).toEqual({ sessions: OFFICE_HOURS, source: 'province' });
    expect((await calendars().inUse({ center: 2 })).source).toBe('center');
  });

  it('are replaced as a whole, and given up for the shared ones', async () => {
    await replace({ center: 2 }, ALWAYS.slice(0, 1));
    expect((await calendars().inUse({ center: 2 })).sessions).toEqual(ALWAYS.slice(0, 1));
    await replace({ center: 2 }, []);
    await replace({ province: '25' }, []);
    expect(await calendars().inUse({ center: 2 })).toEqual({ sessions: ALWAYS, source: 'all' });
    await replace('all', []);
    expect((await calendars().inUse('all')).source).toBe('office');
  });

  it('change with the season and from a date on, and keep what is stored of them', async () => {
    const season = { from: '04-16', until: '10-15' };
    const summer = OFFICE_HOURS.map((session) => ({
      ...session,
      season,
      fromMinute: session.fromMinute - 30,
      toMinute: session.toMinute - 30,
    }));
    const saturdays = { weekday: 6, fromMinute: 450, toMinute: 690, from: '2027-01-01' };
    await replace({ center: 2 }, [...OFFICE_HOURS, ...summer, saturdays]);
    expect(await atWork(2, '2026-10-15', '07:15:00')).toBe(true);
    expect(await atWork(2, '2026-10-16', '07:15:00')).toBe(false);
    expect(await atWork(2, '2026-12-26', '09:00:00')).toBe(false);
    expect(await atWork(2, '2027-01-09', '09:00:00')).toBe(true);
    await replace({ center: 2 }, []);
  });

  it('stop on holidays, and go on on make-up days', async () => {
    expect(await atWork(1, '2026-11-24', '09:00:00')).toBe(false);
    expect(await atWork(1, '2026-08-22', '09:00:00')).toBe(true);
    expect(await atWork(1, '2026-08-31', '09:00:00')).toBe(false);
  });
});
