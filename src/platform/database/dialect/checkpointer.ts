import { Worker } from 'node:worker_threads';
import { builtScript } from '../../threads/index.js';
import type { PauseWrites } from './dialect.js';

/** Pages in the log, and how many of them the database has. */
export interface Checkpoint {
  log: number;
  checkpointed: number;
}

/** 64 MB. The nation writes as much in a minute; each look-up of a page goes through an index of all that is in the log. */
const LONGEST_LOG_PAGES = 16_384;
/** 4 MB, some ms of a disk. More is left while an export reads what is older, and no pause would help against that. */
const MOST_LEFT_PAGES = 1_024;

/** Copies the write-ahead log into the database from a thread of its own, and sees to it that the log is started over. */
export class Checkpointer {
  private readonly worker: Worker;
  private finishing = false;

  /** @throws Error when the server was not built */
  constructor(
    file: string,
    private readonly pause: () => PauseWrites | null,
  ) {
    const script = new URL('./checkpoint.worker.js', import.meta.url);
    this.worker = new Worker(builtScript(script), { workerData: { file } });
    this.worker.on('message', (seen: Checkpoint) => this.look(seen));
    this.worker.unref();
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  /** Nearly all was copied just now: what is left takes some ms, in which nobody writes and the event loop goes on. */
  private look({ log, checkpointed }: Checkpoint): void {
    const pause = this.pause();
    if (this.finishing || !pause || log < LONGEST_LOG_PAGES || log - checkpointed > MOST_LEFT_PAGES) return;
    this.finishing = true;
    void pause(() => this.finish()).finally(() => (this.finishing = false));
  }

  private finish(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.worker.off('message', done).off('exit', done);
        resolve();
      };
      this.worker.on('message', done).on('exit', done);
      this.worker.postMessage('finish');
    });
  }
}
