import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Every process of a command carries the command's own mark in its environment, so that one which left its group is still known. */
const MARK = 'TRUCBAN_TEST_RUN';

/** Commands that run now: their process and their mark. */
const running = new Set();

/**
 * Runs a command in a process group of its own and answers with its exit code, or with why it was ended, and with the names
 * of the processes that it left behind. `settled` says that the command's work is done; from then on it has ten seconds to
 * exit, because something it opened keeps it alive. `output`: a file for what it prints; without one it prints here.
 */
export async function runCommand(
  [command, ...args],
  { root, environment = {}, minutes, settled = () => false, output = null },
) {
  const mark = randomUUID();
  // A runner within a runner, as in its own tests, hands on the outer one's mark beside its own.
  const marks = [process.env[MARK], mark].filter(Boolean).join(' ');
  const printed = output === null ? 'inherit' : openSync(output, 'w');
  const child = spawn(command, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', printed, printed],
    env: { ...process.env, ...environment, [MARK]: marks },
  });
  if (output !== null) closeSync(printed);
  const own = { child, mark };
  running.add(own);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, reason: `could not start: ${error.message}` }));
    child.once('exit', (code, signal) => resolve({ code, reason: signal ? `was ended by ${signal}` : null }));
  });
  const watch = new AbortController();
  const result = await Promise.race([ended, overdue(minutes, settled, watch.signal)]);
  watch.abort();
  if (result.code === null) signalGroup(child, 'SIGKILL');
  const left = await endGroup(own);
  running.delete(own);
  return { ...result, left };
}

async function overdue(minutes, settled, signal) {
  const deadline = Date.now() + minutes * 60_000;
  let settledAt = null;
  for (;;) {
    await pause(500, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    if (Date.now() > deadline)
      return { code: null, reason: `took longer than ${Number(minutes.toFixed(2))} minutes` };
    if (settledAt === null && settled()) settledAt = Date.now();
    if (settledAt !== null && Date.now() - settledAt > 10_000) {
      return { code: null, reason: 'finished its tests but did not exit: a test leaves something open' };
    }
  }
}

/** Ends what is left of a command's group and of its marked descendants; answers their names. */
async function endGroup({ child, mark }) {
  // Chromium's and Wine's helpers need a moment to see that their parent is gone.
  await noneMarked(mark, 3_000);
  const left = marked(mark);
  signalGroup(child, 'SIGKILL');
  for (const { pid } of left) signalProcess(pid, 'SIGKILL');
  await noneMarked(mark, 3_000);
  return left.map(({ name }) => name);
}

async function noneMarked(mark, milliseconds) {
  for (let waited = 0; waited < milliseconds && marked(mark).length > 0; waited += 50) await pause(50);
}

/** Ends, at once, the commands that are running now: for the handlers of SIGINT and SIGTERM. */
export function endRunningCommands() {
  for (const { child, mark } of running) {
    signalGroup(child, 'SIGKILL');
    for (const { pid } of marked(mark)) signalProcess(pid, 'SIGKILL');
  }
}

function signalGroup(child, signal) {
  if (child.pid !== undefined) signalProcess(-child.pid, signal);
}

function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // it is gone already
  }
}

/** Living processes with this mark. Only Linux lets us look; elsewhere the process group has to do. */
function marked(mark) {
  const found = [];
  for (const entry of processIds()) {
    try {
      const carries = readFileSync(`/proc/${entry}/environ`, 'latin1').includes(mark);
      const zombie = readFileSync(`/proc/${entry}/stat`, 'latin1').includes(') Z ');
      if (carries && !zombie)
        found.push({ pid: Number(entry), name: readFileSync(`/proc/${entry}/comm`, 'utf8').trim() });
    } catch {
      // ended while we looked, or another user's
    }
  }
  return found;
}

function processIds() {
  try {
    return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  } catch {
    return [];
  }
}
