import type { Text } from '../../contracts/api/index.js';

export type { Text };
export type TextParameters = Readonly<Record<string, string | number>>;

/** A sentence in both languages with `{name}` places. */
export interface Sentence {
  vi: string;
  en: string;
}

/** Fills the places of a sentence; a parameter that is itself bilingual is given as a Text. */
export function word(
  sentence: Sentence,
  parameters: Readonly<Record<string, string | number | Text>> = {},
): Text {
  return { vi: fill(sentence.vi, parameters, 'vi'), en: fill(sentence.en, parameters, 'en') };
}

function fill(
  pattern: string,
  parameters: Readonly<Record<string, string | number | Text>>,
  language: 'vi' | 'en',
): string {
  return pattern.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = parameters[name];
    if (value === undefined) return place;
    return typeof value === 'object' ? value[language] : String(value);
  });
}

/** The same words in both languages: names, numbers, a person's own text. */
export function verbatim(text: string): Text {
  return { vi: text, en: text };
}
