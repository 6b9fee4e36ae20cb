/**
 * `npm start`: the server, and an agent that reports this very machine to the center of Xã Lạc Lương.
 *
 *     build if needed ─> server listens ─> enrol this machine (once) ─> agent runs ─> address and first link, last
 *
 * Ctrl-C ends the agent, which says goodbye, and then the server.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { Child, onStop, trucban } from './child.mjs';
import { startServer } from './server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dataDir = resolve(process.env.TRUCBAN_DATA_DIR || 'data');
const agentState = join(dataDir, 'agent');
/** In another province, the first center of its list. */
const CENTER = (process.env.TRUCBAN_PROVINCE || '25') === '25' ? '05362' : '1';
/** So long the address waits for this machine to be on the first page. */
const LONGEST_FIRST_REPORT_MS = 15_000;

const children = [];
onStop(stop, () => children);
buildIfNeeded(root);

const started = await startServer(root, dataDir, {});
if (!started) process.exit(1);
const { server, greeting, log, url } = started;
children.push(server);
void server.endedByItself().then((how) => endedAlone(server, how, log));

if (await enrolled(url)) {
  children.push(await startAgent());
}
console.log('');
for (const line of greeting) console.log(line);
console.log('Dừng / stop: Ctrl-C');

/** True when this machine is a device that the server knows; enrols it when it is not. */
async function enrolled(server) {
  if (await isKnown(server)) return true;
  const said = await trucban(
    root,
    ['join-code', 'create', '--center', CENTER, '--uses', '1', '--hours', '1'],
    {
      env: { TRUCBAN_DATA_DIR: dataDir },
    },
  );
  const [, code, center] = /^(\S+)\s+\((.+)\)/.exec(said ?? '') ?? [];
  if (!code) return withoutAgent();
  mkdirSync(agentState, { recursive: true, mode: 0o700 });
  const options = ['--server', server, '--code', code, '--name', hostname().slice(0, 64)];
  const enrolment = agent(['enrol', ...options]);
  if ((await enrolment.ended) !== '0') return withoutAgent();
  console.log(`Máy này đã được ghi danh tại ${center} / this machine is enrolled there.`);
  return true;
}

function withoutAgent() {
  console.error('Máy này chưa được theo dõi; máy chủ vẫn chạy. Xem lý do ở trên.');
  console.error('This machine is not watched; the server goes on. The reason stands above.');
  return false;
}

/** Another database, such as PostgreSQL at the next start, does not know the token of this one. */
async function isKnown(server) {
  const file = join(agentState, 'agent.json');
  if (!existsSync(file)) return false;
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const headers = { authorization: `Bearer ${config.token}` };
  const answer = await fetch(`${server}/api/agent/v1/policy`, { headers });
  if (answer.status !== 200) return false;
  // The same server at another port than last time.
  if (config.server !== server) {
    writeFileSync(file, `${JSON.stringify({ ...config, server }, null, 2)}\n`, { mode: 0o600 });
  }
  return true;
}

/** Resolves when this machine has reported, or after a while. */
async function startAgent() {
  const began = Date.now();
  const running = agent(['run']);
  const file = join(dataDir, 'agent.log');
  const ended = running.endedByItself().then((how) => endedAlone(running, how, file));
  const hasReported = async () => {
    while (
      Date.now() < began + LONGEST_FIRST_REPORT_MS &&
      !isYounger(join(agentState, 'last-sent.json'), began)
    ) {
      await pause(100);
    }
  };
  await Promise.race([ended, hasReported()]);
  return running;
}

function isYounger(file, instant) {
  return existsSync(file) && statSync(file).mtimeMs >= instant;
}

function agent(args) {
  return new Child(
    { vi: 'Phần mềm giám sát của máy này', en: 'the agent of this machine' },
    join(root, 'dist/agent/main.js'),
    ['--state', agentState, ...args],
    {
      log: join(dataDir, 'agent.log'),
      say: (line, isError) => isError && console.error(`máy này / this machine: ${line}`),
    },
  );
}

/** Without the server nothing is left to do; without the agent the server still serves. */
function endedAlone(child, how, file) {
  console.error(`${child.name.vi} đã tự dừng (${how}). Nhật ký: ${file}`);
  console.error(`${child.name.en} ended by itself (${how}). Log: ${file}`);
  if (child !== server) {
    console.error('Máy chủ vẫn chạy; bật lại cả hai: Ctrl-C rồi npm start / restart both.');
    return;
  }
  process.exitCode = 1;
  void stop();
}

async function stop() {
  console.log('\nĐang dừng / stopping …');
  for (const child of [...children].reverse()) await child.stop();
  process.exit();
}
