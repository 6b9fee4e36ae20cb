import { start } from './app/start.js';
import App from './app/app.svelte';
import { matchRoute } from './app/routes.js';
import { startTheme } from './app/theme.svelte.js';
import { vi } from './i18n/vi.js';

startTheme();
await start(App, {
  opens: (path) => matchRoute(path) !== null,
  words: vi,
  english: async () => (await import('./i18n/en.js')).en,
});
