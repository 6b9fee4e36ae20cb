/** Tells how long it has run, ms: how long work took, never when. */
export function stopwatch(): () => number {
  const from = performance.now();
  return () => performance.now() - from;
}
