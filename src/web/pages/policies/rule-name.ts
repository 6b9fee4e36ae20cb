import { isKey, t } from '../../i18n/index.svelte.js';

/** What people call a rule of detection. */
export function ruleName(rule: string): string {
  const key = `rule.${rule}`;
  return isKey(key) ? t(key) : rule;
}
