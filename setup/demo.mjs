/**
 * `npm run demo`: a server with a database of its own under data/demo, and a simulated province (demo/) that speaks to it as
 * real agents do and lives through working days. The server's clock is the simulated one.
 *
 *     npm run demo -- --speed 40         so many times as fast as real time (1 to 240); 40 tells a day in a quarter of an hour
 *     npm run demo -- --communes 14      only so many of the province's communes (14 to 148)
 *     npm run demo -- --day 2026-11-23   the first day; the Monday of this week unless told
 *     npm run demo -- --from 07:15       when the first day begins; what would have happened before is left out
 *     npm run demo -- --once             one day, then ends; fails when the tickets are not those of the script
 *     npm run demo -- --keep             goes on with the database of the last time, on the day after its last
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build.mjs';
import { Child, onStop, trucban } from './child.mjs';
import { startServer } from './server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dataDir = resolve(process.env.TRUCBAN_DATA_DIR || 'data', 'demo');
const marker = join(dataDir, 'people.json');
/**
 * Agents beat no more often than this in real time: a province of a thousand PCs is then a few hundred reports a second. But so
 * often on the simulated clock that a silence is told of before the script ends it.
 */
const BEAT_REAL_SECONDS = 3;
const LONGEST_BEAT_SECONDS = 540;
const { once, keep, speed, communes, day, from } = readOptions();

buildIfNeeded(root);
const people = prepareFolder();
/** No real database, no real mail, the province of the script, and a clock that begins in the night before its first day. */
const env = {
  TRUCBAN_DATA_DIR: dataDir,
  TRUCBAN_DATABASE_URL: '',
  TRUCBAN_SMTP_URL: '',
  TRUCBAN_IMAP_URL: '',
  TRUCBAN_PUBLIC_URL: '',
  TRUCBAN_PROVINCE: '25',
  // The systems of the demo are invented: there is nothing to try.
  TRUCBAN_SERVER_PROBE: 'off',
  TRUCBAN_CLOCK: `${firstDay()}T00:05+07:00x${speed}`,
};

const children = [];
onStop(
  () => stop(0),
  () => children,
);
if ((await trucban(root, ['apply', '-'], { env, input: settings() })) === null) process.exit(1);

const started = await startServer(root, dataDir, env);
if (!started) process.exit(1);
const { server, greeting, url } = started;
children.push(server);
void server.endedByItself().then((how) => endedAlone('Máy chủ / the server', how));
await startSimulation();

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        speed: { type: 'string', default: '40' },
        communes: { type: 'string', default: '148' },
        day: { type: 'string' },
        from: { type: 'string', default: '07:15' },
        once: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    });
    const [speed, communes] = [Number(values.speed), Number(values.communes)];
    const faults = [
      [isWhole(speed, 1, 240), '--speed: số nguyên từ 1 đến 240 / a whole number from 1 to 240'],
      [isWhole(communes, 14, 148), '--communes: số nguyên từ 14 đến 148 / a whole number from 14 to 148'],
      [values.day === undefined || isDate(values.day), '--day: ngày như / a date such as 2026-11-23'],
      [
        /^(0[0-9]|1[0-6]):[0-5]\d$/.test(values.from),
        '--from: giờ trước 17:00, như / before 17:00, such as 07:15',
      ],
    ];
    const wrong = faults.filter(([isRight]) => !isRight).map(([, remedy]) => remedy);
    if (wrong.length === 0) return { ...values, speed, communes };
    console.error(wrong.join('\n'));
  } catch (error) {
    console.error(
      `${error.message}\nnpm run demo -- [--speed 1…240] [--communes 14…148] [--day 2026-11-23] [--from 07:15] [--once] [--keep]`,
    );
  }
  return process.exit(2);
}

function isWhole(number, least, most) {
  return Number.isInteger(number) && number >= least && number <= most;
}

function isDate(text) {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateAfter(text, 0) === text;
}

/** The day after the last of a database that is kept; else the one asked for, or the Monday of this week. */
function firstDay() {
  if (people.day !== undefined) return dateAfter(people.day, 1);
  if (day !== undefined) return day;
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return dateAfter(today, -sinceMonday);
}

function dateAfter(date, days) {
  const instant = Date.parse(`${date}T00:00:00Z`) + days * 86_400_000;
  return Number.isNaN(instant) ? '' : new Date(instant).toISOString().slice(0, 10);
}

/** A folder that some earlier demo did not make is not emptied. */
function prepareFolder() {
  if (keep && existsSync(marker)) return JSON.parse(readFileSync(marker, 'utf8'));
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) {
    if (!existsSync(marker)) {
      console.error(
        `${dataDir} không phải do bản thử tạo ra; hãy dời nó đi / was not made by the demo; move it away.`,
      );
      process.exit(1);
    }
    rmSync(dataDir, { recursive: true });
  }
  mkdirSync(dataDir, { recursive: true });
  const people = { quantri: newPassword(), kythuat: newPassword() };
  writeFileSync(marker, JSON.stringify(people), { mode: 0o600 });
  return people;
}

function newPassword() {
  return randomBytes(12).toString('base64url');
}

/**
 * As an administrator would type it. What the province waits for is what it always waits for, but never so short in real time
 * that a laptop which is busy for a second or two would be mistaken for PCs that have gone.
 */
function settings() {
  const atLeast = (seconds, realSeconds) => Math.max(seconds, Math.round(realSeconds * speed));
  const web = ['motcua', 'hotich', 'dichvucong', 'qlvb'];
  return [
    `policy set beat.seconds ${beatSeconds()}`,
    `policy set center.gatherSeconds ${Math.min(600, Math.round(beatSeconds() * 1.3))}`,
    `policy set center.silentWithinSeconds ${Math.max(180, beatSeconds() * 3)}`,
    `policy set web.slowAfterSeconds ${atLeast(300, 3)}`,
    `policy set web.gatherSeconds ${atLeast(20, 1)}`,
    `policy set recovery.holdSeconds ${atLeast(10, 0.3)}`,
    `policy set clock.skewSeconds ${atLeast(300, 12)}`,
    // A laptop that is busy is no server whose line is lost, and the nights between two demos are no outage.
    'policy set server.lineCenters 1000',
    'policy set server.blindSeconds 86400',
    // .test is nobody's: the simulated PCs only say what they would have seen there.
    ...web.map((id) => `program set ${id} url=https://${id}.demo.test/ tabHosts=${id}.demo.test`),
    ...[...web, 'vgca-sign', 'chrome'].map((id) => `program enable ${id}`),
  ].join('\n');
}

/** Of the simulated clock. */
function beatSeconds() {
  return Math.max(30, Math.min(LONGEST_BEAT_SECONDS, BEAT_REAL_SECONDS * speed));
}

async function startSimulation() {
  const setup = greeting.map((line) => /setup\?token=(\S+)/.exec(line)?.[1]).find(Boolean);
  const beatMs = (beatSeconds() * 1000) / speed;
  const args = ['--server', url, '--fleet', join(dataDir, 'fleet.json'), '--beat-ms', String(beatMs)];
  args.push('--communes', String(communes), '--from', from);
  const simulation = new Child(
    { vi: 'Mô phỏng', en: 'the simulation' },
    join(root, 'dist/demo/main.js'),
    once ? [...args, '--once'] : args,
    {
      env: {
        ...(setup ? { TRUCBAN_DEMO_SETUP: setup } : {}),
        TRUCBAN_DEMO_PASSWORD: people.quantri,
        TRUCBAN_DEMO_TECHNICIAN: people.kythuat,
      },
      log: join(dataDir, 'demo.log'),
      say: (line, isError) => (isError ? console.error(line) : console.log(line)),
    },
  );
  children.push(simulation);
  simulation.process.on('message', ({ ready, clockTo, inMs, day: begun }) => {
    if (ready) invite();
    if (clockTo && server.process.connected) server.process.send({ clockTo, inMs });
    if (begun) writeFileSync(marker, JSON.stringify({ ...people, day: begun }), { mode: 0o600 });
  });
  void simulation.endedByItself().then((how) => {
    if (once && ['0', '1'].includes(how)) void stop(Number(how));
    else endedAlone('Mô phỏng / the simulation', how);
  });
}

function invite() {
  console.log('');
  console.log(greeting[0]);
  console.log(`  Quản trị / administrator:  quantri   ${people.quantri}`);
  console.log(`  Kỹ thuật viên / technician: kythuat   ${people.kythuat}`);
  console.log('Dừng / stop: Ctrl-C');
  console.log('');
}

function endedAlone(what, how) {
  console.error(`${what} đã tự dừng / ended by itself (${how}). Nhật ký / log: ${dataDir}`);
  void stop(1);
}

async function stop(code) {
  console.log('\nĐang dừng / stopping …');
  for (const child of [...children].reverse()) await child.stop();
  process.exit(code);
}
