/**
 * `npm run bench nation`: a simulator speaks the agents' API for every PC of the nation, 20 to a center, while boards are open
 * and an export runs. The server has core 0, the simulator core 1. One JSON line on stdout; progress on stderr.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  askable,
  atEnd,
  end,
  endAll,
  folderFor,
  LOAD_CORE,
  machine,
  progress,
  startOn,
} from '../bench/processes.mjs';
import { growth } from './growth.mjs';
import { ceiling, powerOn, returned, steady } from './phases.mjs';
import { seedNation } from './seed.mjs';
import { Server } from './server.mjs';
import { tlsCost } from './tls.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const PER_CENTER = 20;
/** What a server hears first of a PC is some 25 rows: PCs are enrolled over weeks, here faster, but not all in one beat. */
const FIRST_HEARD_PER_SECOND = 400;
const PHASES = {
  ...{ steady, storm: powerOn, return: returned, ceiling, growth },
  tls: (_, options) => tlsCost(options),
};
const LIVE = ['steady', 'storm', 'return'];

export const NATION_DEFAULTS = {
  devices: '66420',
  minutes: '5',
  phases: Object.keys(PHASES).join(','),
  beat: '30',
  changes: '0.01',
  boards: '50',
  kept: '16000',
  others: 'connect',
  stormSeconds: '300',
  goneSeconds: '600',
  communes: '148',
  database: 'sqlite',
};

export async function benchNation(options) {
  const { folder, remove } = folderFor('nation', options.dir);
  const before = machine(folder);
  const postgres = options.database === 'postgres' ? await startedPostgres() : null;
  try {
    const figures = await runPhases(folder, postgres?.url ?? null, options);
    return { bench: 'nation', ...figures, database: options.database, machine: before };
  } finally {
    endAll();
    await postgres?.stop();
    await remove();
  }
}

/** The tests' own PostgreSQL, but one that waits for its disk as a real one does. */
async function startedPostgres() {
  const { startPostgres } = await import('../../factories/postgres-server.mjs');
  const { url, stop } = await startPostgres({ durable: true });
  return { url, stop: atEnd(stop) };
}

async function runPhases(folder, databaseUrl, options) {
  const figures = { devices: options.devices };
  const live = LIVE.some((phase) => options.phases.includes(phase))
    ? await livePart(folder, databaseUrl, options)
    : null;
  Object.assign(figures, live?.about);
  for (const phase of Object.keys(PHASES)) {
    if (!options.phases.includes(phase)) continue;
    progress(`\n${phase}`);
    if (live && !LIVE.includes(phase)) await lay(live);
    Object.assign(figures, await PHASES[phase]({ ...live, databaseUrl }, options));
  }
  if (live) await lay(live);
  return figures;
}

/** The server with the nation's PCs enrolled, and the PCs. */
async function livePart(folder, databaseUrl, options) {
  const one = databaseUrl !== null || options.devices <= 168 * PER_CENTER;
  const nodeOptions = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const server = new Server({ folder, databaseUrl, province: one ? '25' : 'all', nodeOptions });
  progress('migrating and enrolling…');
  await server.start();
  await server.stop();
  server.workAroundTheClock();
  const store = server.store();
  const devicesFile = join(folder, 'devices.json');
  const { cookie, centers } = await seedNation(store, { ...options, devicesFile });
  await store.close();
  progress(connectionsText(options, centers));
  const about = { centers, kept: Math.min(options.kept, options.devices), others: options.others };
  return { about, server, cookie, ...(await liveFleet(server, devicesFile, options)) };
}

function connectionsText({ devices, kept, others }, centers) {
  const connecting = Math.max(0, devices - kept);
  const how = others === 'pool' ? 'come through a pool, as behind a reverse proxy' : 'connect for each beat';
  return (
    `${devices} PCs in ${centers} centers; a process may open 20,000 files here, so ` +
    `${Math.min(kept, devices)} PCs keep their connection and ${connecting} ${how}`
  );
}

/** Every PC beats, and what a server hears first of a PC is behind it. */
async function liveFleet(server, devicesFile, options) {
  await server.start();
  const args = [
    join(HERE, 'fleet.mjs'),
    devicesFile,
    String(options.kept),
    String(options.beat),
    options.others,
  ];
  const child = startOn(LOAD_CORE, ['--max-old-space-size=3000', ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ask = askable(child);
  progress('every PC is heard for the first time…');
  const seconds = Math.max(options.beat, options.devices / FIRST_HEARD_PER_SECOND);
  const { errors, byFault } = await ask({ order: 'begin', port: server.port, seconds });
  if (errors > 0) progress(`  ${errors} errors: ${JSON.stringify(byFault)}`);
  await server.settled();
  return { child, ask };
}

/** Ends the simulator and the server, once. */
async function lay(live) {
  if (live.ended) return;
  live.ended = true;
  await end(live.child);
  await live.server.stop();
}
