import type { Text } from '../../contracts/api/index.js';
import type { administration } from './vi/administration.js';
import type { vi } from './vi.js';

export type Language = 'vi' | 'en';
export type Key = keyof typeof vi | keyof typeof administration;
type Catalogue = Readonly<Partial<Record<Key, string>>>;

const STORED_AS = 'trucban.language';

class Chosen {
  language = $state<Language>('vi');
  catalogue = $state.raw<Catalogue>({});
}
const chosen = new Chosen();

/** What the application and pages of their own brought along. Most people never need English: it travels when it is asked for. */
const added: { vi: Catalogue; english: () => Promise<Catalogue> }[] = [];

async function load(language: Language): Promise<Catalogue> {
  const parts =
    language === 'vi'
      ? added.map((words) => words.vi)
      : await Promise.all(added.map(({ english }) => english()));
  return Object.assign({}, ...parts) as Catalogue;
}

/** Adds the sentences of some pages, in the language that is chosen now and in any that is chosen later. */
export async function addWords(words: Catalogue, english: () => Promise<Catalogue>): Promise<void> {
  added.push({ vi: words, english });
  await show(chosen.language);
}

async function show(language: Language): Promise<void> {
  chosen.catalogue = await load(language);
  chosen.language = language;
  document.documentElement.lang = language;
}

/** Before the first page is drawn: these words, in the language of last time; in Vietnamese if that one cannot be had. */
export async function startLanguage(words: Catalogue, english: () => Promise<Catalogue>): Promise<void> {
  added.push({ vi: words, english });
  chosen.catalogue = words;
  try {
    if (localStorage.getItem(STORED_AS) === 'en') await show('en');
  } catch {
    chosen.language = 'vi';
  }
}

export function language(): Language {
  return chosen.language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  await show(language);
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
    return;
  }
}

/** A sentence of the pages. `{name}` places are filled; "one PC|{n} PCs" takes its first form when `n` is 1. */
export function t(key: Key, parameters: Readonly<Record<string, string | number>> = {}): string {
  const forms = (chosen.catalogue[key] ?? '').split('|');
  const form = (String(parameters['n']) === '1' ? forms[0] : forms.at(-1)) ?? '';
  return form.replace(/\{(\w+)\}/g, (place, name: string) => String(parameters[name] ?? place));
}

/** Is there a sentence for a code of the server? A newer server may know codes that this page does not. */
export function isKey(text: string): text is Key {
  return Object.hasOwn(chosen.catalogue, text);
}

/** A sentence of the server in the chosen language. */
export function say(text: Text): string {
  return text[chosen.language];
}
