import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Calendars, OFFICE_HOURS } from '../../src/inventory/index.js';
import { startApp, type TestApp } from '../factories/app.js';

const MORNINGS = [{ weekday: 1, fromMinute: 420, toMinute: 690 }];
const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1440 }));

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('working hours', () => {
  const calendars = () => app.app.get(Calendars);
  const replace = (center: number | null, sessions: typeof ALWAYS) =>
    calendars().replace(center, sessions, app.clock.now());

  it('are office hours until somebody sets them', async () => {
    expect(await calendars().sessionsOf(1)).toEqual(OFFICE_HOURS);
  });

  it('of a center go before those that centers share, and take effect at once', async () => {
    await replace(null, ALWAYS);
    await replace(2, MORNINGS);
    expect(await calendars().sessionsOf(1)).toEqual(ALWAYS);
    expect(await calendars().sessionsOf(2)).toEqual(MORNINGS);
  });

  it('are replaced as a whole, and given up for the shared ones', async () => {
    await replace(2, ALWAYS.slice(0, 1));
    expect(await calendars().inUse(2)).toEqual({ sessions: ALWAYS.slice(0, 1), source: 'center' });
    await replace(2, []);
    expect(await calendars().inUse(2)).toEqual({ sessions: ALWAYS, source: 'all' });
    await replace(null, []);
    expect(await calendars().inUse(null)).toEqual({ sessions: OFFICE_HOURS, source: 'office' });
  });
});
