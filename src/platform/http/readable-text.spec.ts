import { describe, expect, it } from '@jest/globals';
import { makeReadable, mayBeUnreadable, readableText } from './readable-text.js';

describe('text that may be stored and shown', () => {
  it.each([
    ['stays as it is', 'Máy in\tkẹt giấy\r\n“Quầy 3” 👩‍💻', 'Máy in\tkẹt giấy\r\n“Quầy 3” 👩‍💻'],
    ['loses what no database stores', 'a\u0000b', 'ab'],
    ['loses what turns the reading direction', 'anh\u202egnp.exe', 'anhgnp.exe'],
    ['loses what nobody sees', 'a\u200bb\u2060c\ufeff', 'abc'],
    ['keeps the lines of Word', 'một\u000bhai', 'một\nhai'],
    ['has no half letters', 'a\ud83db', 'a\ufffdb'],
  ])('%s', (_, sent, kept) => {
    expect(readableText(sent)).toBe(kept);
  });

  it('is found at any depth, without depending on the depth', () => {
    let deep: unknown = ['\u0000sâu'];
    for (let n = 0; n < 100_000; n++) deep = [deep];
    makeReadable(deep);
    while (Array.isArray(deep) && Array.isArray(deep[0])) deep = deep[0];
    expect(deep).toEqual(['sâu']);
    expect(makeReadable({ a: [{ b: '\u202eb' }, 1, null, true] })).toEqual({
      a: [{ b: 'b' }, 1, null, true],
    });
  });

  it('is not looked for in JSON that cannot hold any other', () => {
    expect(mayBeUnreadable(JSON.stringify({ name: 'Quầy 3', text: 'một\nhai' }))).toBe(false);
    for (const text of ['\u0000', '\ud83d', '\u202e', '\u007f', '\u000b', '\u200b', '\u2060', '\ufeff'])
      expect(mayBeUnreadable(JSON.stringify({ text }))).toBe(true);
  });
});
