import { maskPersonalNumbers } from '../../contracts/text/index.js';
import { type Text, verbatim } from '../../platform/i18n/index.js';

/** Words of a clerk, without the numbers that name a citizen. */
export function typedByClerk(text: string): Text {
  return verbatim(maskPersonalNumbers(text, ['identity', 'dossier', 'phone']));
}

/** Words of the desk. Phone numbers stay: those are of vendors and colleagues. */
export function typedAtDesk(text: string): Text {
  return verbatim(maskPersonalNumbers(text, ['identity', 'dossier']));
}
