export { AcceleratedClock } from './accelerated-clock.js';
export * from './clock.js';
export { ManualClock } from './manual-clock.js';
export { afterArrivals, nextTurn, turnWatch } from './next-turn.js';
export { stopwatch } from './stopwatch.js';
export { TimedOut, within } from './within.js';
