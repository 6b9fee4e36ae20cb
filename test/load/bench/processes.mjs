/** Starting, watching and ending the processes of a bench, each on a core of its own. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
export const DIST = join(HERE, '../../../dist/src');
export const SERVER_CORE = '0';
export const LOAD_CORE = '1';

export const progress = (text) => console.error(text);
export const rounded = (number, digits = 1) => Number(number.toFixed(digits));

/** Everything that is started, so that nothing outlives the bench. */
const children = new Set();

export function startOn(core, args, options) {
  const child = spawn('taskset', ['-c', core, process.execPath, ...args], options);
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

export function endAll() {
  for (const child of children) child.kill('SIGKILL');
}

/** What must be undone when the bench ends, however it ends: Ctrl-C as well. */
const undone = new Set();

/** Remembers `undo` until it is called through the function that is returned; it runs once. */
export function atEnd(undo) {
  undone.add(undo);
  return async () => {
    if (undone.delete(undo)) await undo();
  };
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, async () => {
    progress('ended by hand');
    endAll();
    await Promise.allSettled([...undone].map((undo) => undo()));
    process.exit(code);
  });
}

/** A folder for data that is gone when the bench is. */
export function folderFor(name, parent = tmpdir()) {
  const folder = mkdtempSync(join(parent, `trucban-${name}-`));
  return { folder, remove: atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })) };
}

/** As docs/operations.md runs a server. */
const SERVICE_OPTIONS = ['--min-semi-space-size=32', '--max-semi-space-size=32', '--max-old-space-size=1000'];

/** The built server on a folder of its own; `environment` may name a port, a province, another database. */
export async function startServer(dataDir, { nodeOptions = [], environment = {} } = {}) {
  const address = join(dataDir, 'address');
  rmSync(address, { force: true });
  const inherited = {
    ...process.env,
    TRUCBAN_PORT: '0',
    TRUCBAN_SERVER_PROBE: 'off',
    TRUCBAN_DATA_DIR: dataDir,
  };
  delete inherited.TRUCBAN_DATABASE_URL;
  const child = startOn(SERVER_CORE, [...SERVICE_OPTIONS, ...nodeOptions, join(DIST, 'main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...inherited, ...environment },
  });
  while (!existsSync(address) || !readFileSync(address, 'utf8').endsWith('\n')) {
    if (child.exitCode !== null) throw new Error('the server did not start');
    await pause(50);
  }
  return { child, port: Number(new URL(readFileSync(address, 'utf8').trim()).port) };
}

export async function startFloor(file, devicesFile) {
  const worker = join(DIST, 'platform/database/dialect/checkpoint.worker.js');
  const child = startOn(
    SERVER_CORE,
    [...SERVICE_OPTIONS, join(HERE, 'floor-server.mjs'), file, devicesFile, worker],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = await Promise.race([
    new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text).split('\n')))),
    new Promise((_, reject) => child.once('exit', () => reject(new Error('the floor server did not start')))),
  ]);
  return { child, port: Number(line.split(' ')[1]) };
}

/** Orders to a load process over its channel, each answered by its figures. */
export function askable(child) {
  const waiting = new Map();
  child.on('message', ({ id, figures, fault }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (fault === undefined) asked?.resolve(figures);
    else asked?.reject(new Error(fault));
  });
  child.once('exit', () => waiting.forEach(({ reject }) => reject(new Error('the load process ended'))));
  let last = 0;
  return (message) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      child.send({ id, ...message });
    });
}

/** The most memory that a process has held so far. */
export function residentMb({ pid }) {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line[1]) / 1024;
}

/** Processor time that a process has used so far, its threads included, ms. */
export function cpuMs({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  const TICK_MS = 10;
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** What the figures were measured on; `folder` holds the data. */
export function machine(folder) {
  return {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    kernel: release(),
    node: process.version,
    fileSystem: `0x${statfsSync(folder).type.toString(16)}`,
    loadAverage: rounded(loadavg()[0], 2),
  };
}
