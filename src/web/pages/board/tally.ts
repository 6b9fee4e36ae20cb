import type { BoardView, Tone } from '../../../contracts/api/index.js';
import { enrolledOf, TONES_WORST_FIRST } from './tones.js';

export interface Tally {
  /** Centers of each tone. */
  tones: Record<Tone, number>;
  online: number;
  enrolled: number;
}

/** What a board counts: of the nation by its provinces, because only its worst centers are told. */
export function tally({ centers, provinces }: BoardView): Tally {
  const places = provinces.length > 0 ? provinces : centers;
  const tones = Object.fromEntries(
    TONES_WORST_FIRST.map((tone) => [
      tone,
      provinces.length > 0
        ? provinces.reduce((sum, province) => sum + province.tones[tone], 0)
        : centers.filter((center) => center.tone === tone).length,
    ]),
  ) as Record<Tone, number>;
  return {
    tones,
    online: places.reduce((sum, { devices }) => sum + devices.online, 0),
    enrolled: places.reduce((sum, place) => sum + enrolledOf(place), 0),
  };
}
