export { comeToRest } from './come-to-rest.js';
export { Scheduler } from './scheduler.js';
