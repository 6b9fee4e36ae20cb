/**
 * The only source of time on the server. Everything that judges takes `now` as an argument; services read it here once
 * per operation. Tests use a clock that stands still until it is moved.
 */
export abstract class Clock {
  /** Epoch milliseconds. */
  abstract now(): number;

  /** Milliseconds since some moment, which go on evenly whatever is done to the clock on the wall. */
  abstract steady(): number;

  /** How much of `now()` passes in one real millisecond: 1, except in the demo, whose day is squeezed. */
  get speed(): number {
    return 1;
  }

  /**
   * What `now()` was `realMs` ago. For what is about the server or a person at the desk, not about PCs: a stall of this
   * process, a session that nobody uses.
   */
  ago(realMs: number): number {
    return this.now() - realMs;
  }

  /** Calls `task` once after `delayMs` of real time; the returned function cancels it. Never keeps the process alive. */
  abstract after(delayMs: number, task: () => void): () => void;
  /** Calls `task` every `periodMs` of real time until the returned function is called. Never keeps the process alive. */
  abstract every(periodMs: number, task: () => void): () => void;
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  steady(): number {
    return performance.now();
  }

  after(delayMs: number, task: () => void): () => void {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  }

  every(periodMs: number, task: () => void): () => void {
    const timer = setInterval(task, periodMs);
    timer.unref();
    return () => clearInterval(timer);
  }
}
