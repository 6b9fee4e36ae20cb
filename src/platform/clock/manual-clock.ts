import { Clock } from './clock.js';

interface Timer {
  due: number;
  periodMs: number | null;
  task: () => void;
}

/** A clock that stands still until it is moved. Timers fire while it passes them, in the order of their times. */
export class ManualClock extends Clock {
  private readonly timers = new Set<Timer>();
  /** By how much it was set, of all that it moved. */
  private jumped = 0;

  constructor(private instant: number) {
    super();
  }

  now(): number {
    return this.instant;
  }

  steady(): number {
    return this.instant - this.jumped;
  }

  after(delayMs: number, task: () => void): () => void {
    return this.add({ due: this.instant + delayMs, periodMs: null, task });
  }

  every(periodMs: number, task: () => void): () => void {
    return this.add({ due: this.instant + periodMs, periodMs, task });
  }

  advance(milliseconds: number): void {
    this.moveTo(this.instant + milliseconds);
  }

  /** Somebody sets it: the time did not pass. */
  jump(milliseconds: number): void {
    this.jumped += milliseconds;
    this.moveTo(this.instant + milliseconds);
  }

  /** Forward through every timer on the way; backwards it jumps, as a clock that is set back does. */
  moveTo(instant: number): void {
    for (let next = this.nextBefore(instant); next; next = this.nextBefore(instant)) {
      this.instant = Math.max(this.instant, next.due);
      if (next.periodMs === null) this.timers.delete(next);
      else next.due += next.periodMs;
      next.task();
    }
    this.instant = instant;
  }

  private nextBefore(instant: number): Timer | undefined {
    return [...this.timers].filter((timer) => timer.due <= instant).sort((a, b) => a.due - b.due)[0];
  }

  private add(timer: Timer): () => void {
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }
}
