/**
 * `npm run demo`: a server with a database of its own under data/demo, and a simulated province (demo/) that speaks to it as
 * real agents do.
 *
 *     npm run demo -- --speed 3    three times as fast (0.5 to 5)
 *     npm run demo -- --once       ten minutes once, then ends; fails when the tickets are not those of the script
 *     npm run demo -- --keep       goes on with the database of the last time
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
const { once, keep, speed } = readOptions();

/** No real database, no real mail, and the province of the script. */
const env = {
  TRUCBAN_DATA_DIR: dataDir,
  TRUCBAN_DATABASE_URL: '',
  TRUCBAN_SMTP_URL: '',
  TRUCBAN_PROVINCE: '25',
  // The systems of the demo are invented: there is nothing to try.
  TRUCBAN_SERVER_PROBE: 'off',
};

const children = [];
onStop(
  () => stop(0),
  () => children,
);
buildIfNeeded(root);
const people = prepareFolder();
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
        speed: { type: 'string', default: '1' },
        once: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    });
    const speed = Number(values.speed);
    if (speed >= 0.5 && speed <= 5) return { ...values, speed };
    console.error('--speed: từ 0.5 đến 5 / from 0.5 to 5');
  } catch (error) {
    console.error(`${error.message}\nnpm run demo -- [--speed 0.5…5] [--once] [--keep]`);
  }
  return process.exit(2);
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

/** As an administrator would type it; waits are short because ten minutes must hold a whole day. */
function settings() {
  const seconds = (value, least) => Math.max(least, Math.round(value / speed));
  const web = ['motcua', 'hotich', 'dichvucong', 'qlvb'];
  return [
    `policy set beat.seconds ${seconds(10, 1)}`,
    'policy set presence.missedBeats 4',
    `policy set program.hungAfterSeconds ${seconds(20, 5)}`,
    `policy set program.missingAfterSeconds ${seconds(30, 5)}`,
    `policy set program.notListeningAfterSeconds ${seconds(20, 5)}`,
    `policy set web.unreachableAfterSeconds ${seconds(20, 3)}`,
    `policy set web.failingAfterSeconds ${seconds(20, 3)}`,
    `policy set web.slowAfterSeconds ${seconds(30, 3)}`,
    `policy set center.gatherSeconds ${seconds(15, 3)}`,
    `policy set web.gatherSeconds ${seconds(8, 2)}`,
    `policy set incident.narrowSeconds ${seconds(30, 5)}`,
    `policy set recovery.holdSeconds ${seconds(5, 1)}`,
    // The same fault in the next ten minutes is another ticket.
    `policy set incident.reopenSeconds ${seconds(120, 10)}`,
    // The demo must work at any hour, on holidays too.
    'calendar set T2-CN=00:00-24:00 LE=00:00-24:00',
    // .test is nobody's: the simulated PCs only say what they would have seen there.
    ...web.map((id) => `program set ${id} url=https://${id}.demo.test/ tabHosts=${id}.demo.test`),
    ...[...web, 'vgca-sign', 'chrome'].map((id) => `program enable ${id}`),
  ].join('\n');
}

async function startSimulation() {
  const setup = greeting.map((line) => /setup\?token=(\S+)/.exec(line)?.[1]).find(Boolean);
  const args = ['--server', url, '--fleet', join(dataDir, 'fleet.json'), '--speed', String(speed)];
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
  simulation.process.once('message', () => invite());
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
