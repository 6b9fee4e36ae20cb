import { t } from '../i18n/index.svelte.js';

/** What the browser's tab says: the page first, because tabs are narrow. */
export function titleOf(page: string): string {
  return `${page} · ${t('app.name')}`;
}
