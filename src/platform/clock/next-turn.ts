/**
 * One turn of the event loop accepts few connections, however many wait (see http/acceptors.ts), so a single turn is not enough
 * to let others in. A turn in which nothing arrived takes some 5 us here, one that accepts a connection five times as long: a turn is
 * taken for empty when it is at most so many times as long as the shortest that this machine has shown.
 */
const EMPTY_IS_UP_TO = 3;
let shortestTurnMs = Infinity;
/** Work that gives way goes on after so long although more arrives: it may be what makes the arriving stop. */
const LONGEST_WAIT_MS = 25;

/** Calls `task` after a turn in which nothing arrived, at the latest after `longestMs`. */
export function afterArrivals(task: () => void, longestMs: number): void {
  const from = performance.now();
  let last = from;
  const look = (): void => {
    const now = performance.now();
    const turn = now - last;
    if (turn > 0) shortestTurnMs = Math.min(shortestTurnMs, turn);
    if (turn <= shortestTurnMs * EMPTY_IS_UP_TO || now - from >= longestMs) return task();
    last = now;
    setImmediate(look);
  };
  setImmediate(look);
}

/** Answers whether the event loop has turned since; asking ends the watch. */
export function turnWatch(): () => boolean {
  let turned = false;
  const look = setImmediate(() => (turned = true));
  return () => {
    clearImmediate(look);
    return turned;
  };
}

/** Lets requests and timers that wait have their turn (decision 19): between the slices of long work. Never longer than 25 ms. */
export function nextTurn(longestMs = LONGEST_WAIT_MS): Promise<void> {
  return new Promise((resolve) => afterArrivals(resolve, Math.min(longestMs, LONGEST_WAIT_MS)));
}
