import type { BoardCenter, Tone } from '../../../contracts/api/index.js';
import { t } from '../../i18n/index.svelte.js';

/** As the server ranks them: what is off or not installed comes last, because nobody needs to act on it. */
export const TONES_WORST_FIRST: readonly Tone[] = [
  'widespread',
  'problem',
  'warning',
  'handled',
  'unknown',
  'ok',
  'off',
];

/** PCs of a center or a province that have ever been added. */
export function enrolledOf({ devices }: Pick<BoardCenter, 'devices'>): number {
  const { online, silent, off, stopped, never } = devices;
  return online + silent + off + stopped + never;
}

/** The word for a tone where centers are counted that may never have had a PC: nobody can say that they are switched off. */
export function wordOfMany(tone: Tone): string {
  return tone === 'off' ? t('board.offOrNotInstalled') : t(`tone.${tone}`);
}

/** The word for some centers of one tone: a center without any PC is not switched off, it is not installed yet. */
export function wordOf(tone: Tone, centers: readonly BoardCenter[]): string {
  if (tone !== 'off') return t(`tone.${tone}`);
  const bare = centers.filter((center) => enrolledOf(center) === 0).length;
  if (bare === 0) return t('tone.off');
  return bare === centers.length ? t('board.notInstalled') : t('board.offOrNotInstalled');
}
