import { workerData } from 'node:worker_threads';
import type { BackgroundJob } from './background.js';
import { lowerPriorityOfThisThread } from './lower-priority.js';

/**
 * Where every thread in the background begins. What its work needs is loaded after it gave way: the loading is half a second of
 * the processor, which an import at the top would take from those who wait for the server.
 */
lowerPriorityOfThisThread();
await import((workerData as BackgroundJob).script);
