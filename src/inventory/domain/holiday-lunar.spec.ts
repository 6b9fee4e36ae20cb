import { describe, expect, it } from '@jest/globals';
import { civilDayOfLunar } from './holiday-lunar.js';
import { isoOfDay } from './working-calendar.js';

describe('lunar dates as Viet Nam reckons them, at UTC+7', () => {
  it.each([
    [2007, '2007-02-17', 'China has the 18th'],
    [2025, '2025-01-29', 'a year with a leap sixth month'],
    [2026, '2026-02-17', ''],
    [2027, '2027-02-06', 'a Saturday'],
    [2028, '2028-01-26', ''],
    [2029, '2029-02-13', ''],
    [2030, '2030-02-02', 'China has the 3rd'],
    [2031, '2031-01-23', ''],
    [2032, '2032-02-11', ''],
  ])('Tết %i is %s %s', (year, date) => {
    expect(isoOfDay(civilDayOfLunar(year, 1, 1))).toBe(date);
  });

  it.each([
    [2026, '2026-04-26'],
    [2027, '2027-04-16'],
    [2028, '2028-04-04'],
    [2029, '2029-04-23'],
    [2030, '2030-04-12'],
    [2031, '2031-04-01'],
    [2032, '2032-04-19'],
  ])('Giỗ Tổ %i (10/3) is %s', (year, date) => {
    expect(isoOfDay(civilDayOfLunar(year, 3, 10))).toBe(date);
  });

  it('a month after a leap month keeps its number: Trung thu 2025 is 6 October', () => {
    expect(isoOfDay(civilDayOfLunar(2025, 8, 15))).toBe('2025-10-06');
  });

  it('a leap second month pushes Giỗ Tổ of 2023 to 29 April', () => {
    expect(isoOfDay(civilDayOfLunar(2023, 3, 10))).toBe('2023-04-29');
  });
});
