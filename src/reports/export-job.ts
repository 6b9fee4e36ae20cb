import { Readable } from 'node:stream';
import type { DatabasePlace } from '../platform/database/index.js';
import { startInBackground } from '../platform/threads/index.js';
import type { ExportRequest } from './export-tables.js';

/** What the worker is started with. */
export interface ExportJob {
  database: DatabasePlace;
  request: ExportRequest;
}

/** Its answer to one asking; null: that was all. */
export interface ExportPiece {
  text: string | null;
}

/** A table as a stream that a worker writes. Destroying the stream ends the worker, wherever it is. */
export function workerStream(job: ExportJob): Readable {
  const worker = startInBackground(new URL('./export.worker.js', import.meta.url), job);
  const stream = new Readable({
    read: () => worker.postMessage('next'),
    destroy: (error, done) => {
      void worker.terminate().then(() => done(error));
    },
  });
  worker.on('message', ({ text }: ExportPiece) => stream.push(text));
  worker.on('error', (error) => stream.destroy(error));
  worker.on('exit', (code) => {
    if (code !== 0 && !stream.destroyed) stream.destroy(new Error(`the export worker ended with ${code}`));
  });
  return stream;
}
