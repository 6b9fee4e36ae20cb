/**
 * A labelled month: a province lives through a month from a seed, played through the real stages, and what they opened is
 * held against what really happened.
 *
 *     generate ── labels ───────────────────────────────────────────┐
 *        └── steps ─> Player ─> ingest ─> … ─> tickets (SQLite) ─> compare ─> figures
 *
 * Real: every report that says something new goes through the server's own validation, acceptance, group commit and all
 * stages after it; the database is a file; the clock is moved, never the data. Simplified, and said in the figures too:
 * no HTTP; beats that say nothing new are handed to the group commit without being validated again; PCs are enrolled by rows;
 * of several beats that nobody looks at in between only the youngest is handed over (watchfulness.ts); looks of the server that
 * can find nothing are left out; a beat of 60 s unless told, which the figures name; nobody works on the tickets; no mail server.
 */
import { cpus, totalmem } from 'node:os';
import { ManualClock } from '../../fakes/manual-clock.js';
import { compare, type Comparison } from './compare.js';
import { collect, evidenceOf, readable } from './collect.js';
import { generate } from './generate.js';
import { Player } from './play.js';
import { MonthServer } from './server.js';
import type { SimPc } from './sim-pc.js';
import { HOUR, type Cause, type Size } from './world.js';

export interface MonthOptions {
  seed: number;
  days: number;
  communes: number;
  devices: number;
  beat: number;
  dataDir: string;
  /** How many misses, false and doubled tickets are shown with their evidence. */
  misses: number;
}

/** Monday, 2/11/2026, midnight in Viet Nam: the month holds the holiday of 24/11. */
const START = Date.parse('2026-11-02T00:00:00+07:00');

const SIMPLIFIED = [
  'no HTTP: reports enter at the acceptance behind the controller',
  'beats that say nothing new go to the group commit without validation',
  'PCs are enrolled by rows; everybody keeps office hours',
  'of several beats that nobody looks at in between only the youngest is handed over, but for the minutes before anything happens; of each center one at least in 30 s',
  'the pulse comes every 15 s, beats are stored and the line judged every 30 s, other periodic work comes every 60 s and at every second at which a deadline falls',
  'nobody works on tickets; no mail is sent',
];

export async function benchMonth(
  options: MonthOptions,
  say: (text: string) => void,
): Promise<Record<string, unknown>> {
  const began = process.hrtime.bigint();
  const size: Size = { ...options, centers: options.communes, start: START };
  const server = new MonthServer(options.dataDir, new ManualClock(START));
  await server.start();
  try {
    const waits = await server.prepare(options.beat);
    const script = generate(size, waits);
    const pcs = await server.enrol(size, script.clockOff);
    say(`${script.causes.length} labels, ${script.steps.length} steps`);
    const played = await new Player(server, script, pcs, size, waits, say).play();
    if (!server.up) await server.start();
    const tickets = await collect(server.reader, pcs);
    const comparison = compare(script.causes, tickets, waits);
    await show(comparison, server, pcs, options.misses, say);
    const failed = await server.reader.row<{ n: number }>(
      'SELECT COUNT(*) AS n FROM outbox WHERE attempts > 0',
    );
    return {
      bench: 'month',
      ...{ seed: options.seed, days: options.days, centers: size.centers, devices: size.devices },
      ...comparison.figures,
      notCauses: script.causes.filter(({ expects }) => expects === 'nothing').length,
      ...{ beatSeconds: options.beat, policy: waits, failedEvents: failed?.n ?? 0, ...played },
      simplified:
        options.beat === 30
          ? SIMPLIFIED
          : [`a beat every ${options.beat} s by policy, not every 30 s`, ...SIMPLIFIED],
      wallSeconds: Math.round(Number((process.hrtime.bigint() - began) / 1_000_000n) / 1_000),
      machine: {
        cpus: cpus().length,
        cpu: cpus()[0]?.model,
        memoryGb: Math.round(totalmem() / 1e9),
        node: process.version,
      },
    };
  } finally {
    await server.stop();
  }
}

/** What went wrong, as JSON lines, with what the server had stored there. */
async function show(
  { openings, missed }: Comparison,
  server: MonthServer,
  pcs: readonly SimPc[],
  most: number,
  say: (text: string) => void,
): Promise<void> {
  const at = (places: Iterable<number>, from: number, until: number): Promise<object[]> =>
    Promise.all(
      [...places]
        .slice(0, 3)
        .map((pc) => evidenceOf(server.reader, pcs[pc]!.deviceId, from - HOUR, until + HOUR)),
    );
  for (const cause of spread(missed, most)) {
    say(JSON.stringify({ missed: brief(cause), evidence: await at(cause.pcs, cause.from, cause.until) }));
  }
  const wrong = openings.filter(({ cause }) => cause?.expects !== 'ticket');
  for (const { ticket, at: opened, again, cause } of spread(wrong, most)) {
    const { number, title, kind, thing } = ticket;
    const shown = readable({ number, title, kind, thing, opened, again });
    const label = cause && brief(cause);
    say(JSON.stringify({ unexpected: shown, label, evidence: await at(ticket.pcs, opened, opened) }));
  }
}

/** Some of each kind rather than many of the first. */
function spread<T extends Cause | Comparison['openings'][number]>(list: readonly T[], most: number): T[] {
  const taken = new Map<string, number>();
  return list.filter((one) => {
    const kind = 'ticket' in one ? `${one.ticket.kind}/${one.cause?.kind}` : one.kind;
    taken.set(kind, (taken.get(kind) ?? 0) + 1);
    return taken.get(kind)! <= most;
  });
}

function brief({ pcs, ...cause }: Cause): Record<string, unknown> {
  return { ...readable({ ...cause }), pcs: pcs.length > 5 ? `${pcs.length} PCs` : pcs };
}
