/**
 * `npm run bench tickets`: lists, searches and the page of one ticket, asked one after the other over the API of a server that
 * holds the tickets of some years. The server has core 0. One JSON line on stdout; progress on stderr.
 */
import { atEnd, endAll, folderFor, machine, progress, rounded } from '../bench/processes.mjs';
import { percentiles } from '../nation/figures.mjs';
import { Server } from '../nation/server.mjs';
import { questionsOf } from './questions.mjs';
import { seedTickets } from './seed.mjs';

/** The first answers of a fresh server compile its code and fill its caches. */
const WARM_UP_ROUNDS = 3;

export async function benchTickets(options) {
  const { folder, remove } = folderFor('tickets', options.dir);
  const before = machine(folder);
  const postgres = options.database === 'postgres' ? await startedPostgres() : null;
  try {
    const figures = await measured(folder, postgres?.url ?? null, options);
    return {
      bench: 'tickets',
      database: options.database,
      tickets: options.tickets,
      ...figures,
      ...(postgres && { postgresBuffersMb: postgres.buffersMb }),
      machine: before,
    };
  } finally {
    endAll();
    await postgres?.stop();
    await remove();
  }
}

async function startedPostgres() {
  const { LARGE_BUFFERS_MB, startPostgres } = await import('../../factories/postgres-server.mjs');
  const { url, stop } = await startPostgres({ durable: true, buffersMb: LARGE_BUFFERS_MB });
  return { url, stop: atEnd(stop), buffersMb: LARGE_BUFFERS_MB };
}

async function measured(folder, databaseUrl, options) {
  const nodeOptions = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const server = new Server({ folder, databaseUrl, province: '25', nodeOptions });
  progress('migrating…');
  await server.start();
  await server.stop();
  const store = server.store();
  progress(`writing ${options.tickets} tickets…`);
  const from = performance.now();
  const people = await seedTickets(store, { ...options, now: Date.now() });
  const seedSeconds = Math.round((performance.now() - from) / 1000);
  const databaseMb = Math.round((await store.bytes()) / 1e6);
  await store.close();
  await server.start();
  const { kinds, loop } = await askAll(server, people, options);
  await server.stop();
  const about = { seed: options.seed, seedSeconds, databaseMb, rounds: options.rounds };
  return { ...summaryOf(kinds), ...about, loopMaxMs: rounded(loop.maxMs), questions: eachOf(kinds) };
}

/** Every question in turn, so that none profits from being asked twice running. */
async function askAll(server, people, { tickets, seed, rounds }) {
  const asked = questionsOf({ ...people, tickets, seed });
  const kinds = asked.map(({ kind, name }) => ({ kind, name, times: [], rows: 0 }));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    if (round === 0) await server.loop();
    for (const [at, question] of asked.entries()) {
      const { ms, rows } = await ask(server, question, round + WARM_UP_ROUNDS);
      if (round < 0) continue;
      kinds[at].times.push(ms);
      kinds[at].rows = rows;
    }
    if (round % 10 === 0) progress(`  round ${round}`);
  }
  return { kinds, loop: await server.loop() };
}

async function ask(server, { cookie, pathOf }, round) {
  const path = pathOf(round);
  const from = performance.now();
  const response = await fetch(server.url + path, { headers: { cookie, 'accept-encoding': 'identity' } });
  const body = await response.json();
  const ms = performance.now() - from;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
  return { ms, rows: body.total ?? body.tickets?.length ?? 1 };
}

/** `listP50Ms`, `listP99Ms`, … over all questions of a kind. */
function summaryOf(kinds) {
  return Object.fromEntries(
    ['list', 'search', 'page'].flatMap((kind) => {
      const times = kinds.filter((one) => one.kind === kind).flatMap((one) => one.times);
      const { p50Ms, p99Ms, maxMs } = percentiles(times);
      return [
        [`${kind}P50Ms`, rounded(p50Ms)],
        [`${kind}P99Ms`, rounded(p99Ms)],
        [`${kind}MaxMs`, rounded(maxMs)],
      ];
    }),
  );
}

/** Each question with what it found, so that a figure cannot be quick because nothing was there. */
function eachOf(kinds) {
  return kinds.map(({ kind, name, times, rows }) => {
    const { p50Ms, p99Ms } = percentiles(times);
    return { kind, name, found: rows, p50Ms: rounded(p50Ms), p99Ms: rounded(p99Ms) };
  });
}
