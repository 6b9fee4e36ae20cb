import { describe, expect, it } from '@jest/globals';
import { readCalendarFile } from './calendar.file.js';

/** Nine lists of nine of the one before: a billion words, were they written out. */
const BILLION_LAUGHS = ['a: &a [x]']
  .concat(
    [...'bcdefghij'].map(
      (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]`,
    ),
  )
  .join('\n');

describe('a calendar file that is made to hurt', () => {
  it.each([
    ['by names of a billion words', `${BILLION_LAUGHS}\nholidays: *j`],
    [
      'by names where a day should be',
      `${BILLION_LAUGHS}\nholidays:\n  - *j\n  - { date: *i, kind: *j, name: *j }`,
    ],
    ['by a hundred thousand brackets', `holidays: ${'['.repeat(100_000)}`],
    ['by keys that every object has', 'holidays:\n  - { __proto__: { x: y }, constructor: z }'],
  ])('is refused, with the line: %s', (_, text) => {
    const began = performance.now();
    const { faults } = readCalendarFile('lich.yaml', text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]!.line).toBeGreaterThan(0);
    expect(JSON.stringify(faults).length).toBeLessThan(20_000);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('as CSV is only lines', () => {
    const rows = `ngay,loai,ten\n2027-01-01,nghi le,"=HYPERLINK(""http://xa.test"")"\n${'"'.repeat(100_000)}`;
    expect(readCalendarFile('lich.csv', rows).holidays[0]).toMatchObject({
      name: '=HYPERLINK("http://xa.test")',
    });
  });
});
