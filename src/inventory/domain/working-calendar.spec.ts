import { describe, expect, it } from '@jest/globals';
import { issuedHolidays } from './holiday-issued.js';
import { holidaysByLaw } from './holiday-law.js';
import {
  afterWorkingDays,
  type DayException,
  dayOfIso,
  HOLIDAY,
  isWorkingTime,
  nextWorkingMoment,
  OFFICE_CALENDAR,
  OFFICE_HOURS,
  previousWorkingMoment,
  sessionsOverlap,
  workBeganAt,
  type WorkingCalendar,
  type WorkingSession,
} from './working-calendar.js';

/** "2026-11-25 09:00" on a Viet Nam wall clock. */
const at = (moment: string): number => Date.parse(`${moment.replace(' ', 'T')}:00+07:00`);
const shown = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const session = (
  weekday: number,
  from: string,
  until: string,
  said: Partial<WorkingSession> = {},
): WorkingSession => ({
  weekday,
  fromMinute: minutes(from),
  toMinute: minutes(until),
  ...said,
});
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const calendar = (...layers: (readonly WorkingSession[])[]): WorkingCalendar => ({
  layers,
  exceptions: new Map(),
});

const rest: DayException = { kind: 'rest' };
const year2026: WorkingCalendar = {
  layers: [OFFICE_HOURS],
  exceptions: new Map(
    [...issuedHolidays(2026)!, ...holidaysByLaw(2027)].map(({ date, kind }): [number, DayException] => [
      dayOfIso(date),
      kind === 'make-up' ? { kind: 'work', weekday: 5 } : rest,
    ]),
  ),
};

describe('office hours', () => {
  it.each([
    ['2026-11-25 07:29', false, 'a minute early'],
    ['2026-11-25 07:30', true, 'as work begins'],
    ['2026-11-25 11:29', true, 'in the last minute before lunch'],
    ['2026-11-25 11:30', false, 'at lunch'],
    ['2026-11-25 13:30', true, 'after lunch'],
    ['2026-11-25 17:00', false, 'as work ends'],
    ['2026-11-25 00:00', false, 'at midnight'],
    ['2026-11-28 09:00', false, 'on a Saturday'],
    ['2026-11-24 09:00', false, 'on 24/11, a holiday since 2026'],
    ['2026-02-20 09:00', false, 'on the last day of Tết'],
    ['2026-02-23 07:30', true, 'on the first day after Tết'],
    ['2026-01-02 09:00', false, 'on a day swapped'],
    ['2026-01-10 09:00', true, 'on the Saturday worked for it'],
    ['2026-08-22 12:00', false, 'at lunch on a make-up Saturday'],
    ['2026-04-27 09:00', false, 'in lieu of Giỗ Tổ, which was a Sunday'],
    ['2027-05-03 09:00', false, 'in lieu of 1/5/2027, a Saturday'],
  ])('%s: %s, %s', (moment, working) => {
    expect(isWorkingTime(year2026, at(moment))).toBe(working);
  });

  it('know when the work that runs now began', () => {
    expect(shown(workBeganAt(year2026, at('2026-11-25 15:00')))).toBe('2026-11-25 13:30');
    expect(workBeganAt(year2026, at('2026-11-25 12:00'))).toBeNull();
  });

  it.each([
    ['2026-11-25 09:00', '2026-11-25 09:00', '2026-11-25 09:00', 'at work'],
    ['2026-11-25 12:00', '2026-11-25 13:30', '2026-11-25 11:30', 'at lunch'],
    ['2026-11-27 18:00', '2026-11-30 07:30', '2026-11-27 17:00', 'on a Friday evening'],
    ['2026-11-23 23:59', '2026-11-25 07:30', '2026-11-23 17:00', 'on the eve of a holiday'],
    ['2026-02-15 12:00', '2026-02-23 07:30', '2026-02-13 17:00', 'before Tết'],
  ])('from %s: next %s, before %s (%s)', (moment, next, before) => {
    expect(shown(nextWorkingMoment(year2026, at(moment)))).toBe(next);
    expect(shown(previousWorkingMoment(year2026, at(moment)))).toBe(before);
  });

  it('have no next moment where nobody ever works', () => {
    const closed = calendar([session(HOLIDAY, '08:00', '11:00')]);
    expect(nextWorkingMoment(closed, at('2026-11-25 09:00'))).toBeNull();
    expect(afterWorkingDays(closed, at('2026-11-25 09:00'), 1)).toBeNull();
  });

  it.each([
    ['2026-11-20 17:05', 3, '2026-11-26 17:00', 'over a weekend and a holiday'],
    ['2026-11-25 09:00', 1, '2026-11-26 17:00', 'the day it went does not count'],
    ['2026-11-25 07:00', 1, '2026-11-25 17:00', 'a day that it went before does'],
    ['2026-02-13 17:30', 2, '2026-02-24 17:00', 'over Tết'],
    ['2026-08-21 17:30', 1, '2026-08-22 17:00', 'a make-up Saturday counts'],
  ])('since %s, %i whole working days end %s: %s', (since, count, end) => {
    expect(shown(afterWorkingDays(year2026, at(since), count))).toBe(end);
  });
});

describe('hours of one place', () => {
  const summer = { from: '04-16', until: '10-15' };
  const winter = { from: '10-16', until: '04-15' };
  const own = [
    session(3, '07:00', '11:00', { season: summer }),
    session(3, '08:00', '12:00', { season: winter }),
    session(6, '07:30', '11:30', { from: '2026-12-01', until: '2026-12-31' }),
  ];

  it.each([
    ['2026-04-15 07:30', false, 'the last day of winter'],
    ['2026-04-22 07:30', true, 'summer'],
    ['2026-10-14 07:30', true, 'the last Wednesday of summer'],
    ['2026-10-21 07:30', false, 'winter'],
    ['2027-01-06 11:30', true, 'a winter that runs over New Year'],
  ])('%s: %s, %s', (moment, working) => {
    expect(isWorkingTime(calendar(own), at(moment))).toBe(working);
  });

  it('of a season stand in the place of the year-round ones', () => {
    const mixed = calendar([...OFFICE_HOURS, session(3, '07:00', '10:00', { season: summer })]);
    expect(isWorkingTime(mixed, at('2026-07-01 15:00'))).toBe(false);
    expect(isWorkingTime(mixed, at('2026-11-25 15:00'))).toBe(true);
  });

  it('hold from their first date to their last, and leave other days to the next place', () => {
    const layered = calendar(own.slice(2), OFFICE_HOURS);
    expect(isWorkingTime(layered, at('2026-11-28 09:00'))).toBe(false);
    expect(isWorkingTime(layered, at('2026-12-26 09:00'))).toBe(true);
    expect(isWorkingTime(layered, at('2026-11-25 09:00'))).toBe(true);
    expect(isWorkingTime(layered, at('2026-12-02 09:00'))).toBe(false);
  });

  it('may go on over a holiday, when it says so', () => {
    const duty = { ...year2026, layers: [[...OFFICE_HOURS, session(HOLIDAY, '08:00', '11:00')]] };
    expect(isWorkingTime(duty, at('2026-11-24 09:00'))).toBe(true);
  });

  it('that touch are one stretch of work', () => {
    const day = calendar([session(3, '07:00', '11:00'), session(3, '11:00', '17:00')]);
    expect(shown(workBeganAt(day, at('2026-11-25 11:00')))).toBe('2026-11-25 07:00');
  });

  it.each([
    ['the same time', {}, {}, true],
    ['a season and the year-round hours it replaces', { season: summer }, {}, false],
    ['two seasons', { season: summer }, { season: winter }, false],
    ['two seasons that share days', { season: summer }, { season: { from: '10-01', until: '10-31' } }, true],
    ['dates apart', { until: '2026-12-31' }, { from: '2027-01-01' }, false],
    ['dates that meet', { until: '2026-12-31' }, { from: '2026-12-31' }, true],
  ])('overlap or not: %s', (_, one, other, overlap) => {
    const [a, b] = [session(1, '07:00', '11:00', one), session(1, '10:00', '12:00', other)];
    expect([sessionsOverlap(a, b), sessionsOverlap(b, a)]).toEqual([overlap, overlap]);
  });

  it('are office hours where nothing is set', () => {
    expect(isWorkingTime(calendar([]), at('2026-11-25 09:00'))).toBe(
      isWorkingTime(OFFICE_CALENDAR, at('2026-11-25 09:00')),
    );
  });
});
