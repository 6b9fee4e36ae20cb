import { Injectable } from '@nestjs/common';
import type { Worker } from 'node:worker_threads';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { startInBackground } from '../../platform/threads/index.js';
import type { IncomingMail } from './domain/incoming-mail.js';
import { readMail } from './read-mail.js';

export interface ReadAsking {
  source: Uint8Array;
}

/** Null: it cannot be read. */
export interface ReadAnswer {
  mail: IncomingMail | null;
}

/** A mail of 15 MB takes a second; one that takes longer than this was made for that. */
const PATIENCE_MS = 20_000;

/** Reads the mails of one round, each within its time. */
export interface MailReader {
  /** Null: it cannot be read, or not in time. */
  read(source: Buffer): Promise<IncomingMail | null>;
  close(): Promise<void>;
}

@Injectable()
export class MailReaders {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Starts nothing until there is something to read. */
  open(): MailReader {
    return this.config.exports === 'inline' ? new ReaderHere() : new ReaderInThread(this.clock);
  }
}

class ReaderHere implements MailReader {
  read(source: Buffer): Promise<IncomingMail | null> {
    return readMail(source).catch(() => null);
  }

  async close(): Promise<void> {}
}

class ReaderInThread implements MailReader {
  private worker: Worker | null = null;

  constructor(private readonly clock: Clock) {}

  async read(source: Buffer): Promise<IncomingMail | null> {
    this.worker ??= startInBackground(new URL('./read-mail.worker.js', import.meta.url), null);
    const mail = await this.answer(this.worker, source);
    if (mail === null) await this.close();
    return mail;
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private answer(worker: Worker, source: Buffer): Promise<IncomingMail | null> {
    return new Promise((resolve) => {
      const finish = (mail: IncomingMail | null): void => {
        stopWaiting();
        worker.removeAllListeners();
        // A thread that is ended in the middle of something has nothing more to say.
        worker.on('error', () => undefined);
        resolve(mail);
      };
      const stopWaiting = this.clock.after(PATIENCE_MS, () => finish(null));
      worker.on('message', ({ mail }: ReadAnswer) => finish(mail));
      worker.on('error', () => finish(null));
      worker.on('exit', () => finish(null));
      worker.postMessage({ source } satisfies ReadAsking);
    });
  }
}
