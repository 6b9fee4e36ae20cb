/**
 * The PCs of a nation in one process on a core of its own: it speaks the agents' HTTP API and holds the open boards. It is not
 * the code under test and imports nothing of it. Orders come and figures go over the IPC channel.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Boards, Exporter } from './boards.mjs';
import { Connection } from './connection.mjs';
import { Figures } from './figures.mjs';
import { Pc } from './pc.mjs';
import { Wheel } from './wheel.mjs';

/** Among the changes: faults that open a ticket. The others are pages that begin or end to wait for a clerk. */
const FAULT_SHARE = 0.1;
const FAULT_LASTS_MS = 45_000;

const [devicesFile, mostKept, beatSeconds, others] = process.argv.slice(2);
const beatMs = Number(beatSeconds) * 1000;
const pcs = JSON.parse(readFileSync(devicesFile, 'utf8')).map((device) => new Pc(device, Date.now()));
const provinces = [...new Set(pcs.map(({ province }) => province))];
const boards = new Boards();
/** What a reverse proxy keeps open to the server behind it, as docs/operations.md has it. */
const MOST_POOLED = 1_024;
const pool = others === 'pool' ? [] : null;
/** This process may open 20,000 files. Beats that find no room count as late: the server has more waiting than it can answer. */
const MOST_WAITING = 3_000;
let waiting = 0;
const wheel = new Wheel((pc) => void beat(pc));
const broken = new Map();
let port = 0;
let kept = 0;
let figures = new Figures();
let exporter = null;
let injected = [];

/** One report and its answer; the PC's next beat is due a beat after this one was, whatever becomes of it. */
async function beat(pc) {
  if (!pc.away) wheel.put(pc, performance.now() + beatMs);
  if (pc.sending || (!pc.connection && kept >= Number(mostKept) && waiting >= MOST_WAITING)) {
    figures.late += 1;
    return;
  }
  await send(pc);
}

async function send(pc) {
  pc.sending = true;
  const from = performance.now();
  const counted = figures;
  const withLists = pc.wants.length > 0;
  const held = connectionOf(pc);
  const connection = held ?? pooled() ?? opened();
  const keep = held !== null || pool !== null;
  if (!held) waiting += 1;
  const { status, body } = await connection.send(port, pc.token, pc.report(Date.now()), keep);
  if (!held) {
    waiting -= 1;
    giveBack(connection);
  }
  pc.sending = false;
  counted.answered(status, body, performance.now() - from);
  if (status !== 202) return;
  pc.answeredAt = performance.now();
  if (withLists) counted.documents += 1;
  pc.wants = JSON.parse(body).wants;
  // An agent that is asked for its lists sends them at once: the worst case for the server.
  if (pc.wants.length > 0 && !pc.away) await send(pc);
}

/** Without a pool each beat has a connection of its own. */
function pooled() {
  for (let idle = pool?.pop(); idle; idle = pool.pop()) if (!idle.closed) return idle;
  return null;
}

function opened() {
  figures.opened += 1;
  return new Connection(port);
}

function giveBack(connection) {
  if (pool && pool.length < MOST_POOLED && !connection.closed) pool.push(connection);
  else connection.end();
}

/** The kept connection of a PC, opened when it is first needed; null for those that connect for each beat. */
function connectionOf(pc) {
  if (pc.connection && !pc.connection.closed) return pc.connection;
  if (pc.connection) kept -= 1;
  pc.connection = null;
  if (kept >= Number(mostKept)) return null;
  kept += 1;
  pc.connection = opened();
  return pc.connection;
}

/** `share` of the PCs change their state per minute; a change is reported at once, as agents do. */
async function change(seconds, share) {
  const everyMs = 60_000 / (pcs.length * share);
  const until = performance.now() + seconds * 1000;
  for (let due = performance.now(); due < until; due += everyMs) {
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    const pc = pcs[Math.floor(Math.random() * pcs.length)];
    if (pc.sending || pc.away || broken.has(pc.centerId)) continue;
    figures.changes += 1;
    if (figures.changes % Math.round(1 / FAULT_SHARE) === 0 && until - due > 5_000) breakDown(pc);
    else pc.turns(Date.now());
    void send(pc);
  }
}

/** At most one fault in a center, so that a board that shows one can be told which. */
function breakDown(pc) {
  pc.breaks(Date.now());
  broken.set(pc.centerId, pc);
  figures.faults += 1;
  injected.push(pc.deviceId);
  boards.expect(pc.centerId, pc.province);
  setTimeout(() => {
    boards.forget(pc.centerId);
    pc.recovers(Date.now());
    if (!pc.sending && !pc.away) void send(pc);
    // The ticket of a recovery takes its time; meanwhile nothing new begins in that center.
    setTimeout(() => broken.delete(pc.centerId), 60_000);
  }, FAULT_LASTS_MS);
}

function spread(overMs, each = () => undefined) {
  const from = performance.now();
  const order = pcs.map((_, index) => (index * 7_919) % pcs.length);
  pcs.forEach((pc, index) => wheel.put(pc, from + (order[index] / pcs.length) * overMs, each));
}

const orders = {
  /** The PCs are heard for the first time, evenly over `seconds`: a roll-out, not a storm. */
  async begin(details) {
    port = details.port;
    figures = new Figures();
    const { seconds } = details;
    spread(seconds * 1000);
    await pause(seconds * 1000 + beatMs);
    return figures.summary();
  },
  open: ({ cookie, clients, exports }) => {
    boards.open({ port, cookie, count: clients, provinces });
    exporter = exports ? new Exporter(port, cookie) : null;
    return {};
  },
  async measure({ seconds, share }) {
    boards.summary();
    figures = new Figures();
    injected = [];
    if (share > 0) await change(seconds, share);
    else await pause(seconds * 1000);
    const summary = figures.summary();
    // What was changed last has a moment to be seen.
    await pause(3_000);
    return { ...summary, kept, injected, boards: boards.summary() };
  },
  closeBoards: () => {
    boards.close();
    return { exports: exporter?.stop() ?? null };
  },
  /** The evening before: every PC says goodbye and is off. */
  async shutDown({ seconds }) {
    figures = new Figures();
    spread(seconds * 1000, (pc) => {
      pc.goodbye = 'shutdown';
      pc.away = true;
    });
    await pause(seconds * 1000 + 3_000);
    for (const pc of pcs) pc.connection?.end();
    return figures.summary();
  },
  /** All PCs are switched on within `seconds`, each with an inventory and certificates that the server does not have. */
  async powerOn({ seconds }) {
    figures = new Figures();
    const from = performance.now();
    spread(seconds * 1000, (pc) => {
      pc.boots(Date.now());
      pc.renewsDocuments();
    });
    await pause(seconds * 1000);
    while (figures.documents < pcs.length && performance.now() - from < seconds * 3_000) await pause(200);
    return { ...figures.summary(), minutes: (performance.now() - from) / 60_000 };
  },
  /** Figures of what happens while the orchestrator does something to the server; `progress` tells how many were answered. */
  restart: () => {
    figures = new Figures();
    injected = [];
    return {};
  },
  heardSince: ({ milliseconds }) => {
    const since = performance.now() - milliseconds;
    return { heard: pcs.filter(({ answeredAt }) => answeredAt >= since).length };
  },
  figures: () => ({ ...figures.summary(), boards: boards.summary() }),
};
process.on('message', async ({ id, order, ...details }) => {
  try {
    process.send({ id, figures: await orders[order](details) });
  } catch (error) {
    process.send({ id, fault: String(error?.stack ?? error) });
  }
});
process.on('disconnect', () => process.exit(0));
