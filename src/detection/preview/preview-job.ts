import { Readable } from 'node:stream';
import type { DatabasePlace } from '../../platform/database/index.js';
import { startInBackground } from '../../platform/threads/index.js';
import type { PreviewRequest } from './recorded.js';

/** What the worker is started with. */
export interface PreviewJob {
  database: DatabasePlace;
  request: PreviewRequest;
}

/** Its answer to one asking: a line of the answer; null: that was all. */
export interface PreviewPiece {
  text: string | null;
}

/** A preview as a stream that a worker writes. Destroying the stream ends the worker, wherever it is. */
export function workerStream(job: PreviewJob): Readable {
  const worker = startInBackground(new URL('./preview.worker.js', import.meta.url), job);
  const stream = new Readable({
    read: () => worker.postMessage('next'),
    destroy: (error, done) => {
      void worker.terminate().then(() => done(error));
    },
  });
  worker.on('message', ({ text }: PreviewPiece) => stream.push(text));
  worker.on('error', (error) => stream.destroy(error));
  worker.on('exit', (code) => {
    if (code !== 0 && !stream.destroyed) stream.destroy(new Error(`the preview worker ended with ${code}`));
  });
  return stream;
}
