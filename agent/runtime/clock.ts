import { uptime } from 'node:os';

export interface Timer {
  cancel(): void;
}

/** Every reading of time and every timer in the agent comes from here, so that tests can own both. */
export interface Clock {
  /** Epoch milliseconds by the PC's clock, which a person or a time server may move. */
  now(): number;
  /** Milliseconds that only run forward and stand still for nobody but sleep; for durations. */
  elapsed(): number;
  /** Milliseconds since the PC started, time asleep included. */
  uptime(): number;
  after(milliseconds: number, callback: () => void): Timer;
  /** Between 0 and 1; here because jitter belongs to timing and tests want it fixed. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  uptime: () => uptime() * 1000,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { cancel: () => clearTimeout(timer) };
  },
  random: () => Math.random(),
};

/** The rejection of `withDeadline`. */
export class DeadlineError extends Error {
  constructor(readonly milliseconds: number) {
    super(`no result after ${milliseconds} ms`);
  }
}

/** Rejects when `work` has no result in time. The work itself goes on: the caller has to end what it holds. */
export async function withDeadline<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: Timer | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = clock.after(milliseconds, () => reject(new DeadlineError(milliseconds)));
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    timer?.cancel();
  }
}
