import { SystemClock } from './clock.js';

/** From the real instant `real` on it goes from `at` to `to`, which it reaches after `lasts` real ms, and stands there. */
interface Stretch {
  real: number;
  at: number;
  to: number;
  lasts: number;
}

/** So long what it showed is known exactly; before that it is taken to have run at its pace. */
const KNOWN_MS = 60_000;

/**
 * The clock of `npm run demo`. It begins at an instant of its own and goes where whoever plays the day lets it go, little by
 * little, `speed` times as fast as real time: on a machine that cannot keep up the day takes longer, and its deadlines come no
 * earlier. It never jumps, also not over a night. Timers take real time: they are about the patience of machines and people.
 */
export class AcceleratedClock extends SystemClock {
  private stretches: Stretch[];

  constructor(
    from: number,
    private readonly pace: number,
    /** Some even time, ms. */
    private readonly real: () => number = () => performance.now(),
  ) {
    super();
    this.stretches = [{ real: real(), at: from, to: from, lasts: 0 }];
  }

  override now(): number {
    return this.shown(this.real());
  }

  override get speed(): number {
    return this.pace;
  }

  override ago(realMs: number): number {
    return this.shown(this.real() - realMs);
  }

  /** Goes on to `instant`, which it reaches in `realMs`. An instant that has passed changes nothing. */
  goTo(instant: number, realMs: number): void {
    const real = this.real();
    const at = this.shown(real);
    if (instant <= at) return;
    const known = this.stretches.findLastIndex((stretch) => stretch.real <= real - KNOWN_MS);
    this.stretches = this.stretches.slice(Math.max(0, known));
    this.stretches.push({ real, at, to: instant, lasts: realMs });
  }

  private shown(real: number): number {
    const stretch = this.stretches.findLast((one) => one.real <= real);
    const [first] = this.stretches;
    if (!stretch) return Math.round(first!.at - (first!.real - real) * this.pace);
    const part = stretch.lasts === 0 ? 1 : Math.min(1, (real - stretch.real) / stretch.lasts);
    return Math.round(stretch.at + (stretch.to - stretch.at) * part);
  }
}
