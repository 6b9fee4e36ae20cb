import type { Text } from '../../platform/i18n/index.js';
import type { DarknessCause } from '../policies/center-silence.js';

const TITLES: Record<DarknessCause, Text> = {
  'power-or-line': {
    vi: 'Cả trung tâm mất kết nối: mất điện hoặc mất đường truyền',
    en: 'The whole center is silent: power or line lost',
  },
  power: { vi: 'Cả trung tâm mất kết nối: mất điện', en: 'The whole center is silent: power lost' },
  line: {
    vi: 'Cả trung tâm mất kết nối: mất đường truyền',
    en: 'The whole center is silent: line lost',
  },
};

/** The title of an incident about a whole center that fell silent. */
export function wordDarkness(cause: DarknessCause | null): Text {
  return TITLES[cause ?? 'power-or-line'];
}
