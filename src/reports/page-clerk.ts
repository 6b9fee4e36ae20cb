import type { Worker } from 'node:worker_threads';
import type { DatabasePlace } from '../platform/database/index.js';
import { startInBackground } from '../platform/threads/index.js';
import type { PageRequest, ReportPages } from './report-pages.js';
import type { ReportKind } from './domain/report-request.js';

export interface PageAsking {
  id: number;
  request: PageRequest;
}

export type PageAnswer = { id: number; page: ReportPages[ReportKind] } | { id: number; failure: string };

interface Waiting {
  resolve: (page: ReportPages[ReportKind]) => void;
  reject: (error: Error) => void;
}

/**
 * The thread that makes pages of tables. It starts with the first asking and stays, for its connection and what that has
 * read; one that died is replaced at the next asking.
 */
export class PageClerk {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor(private readonly place: DatabasePlace) {}

  /** Askings that have no answer yet. */
  get busy(): number {
    return this.waiting.size;
  }

  ask(request: PageRequest): Promise<ReportPages[ReportKind]> {
    const worker = (this.worker ??= this.start());
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, request } satisfies PageAsking);
    });
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = startInBackground(new URL('./page.worker.js', import.meta.url), this.place);
    worker.unref();
    worker.on('message', (answer: PageAnswer) => this.answered(answer));
    worker.on('error', (error) => this.gone(worker, error));
    worker.on('exit', (code) => this.gone(worker, new Error(`the report worker ended with ${code}`)));
    return worker;
  }

  private answered(answer: PageAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(new Error(answer.failure));
    else waiting?.resolve(answer.page);
  }

  private gone(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
