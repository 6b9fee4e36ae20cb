/**
 * `npm run bench ingest`: beats per second with durable answers, the server on core 0 and the load on core 1, and beside it
 * in the same run the floor (floor-server.mjs). One JSON line on stdout; progress on stderr. Build the server first.
 */
import Database from 'better-sqlite3';
import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  askable,
  cpuMs,
  end,
  endAll,
  folderFor,
  LOAD_CORE,
  machine,
  progress,
  residentMb,
  rounded,
  startFloor,
  startOn,
  startServer,
} from './processes.mjs';
import { seedDevices } from './seed.mjs';
import { walBytesPerBeat } from './wal.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const TMPFS = 0x01021994;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The load process as something that can be asked. */
function startLoad({ devicesFile, clients, changeShare }) {
  const args = [join(HERE, 'load.mjs'), devicesFile, String(clients), String(changeShare)];
  const child = startOn(LOAD_CORE, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let shown = 0;
  child.on('message', ({ refused, status }) => {
    if (refused !== undefined && shown++ < 3) progress(`refused: ${status} ${refused}`);
  });
  const ask = askable(child);
  return { child, ask };
}

/** Waits until the server has folded what it accepted, so that one run does not pay for another. Answers what waited. */
async function settled(databaseFile) {
  const db = new Database(databaseFile, { readonly: true });
  const count = db.prepare('SELECT COUNT(*) FROM outbox').pluck();
  const waiting = count.get();
  for (const deadline = Date.now() + 120_000; count.get() > 0; await pause(100)) {
    if (Date.now() > deadline)
      throw new Error(`${count.get()} events are still not folded after two minutes`);
  }
  db.close();
  return waiting;
}

/**
 * Every PC is heard twice: of a nation the first to be introduced counts as silent before the last one is, and what is measured
 * is beats, not returns.
 */
async function introduce(load, servers, databaseFile) {
  progress('introducing every PC…');
  for (let time = 0; time < 2; time++) {
    for (const { port } of servers) await load.ask({ order: 'introduce', port });
    await settled(databaseFile);
  }
}

async function measureAll({ load, server, floor, databaseFile, rounds, seconds }) {
  const runs = { server: [], floor: [] };
  for (let round = 0; round < rounds; round++) {
    const mine = await run(load, server, seconds, () => settled(databaseFile));
    const theirs = await run(load, floor, seconds);
    runs.server.push(mine);
    runs.floor.push(theirs);
    progress(
      `round ${round + 1}: server ${mine.perSecond.toFixed(0)}/s (p50 ${mine.p50Ms.toFixed(1)}, p99 ${mine.p99Ms.toFixed(1)} ms, ` +
        `${mine.errors} errors, ${mine.backlog} events left, ${mine.cpuUsPerBeat.toFixed(0)} us cpu), ` +
        `floor ${theirs.perSecond.toFixed(0)}/s (${theirs.cpuUsPerBeat.toFixed(0)} us cpu)`,
    );
  }
  return runs;
}

async function prepare(options) {
  const { folder, remove } = folderFor('bench', options.dir);
  if (statfsSync(folder).type === TMPFS) throw new Error(`${folder} is in memory: name a disk with --dir=…`);
  const databaseFile = join(folder, 'trucban.sqlite');
  const devicesFile = join(folder, 'devices.json');
  progress('migrating and enrolling…');
  await end((await startServer(folder)).child);
  seedDevices(databaseFile, devicesFile, options.devices);
  return { folder, remove, databaseFile, devicesFile };
}

export async function benchIngest(options) {
  const before = machine(options.dir ?? tmpdir());
  const { folder, remove, databaseFile, devicesFile } = await prepare(options);
  const floorFile = join(folder, 'floor.sqlite');
  try {
    const nodeOptions = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
    const server = await startServer(folder, { nodeOptions });
    const floor = await startFloor(floorFile, devicesFile);
    const load = startLoad({ devicesFile, ...options });
    await introduce(load, [server, floor], databaseFile);
    const runs = await measureAll({ load, server, floor, databaseFile, ...options });
    const rssMb = residentMb(server.child);
    const wal = await walPerBeat(load, server, databaseFile, options.seconds);
    const floorWal = await walPerBeat(load, floor, floorFile, options.seconds);
    for (const { child } of [load, server, floor]) await end(child);
    return summary({ runs, rssMb, wal, floorWal, options, machine: before });
  } finally {
    endAll();
    await remove();
  }
}

async function walPerBeat(load, { port }, file, seconds) {
  const running = load.ask({ order: 'measure', port, seconds: seconds + 2 });
  // Only then is something in the log that the reader can hold on to.
  await pause(1_000);
  const perBeat = await walBytesPerBeat(file, () => load.ask({ order: 'answered', port }), seconds * 1000);
  await running;
  return perBeat;
}

/** One measured run; `cpuMs` is what the server used for it, which other work on the machine does not change. */
async function run(load, { child, port }, seconds, settle = async () => 0) {
  const before = cpuMs(child);
  const figures = await load.ask({ order: 'measure', port, seconds });
  const backlog = await settle();
  return { ...figures, backlog, cpuUsPerBeat: ((cpuMs(child) - before) * 1000) / figures.beats };
}

function summary({ runs, rssMb, wal, floorWal, options, machine }) {
  const of = (list, key) => median(list.map((run) => run[key]));
  const beatsPerSecond = of(runs.server, 'perSecond');
  const floorBeatsPerSecond = of(runs.floor, 'perSecond');
  const sum = (key) => runs.server.reduce((total, run) => total + run[key], 0);
  return {
    bench: 'ingest',
    beatsPerSecond: rounded(beatsPerSecond, 0),
    floorBeatsPerSecond: rounded(floorBeatsPerSecond, 0),
    ratio: rounded(beatsPerSecond / floorBeatsPerSecond, 3),
    p50Ms: rounded(of(runs.server, 'p50Ms'), 2),
    p99Ms: rounded(of(runs.server, 'p99Ms'), 2),
    floorP99Ms: rounded(of(runs.floor, 'p99Ms'), 2),
    rssMb: rounded(rssMb),
    walBytesPerBeat: rounded(wal, 0),
    floorWalBytesPerBeat: rounded(floorWal, 0),
    cpuUsPerBeat: rounded(of(runs.server, 'cpuUsPerBeat')),
    floorCpuUsPerBeat: rounded(of(runs.floor, 'cpuUsPerBeat')),
    errors: sum('errors'),
    unfoldedAtEnd: Math.max(...runs.server.map(({ backlog }) => backlog)),
    changeShare: rounded(sum('changes') / sum('beats'), 4),
    runs: runs.server.map((run, index) => [
      rounded(run.perSecond, 0),
      rounded(runs.floor[index].perSecond, 0),
    ]),
    ...{
      clients: options.clients,
      devices: options.devices,
      secondsPerRun: options.seconds,
      bodyBytes: options.bodyBytes,
    },
    machine,
  };
}
