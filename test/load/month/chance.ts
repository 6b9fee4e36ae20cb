import { seededRandom } from '../random.js';

/** Draws from one seed, so that the same month can be lived again. */
export class Chance {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  share(probability: number): boolean {
    return this.next() < probability;
  }

  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1));
  }

  /** An instant of [from, to) on a whole second. */
  second(from: number, to: number): number {
    return Math.floor(this.between(from, to) / 1_000) * 1_000;
  }

  of<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** How often something of a mean rate happens; the fraction is left to chance. */
  times(mean: number): number {
    return Math.floor(mean) + (this.share(mean % 1) ? 1 : 0);
  }
}
