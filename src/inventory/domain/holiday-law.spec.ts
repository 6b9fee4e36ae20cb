import { describe, expect, it } from '@jest/globals';
import { fold } from '../../platform/i18n/index.js';
import { checkHolidays, type TypedDay } from './holiday-check.js';
import { issuedHolidays } from './holiday-issued.js';
import { type HolidayKind, holidaysByLaw } from './holiday-law.js';

const datesOf = (year: number, kind: HolidayKind = 'holiday'): string[] =>
  (issuedHolidays(year) ?? holidaysByLaw(year))
    .filter((day) => day.kind === kind)
    .map(({ date }) => date.slice(5));

describe('the holidays of 2026, as announced', () => {
  it('are 12 days off, with Tết from 16 to 20 February', () => {
    const tet = ['02-16', '02-17', '02-18', '02-19', '02-20'];
    expect(datesOf(2026)).toEqual(['01-01', ...tet, '04-26', '04-30', '05-01', '09-01', '09-02', '11-24']);
  });

  it('have a day in lieu of Giỗ Tổ, and two days swapped for two Saturdays', () => {
    expect(datesOf(2026, 'in-lieu')).toEqual(['04-27']);
    expect(datesOf(2026, 'swap')).toEqual(['01-02', '08-31']);
    expect(datesOf(2026, 'make-up')).toEqual(['01-10', '08-22']);
  });
});

describe('the holidays of later years, from the law', () => {
  it('of 2027 have days in lieu of the Saturday of Tết, of its Sunday and of 1/5', () => {
    const tet = ['02-05', '02-06', '02-07', '02-08', '02-09'];
    expect(datesOf(2027)).toEqual(['01-01', ...tet, '04-16', '04-30', '05-01', '09-02', '09-03', '11-24']);
    expect(datesOf(2027, 'in-lieu')).toEqual(['02-10', '02-11', '05-03']);
  });

  it('of 2030 have Tết from 1 February: the 2nd is its first day', () => {
    expect(datesOf(2030).slice(1, 6)).toEqual(['02-01', '02-02', '02-03', '02-04', '02-05']);
  });

  it('of 2025 are eleven: 24/11 is one since 2026', () => {
    expect(datesOf(2025)).not.toContain('11-24');
  });

  it.each([
    [2021, '09-03', 'a Thursday'],
    [2022, '09-01', 'a Friday'],
    [2023, '09-01', 'a Saturday'],
    [2024, '09-03', 'a Monday'],
    [2025, '09-01', 'a Tuesday'],
    [2029, '09-03', 'a Sunday'],
  ])('take the day beside 2/9/%i on %s, 2/9 being %s', (year, beside) => {
    expect(datesOf(year)).toContain(beside);
  });
});

describe('a year table that somebody typed', () => {
  const typed = (year: number): TypedDay[] =>
    (issuedHolidays(year) ?? holidaysByLaw(year)).map(({ date, kind, name, standsFor }, index) => ({
      line: index + 2,
      date,
      kind,
      name,
      standsFor: standsFor ?? '',
    }));
  const faultsOf = (days: TypedDay[], year = 2027) => checkHolidays(year, days, fold).faults;
  const changed = (date: string, change: Partial<TypedDay>): TypedDay[] =>
    typed(2027).map((day) => (day.date === date ? { ...day, ...change } : day));

  it('is taken as it is when it keeps every day of the law', () => {
    expect(faultsOf(typed(2027))).toEqual([]);
    expect(checkHolidays(2026, typed(2026), fold).days).toEqual(issuedHolidays(2026));
  });

  it.each([
    ['nghỉ lễ', 'holiday'],
    ['Nghỉ bù', 'in-lieu'],
    ['hoán đổi', 'swap'],
    ['NGHỈ HOÁN ĐỔI', 'swap'],
    ['làm bù', 'make-up'],
  ])('may say "%s"', (word, kind) => {
    const extra = { line: 40, date: '14/06/2027', kind: word, name: '', standsFor: '' };
    expect(checkHolidays(2027, [...typed(2027), extra], fold).days).toContainEqual(
      expect.objectContaining({ date: '2027-06-14', kind }),
    );
  });

  it('may begin Tết two days early instead of ending it later, and take 1/9 instead of 3/9', () => {
    const other = changed('2027-02-09', { date: '2027-02-04' }).map((day) =>
      day.date === '2027-09-03' ? { ...day, date: '2027-09-01' } : day,
    );
    expect(faultsOf(other)).toEqual([]);
  });

  it.each([
    ['an unknown kind', changed('2027-01-01', { kind: 'nghỉ mát' }), { code: 'kind-unknown', line: 2 }],
    [
      'a day outside the year',
      changed('2027-01-01', { date: '2026-01-01' }),
      { code: 'outside-year', line: 2 },
    ],
    [
      'a day that does not exist',
      changed('2027-01-01', { date: '30/02/2027' }),
      { code: 'date-unreadable', line: 2 },
    ],
    ['a day twice', [...typed(2027), { ...typed(2027)[0]!, line: 40 }], { code: 'twice', line: 40 }],
    [
      'a Saturday swapped',
      [...typed(2027), { line: 40, date: '2027-06-12', kind: 'swap', name: '', standsFor: '' }],
      { code: 'already-rest', line: 40 },
    ],
    [
      'Giỗ Tổ missing',
      typed(2027).filter(({ date }) => date !== '2027-04-16'),
      { code: 'missing', name: 'Giỗ Tổ Hùng Vương', dates: ['2027-04-16'] },
    ],
    [
      'no day in lieu of 1/5',
      typed(2027).filter(({ date }) => date !== '2027-05-03'),
      { code: 'missing-in-lieu', text: '2027-05-01' },
    ],
  ])('is refused with %s', (_, days, fault) => {
    expect(faultsOf(days)).toMatchObject([fault]);
  });
});
