import 'reflect-metadata';
import type { MessagePort } from 'node:worker_threads';
import { openReadOnly } from '../../platform/database/index.js';
import { jobOfThisThread } from '../../platform/threads/index.js';
import { preview } from './preview.js';
import type { PreviewJob, PreviewPiece } from './preview-job.js';

/**
 * Replays a week beside the event loop (decision 19), on a connection of its own. It works only when asked: each message from
 * the server is answered with one line.
 */
async function serve(port: MessagePort, { database, request }: PreviewJob): Promise<void> {
  const open = await openReadOnly(database);
  const lines = preview(open.reader, request);
  port.on('message', () => {
    void (async () => {
      const next = await lines.next();
      const piece: PreviewPiece = { text: next.done ? null : `${JSON.stringify(next.value)}\n` };
      port.postMessage(piece);
      if (!next.done) return;
      await open.close();
      port.close();
    })();
  });
}

const { port, job } = jobOfThisThread<PreviewJob>();
await serve(port, job);
