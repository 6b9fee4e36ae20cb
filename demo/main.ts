/**
 * The simulated province of `npm run demo`: 200 PCs that enrol and report through the server's own HTTP API, and ten
 * minutes of faults, again and again. Started by setup/demo.mjs, which also starts the server.
 *
 *     catalogue (board) ─> join codes ─> 200 enrolments ─> beats, and the scenes of day.ts ─> tickets held against them
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Stage } from './day.js';
import { DemoPc } from './demo-pc.js';
import { Desk } from './desk.js';
import { Line } from './line.js';
import { type DemoCenter, makeProvince } from './province.js';
import { differences, playRound } from './rounds.js';
import { SimulatedPc } from './simulated-pc.js';

const { values: options } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:8080' },
    fleet: { type: 'string', default: 'fleet.json' },
    speed: { type: 'string', default: '1' },
    once: { type: 'boolean', default: false },
  },
});
const speed = Number(options.speed);

/** What a later start with the same database needs. */
interface Fleet {
  bornAt: number;
  tokens: Record<string, string>;
}

function say(vi: string, en: string): void {
  const time = new Date().toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });
  console.log(`${time}  ${vi}\n          ${en}`);
}

async function openDesk(): Promise<Desk> {
  const { TRUCBAN_DEMO_SETUP: setup, TRUCBAN_DEMO_PASSWORD: password = '' } = process.env;
  const { TRUCBAN_DEMO_TECHNICIAN: technicianPassword = '' } = process.env;
  if (!setup) return Desk.signIn(options.server, 'quantri', password);
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
  for (const center of centers) {
    const code = await desk.joinCode(center.id, center.pcs.length);
    for (const facts of center.pcs) {
      const reply = await line.enrol(new SimulatedPc(facts, bornAt).enrolment(code));
      tokens[facts.hardware] = reply.token;
    }
  }
  return { bornAt, tokens };
}

function stageOf(centers: readonly DemoCenter[], fleet: Fleet, line: Line): Stage {
  let complaints = 0;
  const complain = (text: string): void => {
    // A server that stops would otherwise be complained about two hundred times.
    if ((complaints += 1) <= 5) console.error(text);
  };
  const pcs = centers.map(({ name, pcs: facts }) =>
    facts.map((one) => {
      const pc = new SimulatedPc(one, Date.now());
      return new DemoPc(pc, `${name} · ${one.name}`, fleet.tokens[one.hardware] ?? '', line, complain);
    }),
  );
  const isCounter = ({ pc }: DemoPc): boolean => pc.facts.name.startsWith('Quầy ');
  return { centers: pcs, everyone: pcs.flat(), counters: pcs.map((center) => center.filter(isCounter)) };
}

async function live(): Promise<boolean> {
  const line = new Line(options.server);
  const desk = await openDesk();
  const { centers: catalogue } = await desk.board();
  const kept = existsSync(options.fleet) ? (JSON.parse(readFileSync(options.fleet, 'utf8')) as Fleet) : null;
  const bornAt = kept?.bornAt ?? Date.now();
  const centers = makeProvince(catalogue, bornAt);
  const fleet = kept ?? (await enrolAll(desk, line, centers, bornAt));
  writeFileSync(options.fleet, JSON.stringify(fleet), { mode: 0o600 });
  const stage = stageOf(centers, fleet, line);
  endWith(stage);
  for (const pc of stage.everyone) pc.start();
  say(
    `${stage.everyone.length} máy của ${centers.length} trung tâm đã ghi danh và đang báo cáo`,
    `${stage.everyone.length} PCs of ${centers.length} centers have enrolled and report`,
  );
  process.send?.({ ready: true });
  return goThroughDays(stage, desk);
}

/** True when the server made of every round what was expected. Ends only with `--once`. */
async function goThroughDays(stage: Stage, desk: Desk): Promise<boolean> {
  // Every PC has reported, and certificates that end soon have their tickets.
  await pause(15_000);
  for (let round = 0; ; round++) {
    const since = Date.now();
    const found = differences(await playRound(stage, round, speed, say), await desk.tickets(), since);
    if (found.length === 0) say('✓ Phiếu hỗ trợ đúng như kịch bản', '✓ the tickets are those of the script');
    else
      say('✗ Phiếu hỗ trợ khác kịch bản', `✗ the tickets differ from the script:\n  ${found.join('\n  ')}`);
    if (options.once) return found.length === 0;
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
