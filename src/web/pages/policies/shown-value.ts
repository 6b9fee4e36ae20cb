import type { Text } from '../../../contracts/api/index.js';
import { say, t } from '../../i18n/index.svelte.js';

/** A value with its unit, as it stands in a sentence. */
export function shownValue({ unit }: { unit: Text }, value: string): string {
  return value === '' ? t('policies.empty') : `${value.replaceAll(',', ', ')}\u00a0${say(unit)}`.trim();
}
