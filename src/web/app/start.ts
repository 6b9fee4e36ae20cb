import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/print.css';
import { type Component, mount } from 'svelte';
import { startLanguage } from '../i18n/index.svelte.js';
import { startLetters } from './letters.js';
import { startRouter } from './router.svelte.js';

interface Beginning {
  /** Whether a path is one of the application's pages. */
  opens: (path: string) => boolean;
  words: Parameters<typeof startLanguage>[0];
  english: Parameters<typeof startLanguage>[1];
}

/** Draws an application into the one page that the server sent. */
export async function start(app: Component, { opens, words, english }: Beginning): Promise<void> {
  startRouter(opens);
  startLetters();
  await startLanguage(words, english);
  const target = document.getElementById('app');
  if (!target) throw new Error('index.html has no place for the application');
  mount(app, { target });
}
