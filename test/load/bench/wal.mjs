import Database from 'better-sqlite3';
import { closeSync, openSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const FRAME_BYTES = 4096 + 24;
/** Where the write-ahead index keeps the number of the last committed frame (SQLite file format, "WAL-Index Header"). */
const LAST_FRAME_AT = 16;

function lastFrame(shm) {
  const header = Buffer.alloc(LAST_FRAME_AT + 4);
  readSync(shm, header, 0, header.length, 0);
  return header.readUInt32LE(LAST_FRAME_AT);
}

/**
 * Bytes of log per beat while a load runs; `beats` counts the answers so far. A reader whose snapshot lies within the log
 * keeps it from being started over meanwhile, so that its end moves forward only.
 */
export async function walBytesPerBeat(databaseFile, beats, milliseconds) {
  // Open until the reader has ended: closing any descriptor of a file drops this process's locks on it, the reader's too.
  const shm = openSync(`${databaseFile}-shm`, 'r');
  const reader = new Database(databaseFile, { readonly: true });
  try {
    reader.exec('BEGIN');
    reader.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
    const from = { frame: lastFrame(shm), beats: await beats() };
    await pause(milliseconds);
    const to = { frame: lastFrame(shm), beats: await beats() };
    return ((to.frame - from.frame) * FRAME_BYTES) / (to.beats - from.beats);
  } finally {
    reader.close();
    closeSync(shm);
  }
}
