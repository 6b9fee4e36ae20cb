import { Readable } from 'node:stream';
import type { MessagePort, Worker } from 'node:worker_threads';
import type { Clock } from '../clock/index.js';
import { startInBackground } from './background.js';

/** What a thread is told: to begin what is requested, or to go on with it. A request is an object. */
type Asking<Request> = Request | 'next';

/** Its answer to each `next`; null: that was all. */
interface Piece {
  text: string | null;
}

/** A thread that has written all waits so long for another request: to start one takes half a second of the core. */
const IDLE_MS = 30_000;

/** Threads that write long texts piece by piece, each one text at a time. `script` calls `writeInThisThread`. */
export class WritingThreads<Request extends object> {
  private idle: Worker | null = null;
  private forgetIdle = (): void => undefined;

  constructor(
    private readonly script: URL,
    private readonly job: unknown,
    private readonly clock: Clock,
  ) {}

  /** A text as a stream that a thread writes, a piece each time the stream is read. Destroying it early ends the thread. */
  write(request: Request): Readable {
    const worker = this.take();
    let written = false;
    const stream = new Readable({
      read: () => worker.postMessage('next' satisfies Asking<Request>),
      destroy: (error, done) => {
        worker.removeAllListeners();
        void this.keep(worker, written && !error).then(() => done(error));
      },
    });
    worker.on('message', ({ text }: Piece) => {
      written = text === null;
      stream.push(text);
    });
    worker.on('error', (error) => stream.destroy(error));
    worker.on('exit', (code) => stream.destroy(new Error(`a thread in the background ended with ${code}`)));
    worker.postMessage(request satisfies Asking<Request>);
    return stream;
  }

  async stop(): Promise<void> {
    this.forgetIdle();
    await this.idle?.terminate();
  }

  private take(): Worker {
    const worker = this.idle ?? startInBackground(this.script, this.job);
    this.forgetIdle();
    this.idle = null;
    worker.removeAllListeners();
    worker.ref();
    return worker;
  }

  /** Resolves when the thread is kept or has ended. */
  private async keep(worker: Worker, useful: boolean): Promise<void> {
    // One that dies while nobody needs it is nobody's error, and not kept.
    worker.on('error', () => this.drop(worker)).on('exit', () => this.drop(worker));
    if (!useful || this.idle) {
      await worker.terminate();
      return;
    }
    this.idle = worker;
    worker.unref();
    this.forgetIdle = this.clock.after(IDLE_MS, () => {
      this.drop(worker);
      void worker.terminate();
    });
  }

  private drop(worker: Worker): void {
    if (this.idle === worker) this.idle = null;
  }
}

/** In the thread: writes one requested text after the other, a piece when asked, so that a slow reader holds no more in memory. */
export function writeInThisThread<Request extends object>(
  port: MessagePort,
  write: (request: Request) => AsyncGenerator<string>,
): void {
  let pieces: AsyncGenerator<string> | null = null;
  const answer = async (): Promise<void> => {
    const next = await pieces!.next();
    port.postMessage({ text: next.done ? null : next.value } satisfies Piece);
  };
  port.on('message', (asked: Asking<Request>) => {
    if (asked === 'next') void answer();
    else pieces = write(asked);
  });
}
