import { SystemClock } from './clock.js';

/** From the real instant `real` on it is `at`, and `speed` milliseconds pass in one. */
interface Stretch {
  real: number;
  at: number;
  speed: number;
}

/** Stretches that are remembered: what lies further back is asked for by nobody. */
const KEPT = 12;

/**
 * The clock of `npm run demo`: it begins at an instant of its own and runs `pace` times as fast. Timers still take real time:
 * they are about the patience of machines and people, which does not grow. Between two working days it can be made to hurry
 * without ever jumping, so that nothing takes a simulated night for a server that was blind.
 */
export class AcceleratedClock extends SystemClock {
  private stretches: Stretch[];

  constructor(
    from: number,
    private readonly pace: number,
    /** The true time, epoch ms. */
    private readonly real: () => number = Date.now,
  ) {
    super();
    this.stretches = [{ real: real(), at: from, speed: pace }];
  }

  override now(): number {
    return this.shown(this.real());
  }

  override get speed(): number {
    return this.stretchAt(this.real()).speed;
  }

  override ago(realMs: number): number {
    return this.shown(this.real() - realMs);
  }

  /** Reaches `instant` in `realMs`, then goes on at its own pace. An instant that has passed changes nothing. */
  hurryTo(instant: number, realMs: number): void {
    const real = this.real();
    const at = this.shown(real);
    if (instant <= at) return;
    const past = this.stretches.filter((stretch) => stretch.real <= real).slice(-KEPT);
    this.stretches = [
      ...past,
      { real, at, speed: (instant - at) / realMs },
      { real: real + realMs, at: instant, speed: this.pace },
    ];
  }

  private shown(real: number): number {
    const stretch = this.stretchAt(real);
    return Math.round(stretch.at + (real - stretch.real) * stretch.speed);
  }

  private stretchAt(real: number): Stretch {
    return this.stretches.findLast((stretch) => stretch.real <= real) ?? this.stretches[0]!;
  }
}
