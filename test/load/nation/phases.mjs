/** The phases that a nation lives through in the bench; each answers its part of the figures. */
import { setTimeout as pause } from 'node:timers/promises';
import { progress, rounded } from '../bench/processes.mjs';
import { benchIngest } from '../bench/ingest.mjs';
import { percentiles } from './figures.mjs';

const text = (value) => (value === null ? 'none' : rounded(value, 1));

/** An ordinary working morning: beats, changes, open boards, an export. */
export async function steady({ server, ask, cookie }, { minutes, changes, boards }) {
  await ask({ order: 'open', cookie, clients: boards, exports: true });
  await pause(3_000);
  const from = Date.now();
  await server.loop();
  const measuring = ask({ order: 'measure', seconds: minutes * 60, share: changes });
  await pause(minutes * 30_000);
  const pages = {
    board: await server.timed('/api/v1/board', cookie),
    search: await server.timed('/api/v1/search?q=xa%20quay%2017', cookie),
  };
  const run = await measuring;
  const loop = await server.loop();
  const { exports } = await ask({ order: 'closeBoards' });
  await server.settled();
  const tickets = await server.falseTickets(from, run.injected);
  const shown = percentiles(run.boards.latencies);
  progress(
    `  ${text(run.perSecond)} beats/s, ${run.errors} errors ${JSON.stringify(run.byFault)}, ${run.late} late, ${run.opened} connections opened; answer p50 ${text(run.p50Ms)}, p99 ${text(run.p99Ms)}, max ${text(run.maxMs)} ms\n` +
      `  event loop p50 ${text(loop.p50Ms)}, p99 ${text(loop.p99Ms)}, max ${text(loop.maxMs)} ms; memory ${text(server.rssMb())} MB\n` +
      `  ${run.changes} changes, ${run.faults} faults, ${tickets.opened} tickets, ${tickets.wrong} without a cause; change to browser p50 ${text(shown.p50Ms)}, p99 ${text(shown.p99Ms)} ms over ${run.boards.latencies.length}, ${run.boards.unseen} never seen\n` +
      `  boards: ${run.boards.messages} messages, ${text(run.boards.bytes / 1e6)} MB, ${run.boards.breaks} breaks; exports ${JSON.stringify(exports)}\n` +
      `  board opens in ${text(pages.board.medianMs)} ms (${pages.board.bytes} bytes), search ${text(pages.search.medianMs)} ms`,
  );
  return {
    beatsPerSecond: rounded(run.perSecond, 0),
    errors: run.errors,
    lateBeats: run.late,
    answerP50Ms: rounded(run.p50Ms, 2),
    answerP99Ms: rounded(run.p99Ms, 2),
    changeToBrowserP99Ms: shown.p99Ms === null ? null : rounded(shown.p99Ms, 0),
    changesNeverSeen: run.boards.unseen,
    eventLoopP99Ms: rounded(loop.p99Ms),
    eventLoopMaxMs: rounded(loop.maxMs),
    rssMb: rounded(server.rssMb()),
    walMb: server.walMb(),
    tickets: tickets.opened,
    falseTickets: tickets.wrong,
    boardClients: run.boards.clients,
    boardOpensMs: rounded(pages.board.medianMs),
    boardBytes: pages.board.bytes,
    searchMs: rounded(pages.search.medianMs),
    exports: exports?.files ?? 0,
  };
}

/** Monday 07:30: every PC is switched on, and has an inventory and certificates that the server does not know. */
export async function powerOn({ server, ask }, { stormSeconds, devices }) {
  await ask({ order: 'shutDown', seconds: Math.max(10, stormSeconds / 6) });
  await server.settled();
  const from = Date.now();
  await server.loop();
  const run = await ask({ order: 'powerOn', seconds: stormSeconds });
  await server.settled();
  const minutes = (Date.now() - from) / 60_000;
  const loop = await server.loop();
  const online = await server.count(`SELECT COUNT(*) FROM device_state WHERE presence = 'online'`);
  const tickets = await server.falseTickets(from, []);
  progress(
    `  all ${online} online with ${run.documents} lists after ${rounded(minutes, 2)} minutes (answered after ${rounded(run.minutes, 2)}); ${run.errors} errors ${JSON.stringify(run.byFault)}, ${run.late} beats late\n` +
      `  answer p50 ${text(run.p50Ms)}, p99 ${text(run.p99Ms)} ms; event loop p99 ${text(loop.p99Ms)}, max ${text(loop.maxMs)} ms; ${tickets.wrong} tickets without a cause`,
  );
  return {
    powerOnMinutes: rounded(minutes, 2),
    powerOnErrors: run.errors,
    powerOnLateBeats: run.late,
    powerOnMissing: devices - online,
    powerOnAnswerP99Ms: rounded(run.p99Ms, 1),
    powerOnEventLoopP99Ms: rounded(loop.p99Ms),
    powerOnFalseTickets: tickets.wrong,
  };
}

/** The server is gone; then it comes back, and with it every PC. */
export async function returned({ server, ask }, { goneSeconds, beat, devices }) {
  await server.stop();
  await pause(goneSeconds * 1000);
  const from = Date.now();
  await ask({ order: 'restart' });
  await server.start();
  for (let heard = 0; heard < devices; await pause(250)) {
    ({ heard } = await ask({ order: 'heardSince', milliseconds: Math.min(beat * 1000, Date.now() - from) }));
    if (Date.now() - from > 900_000) throw new Error(`only ${heard} PCs came back within 15 minutes`);
  }
  await server.settled();
  const minutes = (Date.now() - from) / 60_000;
  const { p99Ms, errors, byFault, late } = await ask({ order: 'figures' });
  const loop = await server.loop();
  // Whatever takes the silence for the PCs' own must have spoken by then.
  await pause(beat * 5_000);
  const tickets = await server.falseTickets(from - goneSeconds * 1000, []);
  progress(
    `  all back after ${rounded(minutes, 2)} minutes; answer p99 ${text(p99Ms)} ms, ${errors} errors ${JSON.stringify(byFault)}, ${late} beats late; event loop p99 ${text(loop.p99Ms)}, max ${text(loop.maxMs)} ms; ${tickets.wrong} tickets without a cause`,
  );
  return {
    returnMinutes: rounded(minutes, 2),
    returnErrors: errors,
    returnLateBeats: late,
    returnAnswerP99Ms: rounded(p99Ms, 1),
    returnEventLoopP99Ms: rounded(loop.p99Ms),
    returnFalseTickets: tickets.wrong,
  };
}

/** How much more the server could take, beside the floor of `bench ingest` in the same run. */
export async function ceiling(_, { devices, ceilingSeconds, dir, bodyBytes }) {
  const { beatsPerSecond, floorBeatsPerSecond, ratio } = await benchIngest({
    ...{ devices, clients: 64, seconds: ceilingSeconds, rounds: 3, changeShare: 0.005, dir, bodyBytes },
  });
  return { ceilingBeatsPerSecond: beatsPerSecond, floorBeatsPerSecond, ceilingRatio: ratio };
}
