import { describe, expect, it } from '@jest/globals';
import { DAY_MS, weekday } from '../../platform/civil/index.js';
import { digestDueAt, opensWeek, worthSending } from './digest.js';

/** 07:00 in Viet Nam on the day of November 2026. */
const seven = (day: number): number => Date.UTC(2026, 10, day, 0, 0, 0);
const HOUR = 3_600_000;
const WEDNESDAY = Math.floor((seven(25) + 7 * HOUR) / DAY_MS);
const worksOn = (day: number): boolean => weekday(day) <= 5;
const due = (coversFrom: number, now: number): number | null =>
  digestDueAt('07:00', worksOn, coversFrom, now);

describe('the daily digest is due', () => {
  it('at its time on the next working day', () => {
    expect(due(seven(25), seven(25))).toBe(seven(26));
    expect(due(seven(27) + 8 * HOUR, seven(28))).toBe(seven(30));
  });

  it('late on the same day when the server was gone at its time', () => {
    expect(due(seven(25), seven(26) + 13 * HOUR)).toBe(seven(26));
  });

  it('not at night nor on Sunday because the server was gone on Friday', () => {
    expect(due(seven(26), seven(28) + HOUR)).toBe(seven(30));
    expect(due(seven(25), seven(27) - 4 * HOUR)).toBe(seven(27));
  });

  it('once a day, though its time is moved to later on a day on which it was made', () => {
    expect(digestDueAt('09:00', worksOn, seven(25), seven(25))).toBe(seven(26) + 2 * HOUR);
  });

  it('never where nobody works any more', () => {
    expect(digestDueAt('07:00', () => false, seven(25), seven(25))).toBeNull();
  });
});

describe('what is worth a mail', () => {
  const standing = { code: 'not-installed' as const, count: 3, path: '/' };
  const news = { code: 'resolved-by-itself' as const, count: 1, path: '/tickets' };

  it('is news, on any day; what only goes on, on the first working day of a week', () => {
    expect(worthSending([standing, news], false)).toBe(true);
    expect(worthSending([standing], false)).toBe(false);
    expect(worthSending([standing], true)).toBe(true);
    expect(worthSending([], true)).toBe(false);
  });

  it('knows the first working day of a week', () => {
    expect(opensWeek(WEDNESDAY, worksOn)).toBe(false);
    expect(opensWeek(WEDNESDAY - 2, worksOn)).toBe(true);
    // Monday and Tuesday are holidays.
    expect(opensWeek(WEDNESDAY, (day) => worksOn(day) && day >= WEDNESDAY)).toBe(true);
  });
});
