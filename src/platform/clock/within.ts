import type { Clock } from './clock.js';

/** What `within` throws when the time was over first. */
export class TimedOut extends Error {
  constructor() {
    super('the time was over');
    this.name = 'TimedOut';
  }
}

/** Does work that heeds `signal`, and ends it after `ms`. @throws TimedOut, and what the work throws by itself */
export async function within<T>(
  clock: Clock,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const cancel = clock.after(ms, () => ending.abort());
  try {
    return await work(ending.signal);
  } catch (error) {
    throw ending.signal.aborted ? new TimedOut() : error;
  } finally {
    cancel();
  }
}
