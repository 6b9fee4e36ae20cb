import { describe, expect, it } from '@jest/globals';
import type { BarSpan, Tone } from '../../contracts/api/index.js';
import { isUsual, lastedOf, summaryOf, toneOf } from './day-summary.js';

const span = (tone: Tone, from: number, until: number): BarSpan => ({
  tone,
  from: from * 1000,
  until: until * 1000,
  label: { vi: tone, en: tone },
});
const work = [
  { from: 100_000, until: 200_000 },
  { from: 300_000, until: 400_000 },
];
const lasted = (...bar: BarSpan[]) =>
  lastedOf(summaryOf(bar, work)).map(({ tone, seconds }) => `${tone} ${seconds}`);

describe('a day in short', () => {
  it('counts within working hours alone', () => {
    expect(lasted(span('ok', 0, 150), span('problem', 150, 310), span('ok', 310, 500))).toEqual([
      'problem 60',
      'ok 140',
    ]);
  });

  it('has nothing to tell of a day without work', () => {
    expect(lastedOf(summaryOf([span('problem', 0, 500)], []))).toEqual([]);
  });
});

describe('a day is as usual', () => {
  const usual = (...bar: BarSpan[]) => isUsual(summaryOf(bar, work));

  it.each<[string, boolean, BarSpan[]]>([
    ['when all went well', true, [span('ok', 0, 500)]],
    ['when the PC was off for a part of it', true, [span('off', 0, 120), span('ok', 120, 500)]],
    ['when nobody was at work', true, []],
    ['but not when something failed, however short', false, [span('ok', 0, 399), span('problem', 399, 500)]],
    ['but not when nothing is known of a part', false, [span('unknown', 0, 110), span('ok', 110, 500)]],
    ['but not when it was off from morning to evening', false, [span('off', 0, 500)]],
  ])('%s', (_, expected, bar) => {
    expect(usual(...bar)).toBe(expected);
  });

  it('and else it is called by the worst that was seen', () => {
    expect(toneOf(summaryOf([span('ok', 0, 350), span('warning', 350, 500)], work))).toBe('warning');
  });
});
