import { Worker } from 'node:worker_threads';
import type { Goodbye } from '../../src/contracts/agent/index.js';
import { win32 } from '../windows/win32.js';
import {
  GOODBYE_SAID,
  PROCESS_ENDS,
  WAKE,
  type FromSessionWindow,
  type SessionWindowData,
} from './session-window.js';

/**
 * Calls back when the session ends, the PC goes to sleep, or somebody closes the agent.
 *
 * Windows tells only top-level windows, and goes on as soon as their procedure returns. So the window lives in a thread
 * of its own:
 *   1. its procedure posts the reason to this thread and waits;
 *   2. this thread sends the goodbye and wakes it when that is done;
 *   3. the procedure returns and Windows goes on. It never waits longer than Windows itself would bear.
 */
export function onWindowsGoodbye(callback: (reason: Goodbye) => Promise<void>): void {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('./session-window.worker.js', import.meta.url), {
    workerData: { shared } satisfies SessionWindowData,
    // It holds a window and no data: a small heap keeps it cheap on an old PC.
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  worker.unref();
  worker.on('error', (error) =>
    process.emitWarning(`the end of the session will not be noticed: ${error.message}`),
  );
  worker.on('message', (message: FromSessionWindow) => {
    if ('window' in message) endWithProcess(shared, message.window);
    else void callback(message.reason).finally(() => tellGoodbyeSaid(shared));
  });
}

function tellGoodbyeSaid(shared: Int32Array): void {
  Atomics.store(shared, GOODBYE_SAID, 1);
  Atomics.notify(shared, GOODBYE_SAID);
}

/**
 * The end of the process waits for its threads. V8 looks for the order to end only now and then in a loop of native
 * calls (half a minute was seen), so the thread is told in its own words.
 */
function endWithProcess(shared: Int32Array, window: bigint): void {
  process.on('exit', () => {
    tellGoodbyeSaid(shared);
    Atomics.store(shared, PROCESS_ENDS, 1);
    win32().user32.postMessage(window, WAKE, 0, 0);
  });
}
