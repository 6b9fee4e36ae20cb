import { nearest } from '../../inventory/index.js';

const MOST_LISTED = 14;
/** So few that all of them are worth naming beside what was probably meant. */
const FEW = 7;

/** The remedy of a word that is none: what was probably meant, else what there is. */
export function nearestWords(typed: string, known: readonly string[]): string {
  const near = nearest(typed, known);
  if (near.length > 0) {
    const all = known.length <= FEW ? ` (${known.join(', ')})` : '';
    return `did you mean ${near.map((word) => `"${word}"`).join(' or ')}?${all}`;
  }
  if (known.length === 0) return 'there is none';
  const listed = known.slice(0, MOST_LISTED).join(', ');
  return `use one of ${listed}${known.length > MOST_LISTED ? ', …' : ''}`;
}
