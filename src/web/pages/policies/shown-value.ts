import type { PolicyChoice, Text } from '../../../contracts/api/index.js';
import { say, t } from '../../i18n/index.svelte.js';

/** A value with its unit, or by the name of what was chosen, as it stands in a sentence. */
export function shownValue(
  { unit, choices }: { unit: Text; choices: readonly PolicyChoice[] },
  value: string,
): string {
  const chosen = choices.find((choice) => choice.value === value);
  if (chosen) return say(chosen.name);
  return value === '' ? t('policies.empty') : `${value.replaceAll(',', ', ')}\u00a0${say(unit)}`.trim();
}
