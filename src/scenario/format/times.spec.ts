import { describe, expect, it } from '@jest/globals';
import { duration, instantOf, signedDuration, timeText } from './times.js';

const FROM = Date.parse('2026-11-25T09:00:00+07:00');

describe('a time in a scenario', () => {
  it.each([
    ['+5m', '2026-11-25 09:05:00'],
    ['+1h30m', '2026-11-25 10:30:00'],
    ['+ 10 phút', '2026-11-25 09:10:00'],
    ['+2d', '2026-11-27 09:00:00'],
    ['-90s', '2026-11-25 08:58:30'],
    ['07:30', '2026-11-25 07:30:00'],
    ['7:30:15', '2026-11-25 07:30:15'],
    ['ngày sau 07:25', '2026-11-26 07:25:00'],
    ['next day 07:25', '2026-11-26 07:25:00'],
    ['hôm qua 16:50', '2026-11-24 16:50:00'],
    ['+3 ngày 07:25', '2026-11-28 07:25:00'],
    ['2027-02-08 00:00', '2027-02-08 00:00:00'],
  ])('%s is read from 09:00', (text, expected) => {
    expect(timeText(instantOf(text, FROM) ?? 0)).toBe(expected);
  });

  it.each([
    '',
    '9',
    '25:00',
    '09:60',
    '+5',
    '+5 phut',
    'mai 07:25',
    '2026-02-30 07:00',
    '+5m 07:00',
    '2026-11-25',
  ])('"%s" is not understood', (text) => {
    expect(instantOf(text, FROM)).toBeNull();
  });

  it('has lengths, with or without a sign', () => {
    expect([duration('1h30m'), duration('2 giờ'), duration('-5m'), signedDuration('-5m')]).toEqual([
      5_400_000,
      7_200_000,
      null,
      -300_000,
    ]);
  });
});
