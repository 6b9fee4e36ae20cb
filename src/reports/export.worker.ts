import 'reflect-metadata';
import type { MessagePort } from 'node:worker_threads';
import { type DatabasePlace, openReadOnly } from '../platform/database/index.js';
import { jobOfThisThread } from '../platform/threads/index.js';
import { writeTable } from './export-tables.js';
import type { ExportAsking, ExportPiece } from './export-threads.js';

/**
 * Writes one table after the other beside the event loop (decision 19), on a connection of its own. It works only when asked:
 * each `next` is answered with one piece, so that a slow download holds no more than that in memory.
 */
async function serve(port: MessagePort, place: DatabasePlace): Promise<void> {
  const { reader } = await openReadOnly(place);
  let pieces: AsyncGenerator<string> | null = null;
  const answer = async (): Promise<void> => {
    const next = await pieces!.next();
    port.postMessage({ text: next.done ? null : next.value } satisfies ExportPiece);
  };
  port.on('message', (asked: ExportAsking) => {
    if (asked === 'next') void answer();
    else pieces = writeTable(reader, asked);
  });
}

const { port, job } = jobOfThisThread<DatabasePlace>();
await serve(port, job);
