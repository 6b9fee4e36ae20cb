/**
 * A turn of the event loop in which nothing arrived takes some 5 us; one that accepts a connection takes 25 us at least, and
 * one turn accepts one connection (libuv since 1.45), however many wait. Hence a single turn is not enough to let others in.
 */
const EMPTY_TURN_MS = 0.015;
/** Work that gives way goes on after so long although more arrives: it may be what makes the arriving stop. */
const LONGEST_WAIT_MS = 25;

/** Calls `task` after a turn in which nothing arrived, at the latest after `longestMs`. */
export function afterArrivals(task: () => void, longestMs: number): void {
  const from = performance.now();
  let last = Infinity;
  const look = (): void => {
    const now = performance.now();
    if (now - last < EMPTY_TURN_MS || now - from >= longestMs) return task();
    last = now;
    setImmediate(look);
  };
  setImmediate(look);
}

/** Lets requests and timers that wait have their turn (decision 19): between the slices of long work. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => afterArrivals(resolve, LONGEST_WAIT_MS));
}
