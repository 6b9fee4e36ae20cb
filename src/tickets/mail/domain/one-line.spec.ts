import { describe, expect, it } from '@jest/globals';
import { oneLine, plainText } from './one-line.js';

describe('what strangers wrote', () => {
  it.each([
    [
      'cannot begin a header of its own',
      'Chào\r\nBcc: everybody@example.test',
      'Chào Bcc: everybody@example.test',
    ],
    ['cannot turn the reading direction', 'hóa đơn \u202Egpj.exe', 'hóa đơn gpj.exe'],
    ['cannot steer a terminal', '\u001b[2JXin chào', '[2JXin chào'],
    ['hides nothing', 'a\u200Bb\u2066c', 'a b c'],
    ['keeps its Vietnamese letters as one', 'Ti\u00ea\u0301ng Vi\u1ec7t'.normalize('NFD'), 'Tiếng Việt'],
  ])('%s', (_, text, line) => expect(oneLine(text, 200)).toBe(line));

  it('is as long as anybody reads', () => {
    expect(oneLine('x'.repeat(10_000), 120)).toHaveLength(120);
    expect(plainText('x'.repeat(10_000), 4_000)).toHaveLength(4_000);
  });

  it('keeps the lines of a text', () => {
    expect(plainText('Một\r\nHai\u0000\tBa\u202E\n\n\n\n\nBốn', 100)).toBe('Một\nHai\tBa\n\n\nBốn');
  });
});
