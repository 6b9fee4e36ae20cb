import { describe, expect, it } from '@jest/globals';
import { csvLine } from './csv.js';

describe('a line of CSV', () => {
  it('ends with CRLF, and leaves what is unknown empty', () => {
    expect(csvLine(['Quầy 3', 7.2, null])).toBe('Quầy 3,7.2,\r\n');
  });

  it('quotes commas, quotes and line breaks', () => {
    expect(csvLine(['a,b', 'nói "có"', 'hai\ndòng'])).toBe('"a,b","nói ""có""","hai\ndòng"\r\n');
  });

  it.each(['=1+1', '+84', '-2', '@SUM(A1)', '\tx'])('disarms %j, which a spreadsheet would run', (text) => {
    expect(csvLine([text])).toMatch(/^"?'/);
  });

  it('leaves a negative number a number', () => {
    expect(csvLine([-3])).toBe('-3\r\n');
  });
});
