/**
 * The simulated province of `npm run demo`: PCs that enrol and report through the server's own HTTP API, and people who live a
 * working day with them, one day after the other. Started by setup/demo.mjs, which also starts the server; the server's clock
 * follows the day's (docs/decisions/0010-a-demo-clock.md), as fast as `--speed` says or as this machine can play it.
 *
 *     catalogue (board) ─> join codes ─> enrolments ─> a day: ordinary life (timetable.ts), and the scenes of the script
 *     (morning.ts, afternoon.ts) ─> its tickets held against the script at 17:45 ─> night, in seconds ─> the next day
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dateOf, dayAfter, dayInWords, instantOf, isWorkingDay, timeOf } from './calendar.js';
import { DayClock } from './clock.js';
import { DemoPc, type Surroundings } from './demo-pc.js';
import { Desk } from './desk.js';
import { Line } from './line.js';
import { type DemoCenter, DIRECTOR, makeProvince } from './province.js';
import { CAST_COUNTERS, type Stage } from './scene.js';
import { SimulatedPc } from './simulated-pc.js';
import { livesDay } from './working-day.js';

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:8080' },
    fleet: { type: 'string', default: 'fleet.json' },
    communes: { type: 'string', default: '148' },
    from: { type: 'string', default: '07:15' },
    'beat-ms': { type: 'string', default: '30000' },
    once: { type: 'boolean', default: false },
  },
});

/** A night passes in so long, real time. */
const NIGHT_MS = 12_000;
/** The night before the first day, in which the PCs enrol. */
const FIRST_NIGHT_MS = 3_000;
const ENROL_AT_ONCE = 16;

/** What a later start with the same database needs. */
interface Fleet {
  bornAt: number;
  communes: number;
  tokens: Record<string, string>;
}

const clock = new DayClock(
  (clockTo, inMs) => process.send?.({ clockTo, inMs }),
  () =>
    say(
      'Máy này không theo kịp: ngày mô phỏng trôi chậm hơn. Nhẹ hơn: --communes ít hơn hoặc --speed nhỏ hơn',
      'this machine cannot keep up: the day goes by more slowly. Lighter: fewer --communes or a lower --speed',
    ),
);

function say(vi: string, en: string): void {
  console.log(`${timeOf(clock.now())}  ${vi}\n       ${en}`);
}

function signIn(): Promise<Desk> {
  return Desk.signIn(options.server, 'quantri', process.env['TRUCBAN_DEMO_PASSWORD'] ?? '');
}

async function openDesk(): Promise<Desk> {
  const { TRUCBAN_DEMO_SETUP: setup, TRUCBAN_DEMO_PASSWORD: password = '' } = process.env;
  const { TRUCBAN_DEMO_TECHNICIAN: technicianPassword = '' } = process.env;
  if (!setup) return signIn();
  const administrator = {
    login: 'quantri',
    name: 'Hà Thanh Trực',
    email: 'quantri@demo.test',
    password,
  };
  const desk = await Desk.setUp(options.server, setup, administrator);
  const technician = { login: 'kythuat', name: 'Bùi Minh Ban', role: 'technician' };
  await desk.addUser({ ...technician, email: 'kythuat@demo.test', password: technicianPassword });
  return desk;
}

async function enrolAll(desk: Desk, line: Line, centers: DemoCenter[], bornAt: number): Promise<Fleet> {
  const tokens: Record<string, string> = {};
  const waiting = [...centers];
  const enrolSome = async (): Promise<void> => {
    for (let center = waiting.shift(); center; center = waiting.shift()) {
      const code = await desk.joinCode(center.id, center.pcs.length);
      for (const facts of center.pcs) {
        const reply = await line.enrol(new SimulatedPc(facts, bornAt).enrolment(code));
        tokens[facts.hardware] = reply.token;
      }
    }
  };
  await Promise.all(Array.from({ length: ENROL_AT_ONCE }, enrolSome));
  return { bornAt, communes: centers.length, tokens };
}

function stageOf(centers: readonly DemoCenter[], fleet: Fleet, line: Line): Stage {
  let complaints = 0;
  const complain = (text: string): void => {
    // A server that stops would otherwise be complained about a thousand times.
    if ((complaints += 1) <= 5) console.error(text);
  };
  const around: Surroundings = { line, clock, beatMs: Number(options['beat-ms']), complain };
  const pcs = centers.map(({ name, pcs: facts }) =>
    facts.map((one) => {
      const pc = new SimulatedPc(one, clock.now());
      return new DemoPc(pc, name, fleet.tokens[one.hardware] ?? '', around);
    }),
  );
  const isCounter = ({ pc }: DemoPc): boolean => pc.facts.name.startsWith('Quầy ');
  const counters = pcs.map((center) => center.filter(isCounter));
  const everyone = pcs.flat();
  const directors = everyone.filter(({ pc }) => pc.facts.name === DIRECTOR);
  const needed = new Set([...counters.flatMap((center) => center.slice(0, CAST_COUNTERS)), ...directors]);
  return { centers: pcs, everyone, counters, needed };
}

async function live(): Promise<boolean> {
  await clock.start(options.server);
  const line = new Line(options.server);
  const desk = await openDesk();
  const { centers: catalogue } = await desk.board();
  const kept = existsSync(options.fleet) ? (JSON.parse(readFileSync(options.fleet, 'utf8')) as Fleet) : null;
  const bornAt = kept?.bornAt ?? Math.round(clock.now());
  const centers = makeProvince(catalogue, kept?.communes ?? Number(options.communes), bornAt);
  const fleet = kept ?? (await clock.during(enrolAll(desk, line, centers, bornAt)));
  writeFileSync(options.fleet, JSON.stringify(fleet), { mode: 0o600 });
  const stage = stageOf(centers, fleet, line);
  endWith(stage);
  say(
    `${stage.everyone.length} máy của ${centers.length} trung tâm đã ghi danh`,
    `${stage.everyone.length} PCs of ${centers.length} centers have enrolled`,
  );
  process.send?.({ ready: true });
  return goThroughDays(stage, kept !== null);
}

/** True when the server made of the day what was expected. Ends only with `--once`. */
async function goThroughDays(stage: Stage, isKept: boolean): Promise<boolean> {
  let date = dateOf(clock.now());
  let judged = isKept ? { date, at: clock.now() } : null;
  for (let day = 0; ; day++) {
    date = await nextWorkingDay(date);
    const begins = instantOf(date, day === 0 ? options.from : '07:10');
    await clock.hurryTo(begins, day === 0 ? FIRST_NIGHT_MS : NIGHT_MS);
    process.send?.({ day: date });
    const words = dayInWords(date);
    say(`── ${words.vi} ──`, words.en);
    const isAsScripted = await livesDay(stage, { date, day, clock, say }, { judged, signIn });
    if (options.once) return isAsScripted;
    judged = { date, at: clock.now() };
    await clock.until(instantOf(date, '18:05'));
    date = dayAfter(date);
  }
}

async function nextWorkingDay(from: string): Promise<string> {
  const desk = await signIn();
  for (let date = from; ; date = dayAfter(date)) {
    const holidays = await desk.holidays(date.slice(0, 4));
    if (isWorkingDay(date, holidays)) return date;
    const name = holidays.find((row) => row.date === date)?.name ?? '';
    const words = dayInWords(date);
    say(`${words.vi} ${name}: không làm việc`, `${words.en}: nobody works`);
  }
}

/** Asked to end, all PCs are shut down in order, as at the end of a day. */
function endWith(stage: Stage): void {
  const end = (): void => {
    void Promise.race([Promise.all(stage.everyone.map((pc) => pc.leave('shutdown'))), pause(4_000)]).then(
      () => process.exit(0),
    );
  };
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(event, end);
}

try {
  process.exit((await live()) ? 0 : 1);
} catch (error) {
  console.error(
    `Mô phỏng dừng lại / the simulation stops: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
