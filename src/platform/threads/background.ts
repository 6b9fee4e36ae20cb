import { type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { builtScript } from './built-script.js';

export interface BackgroundJob {
  /** The address of the module that does the work. */
  script: string;
  job: unknown;
}

/**
 * Runs the module `script` in a thread that gives way to the one that answers people and PCs.
 * @throws Error when the server was not built
 */
export function startInBackground(script: URL, job: unknown): Worker {
  const entry = builtScript(new URL('./background.worker.js', import.meta.url));
  builtScript(script);
  return new Worker(entry, { workerData: { script: script.href, job } satisfies BackgroundJob });
}

/** Called in such a thread: what it was started with, and whom it talks to. */
export function jobOfThisThread<T>(): { port: MessagePort; job: T } {
  if (!parentPort) throw new Error('this module runs as a thread in the background');
  return { port: parentPort, job: (workerData as BackgroundJob).job as T };
}
