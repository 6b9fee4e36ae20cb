/**
 * What a day of a province leaves in the database. Two days are lived by the month's own driver (bench-month.ts says what is
 * real in it), the first to fill what is written once for each PC; what the second adds is the growth of a day.
 */
import { ManualClock } from '../../fakes/manual-clock.js';
import { generate, generateQuiet } from './generate.js';
import { Player } from './play.js';
import { MonthServer } from './server.js';
import { DAY, type Seen, type Size } from './world.js';

export interface GrowthOptions {
  seed: number;
  communes: number;
  devices: number;
  beat: number;
  dataDir: string;
  databaseUrl: string | null;
  /** Of every kind and at the rates of the labelled month; without, nothing goes wrong. */
  faults: boolean;
}

/** How the database is measured from beside: bytes that rows and indexes take. */
export interface Scales {
  bytes(): Promise<number>;
  byTable(): Promise<Record<string, number>>;
}

export interface Growth {
  /** After the first day. */
  startBytes: number;
  dayBytes: number;
  byTable: Record<string, number>;
  /** Of what the two days left, what stays when all of it is older than anything may get. */
  afterRetentionBytes: number;
  tickets: number;
}

/** Monday, 9/11/2026, midnight in Viet Nam: two ordinary working days follow. */
const START = Date.parse('2026-11-09T00:00:00+07:00');
const LONGER_THAN_ANYTHING_IS_KEPT = 3_000 * DAY;

/** With the month's own seven: the 12 programs and 6 probes of the bench's reports (bench/report-body.mjs). */
const MORE: readonly Pick<Seen, 'source' | 'thing'>[] = [
  ...['dichvucong', 'motcua-tuphap', 'lienthong', 'qlvb'].flatMap((thing) => [
    { source: 'tab' as const, thing },
    { source: 'probe' as const, thing },
  ]),
  { source: 'process', thing: 'chrome' },
  { source: 'process', thing: 'coccoc' },
  { source: 'window', thing: 'coccoc' },
];

export async function liveTwoDays(
  options: GrowthOptions,
  scales: Scales,
  say: (text: string) => void,
): Promise<Growth> {
  const size: Size = { ...options, centers: options.communes, days: 2, start: START };
  const server = new MonthServer(options.dataDir, new ManualClock(START), options.databaseUrl);
  await server.start();
  try {
    const waits = await server.prepare(options.beat);
    const script = options.faults ? generate(size, waits) : generateQuiet(size);
    const pcs = await server.enrol(size, script.clockOff);
    for (const pc of pcs) pc.more = MORE;
    const player = new Player(server, script, pcs, size, waits, say);
    await player.play(START + DAY);
    await server.tick();
    const before = { bytes: await scales.bytes(), byTable: await scales.byTable() };
    await player.play();
    await server.tick();
    const after = { bytes: await scales.bytes(), byTable: await scales.byTable() };
    const tickets = await server.reader.row<{ n: number }>('SELECT COUNT(*) AS n FROM ticket');
    server.clock.moveTo(START + LONGER_THAN_ANYTHING_IS_KEPT);
    await server.forget();
    return {
      startBytes: before.bytes,
      dayBytes: after.bytes - before.bytes,
      byTable: difference(before.byTable, after.byTable),
      afterRetentionBytes: await scales.bytes(),
      tickets: Number(tickets?.n ?? 0),
    };
  } finally {
    await server.stop();
  }
}

/** What grew, the largest first. */
function difference(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  const grown = Object.entries(after).map(([table, bytes]) => [table, bytes - (before[table] ?? 0)] as const);
  return Object.fromEntries(grown.filter(([, bytes]) => bytes > 0).sort((a, b) => b[1] - a[1]));
}
