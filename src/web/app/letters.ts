import { onFirstAnswer } from '../api/client.js';

const SEEN = 'trucban.letters';

/**
 * The project's own letters weigh more than the rest of a page. A browser that comes for the first time, perhaps over a slow line,
 * gets them after what its page is for, and reads in letters of its own until then; later they are in its cache.
 */
export function startLetters(): void {
  if (wereHere()) void load();
  else onFirstAnswer(() => void load());
}

async function load(): Promise<void> {
  await import('../styles/fonts.css');
  try {
    localStorage.setItem(SEEN, '1');
  } catch {
    // A browser that keeps nothing is one that comes for the first time, each time.
  }
}

function wereHere(): boolean {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return false;
  }
}
