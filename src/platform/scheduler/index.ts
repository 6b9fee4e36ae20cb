export { comeToRest } from './come-to-rest.js';
export { Nightly, type NightlyRun } from './nightly.js';
export { Scheduler } from './scheduler.js';
