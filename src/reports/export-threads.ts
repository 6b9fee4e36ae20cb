import { Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { Clock } from '../platform/clock/index.js';
import type { DatabasePlace } from '../platform/database/index.js';
import { startInBackground } from '../platform/threads/index.js';
import type { ExportRequest } from './export-tables.js';

/** What a thread is told: to begin a table, or to go on with it. */
export type ExportAsking = ExportRequest | 'next';

/** Its answer to each `next`; null: that was all. */
export interface ExportPiece {
  text: string | null;
}

/** A thread that has written its table waits so long for another: to start one takes half a second of the core. */
const IDLE_MS = 30_000;

/** The threads that write tables, one for each table that is being written. */
export class ExportThreads {
  private idle: Worker | null = null;
  private forgetIdle = (): void => undefined;

  constructor(
    private readonly place: DatabasePlace,
    private readonly clock: Clock,
  ) {}

  /** A table as a stream that a thread writes, a piece each time the stream is read. Destroying it early ends the thread. */
  write(request: ExportRequest): Readable {
    const worker = this.take();
    let written = false;
    const stream = new Readable({
      read: () => worker.postMessage('next' satisfies ExportAsking),
      destroy: (error, done) => {
        worker.removeAllListeners();
        this.keep(worker, written && !error);
        done(error);
      },
    });
    worker.on('message', ({ text }: ExportPiece) => {
      written = text === null;
      stream.push(text);
    });
    worker.on('error', (error) => stream.destroy(error));
    worker.on('exit', (code) => stream.destroy(new Error(`the export thread ended with ${code}`)));
    worker.postMessage(request satisfies ExportAsking);
    return stream;
  }

  async stop(): Promise<void> {
    this.forgetIdle();
    await this.idle?.terminate();
  }

  private take(): Worker {
    const worker = this.idle ?? startInBackground(new URL('./export.worker.js', import.meta.url), this.place);
    this.forgetIdle();
    this.idle = null;
    worker.removeAllListeners();
    worker.ref();
    return worker;
  }

  private keep(worker: Worker, useful: boolean): void {
    // One that dies while nobody needs it is nobody's error, and not kept.
    worker.on('error', () => this.drop(worker)).on('exit', () => this.drop(worker));
    if (!useful || this.idle) return void worker.terminate();
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
