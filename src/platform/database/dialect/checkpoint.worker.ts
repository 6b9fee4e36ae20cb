import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/**
 * Moves WAL pages into the database beside the event loop (decision 19). PASSIVE never waits for and never stops the
 * writer; once the WAL is wholly copied the writer starts it over, so it does not grow for ever.
 */
const { file } = workerData as { file: string };
const PERIOD_MS = 2_000;
const db = new Database(file);
// eslint-disable-next-line no-restricted-globals -- a thread of its own, which no test clock moves
setInterval(() => db.pragma('wal_checkpoint(PASSIVE)'), PERIOD_MS);
