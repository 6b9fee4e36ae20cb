/**
 * The floor: what a durable beat costs when nothing is checked. Fastify, JSON.parse, token digest looked up in a Map, the
 * journal line, synchronous=FULL, commits shared by setImmediate as the server does it. No validation, no routing of
 * responsibilities, no judgement, nothing folded.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

const [file, devicesFile, checkpointWorker] = process.argv.slice(2);
const digestOf = (token) => createHash('sha256').update(token).digest('hex');
const devices = new Map(
  JSON.parse(readFileSync(devicesFile, 'utf8')).map(({ token, deviceId }) => [digestOf(token), deviceId]),
);

const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('wal_autocheckpoint = 0');
db.exec(`CREATE TABLE beat_journal (id INTEGER PRIMARY KEY AUTOINCREMENT, device_id BIGINT NOT NULL, session INTEGER NOT NULL,
  instance TEXT NOT NULL, sequence BIGINT NOT NULL, received_at BIGINT NOT NULL, skew_ms BIGINT NOT NULL,
  cpu_percent INTEGER NOT NULL, memory_percent INTEGER NOT NULL)`);
new Worker(checkpointWorker, { workerData: { file } }).unref();

const insert =
  db.prepare(`INSERT INTO beat_journal (device_id, session, instance, sequence, received_at, skew_ms, cpu_percent,
  memory_percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
const commit = db.transaction((group) => {
  for (const { row } of group) insert.run(...row);
});
let waiting = [];

function write() {
  const group = waiting;
  waiting = [];
  commit.immediate(group);
  for (const { resolve } of group) resolve();
}

function durable(row) {
  return new Promise((resolve) => {
    if (waiting.push({ row, resolve }) === 1) setImmediate(write);
  });
}

const app = Fastify({ bodyLimit: 256 * 1024 });
app.removeAllContentTypeParsers();
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) =>
  done(null, JSON.parse(body)),
);
app.post('/api/agent/v1/reports', async (request, reply) => {
  const deviceId = devices.get(digestOf(request.headers.authorization.slice('Bearer '.length)));
  if (deviceId === undefined) return reply.code(401).send({ error: { code: 'TOKEN_UNKNOWN' } });
  const { agent, load, sentAt } = request.body;
  const now = Date.now();
  const { session, instance, sequence } = agent;
  await durable([
    ...[deviceId, session, instance, sequence, now, now - sentAt],
    ...[Math.round(load.cpuPercent), Math.round(load.memoryPercent)],
  ]);
  return reply.code(202).send({ v: 1, serverTime: now, nextBeatSeconds: 30, wants: [], policyVersion: 1 });
});
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`listening ${app.server.address().port}`);
