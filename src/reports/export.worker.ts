import 'reflect-metadata';
import type { MessagePort } from 'node:worker_threads';
import { openReadOnly } from '../platform/database/index.js';
import { jobOfThisThread } from '../platform/threads/index.js';
import { type ExportJob, type ExportPiece } from './export-job.js';
import { writeTable } from './export-tables.js';

/**
 * Writes one table beside the event loop (decision 19), on a connection of its own. It works only when asked: each message
 * from the server is answered with one piece, so that a slow download holds no more than that in memory.
 */
async function serve(port: MessagePort, { database, request }: ExportJob): Promise<void> {
  const open = await openReadOnly(database);
  const pieces = writeTable(open.reader, request);
  port.on('message', () => {
    void (async () => {
      const next = await pieces.next();
      const piece: ExportPiece = { text: next.done ? null : next.value };
      port.postMessage(piece);
      if (!next.done) return;
      await open.close();
      port.close();
    })();
  });
}

const { port, job } = jobOfThisThread<ExportJob>();
await serve(port, job);
