import { start } from './app/start.js';
import ClerkApp from './app/clerk-app.svelte';
import { matchClerkRoute } from './app/clerk-routes.js';
import { clerkWords } from './i18n/clerk-words.js';

// What main.ts is for the desk. Staff pages, their frame and their words stay where they are: a clerk comes over the slowest line.
await start(ClerkApp, {
  opens: (path) => matchClerkRoute(path) !== null,
  words: clerkWords,
  english: async () => (await import('./i18n/en-clerk-words.js')).clerkWords,
});
