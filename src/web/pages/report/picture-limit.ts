import { t } from '../../i18n/index.svelte.js';

/** Said before a line is busy for minutes with what the server would not take. */
export const tooLarge = (mostBytes: number): string =>
  t('clerk.picture.tooLarge', { megabytes: mostBytes / 1024 / 1024 });
