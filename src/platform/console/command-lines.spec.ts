import { describe, expect, it } from '@jest/globals';
import { commandLines } from './command-lines.js';

describe('a file of admin commands', () => {
  it('is read line by line, without comments and empty lines', () => {
    const text = '# giờ làm việc\npolicy set beat.seconds 20  # chậm hơn\n\n\tprogram enable motcua\r\n';
    expect(commandLines(text)).toEqual([
      { line: 2, words: ['policy', 'set', 'beat.seconds', '20'] },
      { line: 4, words: ['program', 'enable', 'motcua'] },
    ]);
  });

  it.each([
    ['double quotes', 'program set motcua nameVi="Một cửa của tỉnh"'],
    ['single quotes', "program set motcua 'nameVi=Một cửa của tỉnh'"],
  ])('keeps words together in %s', (_, text) => {
    expect(commandLines(text)[0]?.words).toEqual(['program', 'set', 'motcua', 'nameVi=Một cửa của tỉnh']);
  });

  it('takes a # inside a word as part of it', () => {
    expect(commandLines('program set motcua url=https://a.example.vn/#/login')[0]?.words[3]).toBe(
      'url=https://a.example.vn/#/login',
    );
  });

  it('names the line whose quote is not closed', () => {
    expect(() => commandLines('policy list\nprogram set motcua nameVi="Một cửa')).toThrow('line 2');
  });
});
