/** Lets requests and timers that wait have their turn (decision 19): between the slices of long work. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
