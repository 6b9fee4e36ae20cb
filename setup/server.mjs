/** The server as `npm start` and `npm run demo` run it. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.mjs';

/**
 * Starts the server; resolves when it listens, with the child, the address for programs of this machine, and what it said to
 * people (its address, and the one-time link while nobody can sign in). Resolves to null when it ended instead.
 */
export async function startServer(root, dataDir, env) {
  mkdirSync(dataDir, { recursive: true });
  // That of the last run.
  rmSync(join(dataDir, 'address'), { force: true });
  const log = join(dataDir, 'server.log');
  const server = new Child({ vi: 'Máy chủ', en: 'the server' }, join(root, 'dist/src/main.js'), [], {
    env: { ...env, TRUCBAN_DATA_DIR: dataDir },
    log,
    say: (line, isError) => {
      if (line.startsWith('{')) sayTrouble(line);
      else if (isError) console.error(line);
    },
  });
  const greeted = new Promise((resolve) => {
    server.process.once('message', ({ greeting }) => resolve(greeting));
  });
  const greeting = await Promise.race([greeted, server.endedByItself().then(() => null)]);
  if (greeting === null) return null;
  return { server, log, greeting, url: localAddress(readFileSync(join(dataDir, 'address'), 'utf8').trim()) };
}

/** The log is for machines; what went wrong is for whoever looks at the terminal. */
function sayTrouble(line) {
  try {
    const { level, message } = JSON.parse(line);
    if (['warn', 'error', 'fatal'].includes(level)) console.error(`máy chủ / server ${level}: ${message}`);
  } catch {
    console.error(line);
  }
}

/** An address to listen on at every interface is no address to go to. */
function localAddress(text) {
  const url = new URL(text);
  if (['0.0.0.0', '[::]'].includes(url.hostname)) url.hostname = '127.0.0.1';
  return url.origin;
}
