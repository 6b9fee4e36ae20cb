import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { Checkpoint } from './checkpointer.js';

/**
 * Moves WAL pages into the database beside the event loop (decision 19). PASSIVE never waits for and never stops the writer;
 * once the WAL is wholly copied the writer starts it over. A writer that never rests is always some pages ahead, so that the
 * log would grow for ever: each checkpoint is told to the server, which may let the writes pause and ask for another.
 */
const { file } = workerData as { file: string };
const PERIOD_MS = 2_000;
const db = new Database(file);

function checkpoint(): void {
  const [{ log, checkpointed }] = db.pragma('wal_checkpoint(PASSIVE)') as [Checkpoint];
  parentPort?.postMessage({ log, checkpointed });
}

// eslint-disable-next-line no-restricted-globals -- a thread of its own, which no test clock moves
setInterval(checkpoint, PERIOD_MS);
parentPort?.on('message', checkpoint);
