import { describe, expect, it } from '@jest/globals';
import { matchedIn } from './matched.js';

const hits = (text: string, query: string) =>
  matchedIn(text, query).flatMap((stretch) => (stretch.hit ? [stretch.text] : []));

describe('what a search marks in a text', () => {
  it.each([
    ['a word typed without marks', 'Phần mềm một cửa', 'phan', ['Phần']],
    ['every word', 'Phần mềm một cửa', 'cửa mềm', ['mềm', 'cửa']],
    ['the beginning of a last word', 'Phần mềm một cửa', 'một c', ['một', 'cửa']],
    ['no beginning of another word', 'Máy in kẹt giấy', 'k in', ['in']],
    ['decomposed marks', 'Hộ tịch'.normalize('NFD'), 'hộ', ['Hộ'.normalize('NFD')]],
    ['a number without its zeros', 'PH-2026-000123', '123', ['000123']],
    ['nothing where nothing was typed', 'Máy in', ' - ', []],
  ])('%s', (_, text, query, expected) => {
    expect(hits(text, query)).toEqual(expected);
    expect(
      matchedIn(text, query)
        .map((stretch) => stretch.text)
        .join(''),
    ).toBe(text);
  });
});
