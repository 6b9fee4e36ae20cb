import type { Clock, Timer } from '../clock.js';

interface Waiting {
  at: number;
  order: number;
  callback: () => void;
}

/** A clock that moves only when a test says so. `advance` runs due timers in order and lets promises settle between. */
export class ManualClock implements Clock {
  private ran = 0;
  private order = 0;
  private offset: number;
  private asleep = 0;
  private readonly waiting = new Set<Waiting>();

  constructor(
    start: number,
    private readonly fixedRandom = 0.5,
  ) {
    this.offset = start;
  }

  now(): number {
    return this.offset + this.ran + this.asleep;
  }

  elapsed(): number {
    return this.ran;
  }

  uptime(): number {
    return this.ran + this.asleep;
  }

  random(): number {
    return this.fixedRandom;
  }

  after(milliseconds: number, callback: () => void): Timer {
    const entry = { at: this.ran + milliseconds, order: this.order++, callback };
    this.waiting.add(entry);
    return { cancel: () => void this.waiting.delete(entry) };
  }

  /** Somebody sets the PC's clock. */
  setBack(milliseconds: number): void {
    this.offset -= milliseconds;
  }

  /** The PC sleeps: time passes, nothing runs. */
  sleep(milliseconds: number): void {
    this.asleep += milliseconds;
  }

  async advance(milliseconds: number): Promise<void> {
    const end = this.ran + milliseconds;
    for (;;) {
      await settle();
      const next = [...this.waiting].filter((entry) => entry.at <= end).sort(byTime)[0];
      if (!next) break;
      this.waiting.delete(next);
      this.ran = Math.max(this.ran, next.at);
      next.callback();
    }
    this.ran = end;
    await settle();
  }
}

function byTime(a: Waiting, b: Waiting): number {
  return a.at - b.at || a.order - b.order;
}

/** Lets every promise that can settle without I/O do so. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  await new Promise<void>((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
