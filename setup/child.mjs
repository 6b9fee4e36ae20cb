/**
 * A program that another one (`npm start`, `npm run demo`) runs and ends. It gets a process group of its own, so that
 * Ctrl-C in the terminal reaches only the one that knows in which order to end; and a channel, whose closing asks it to
 * end, also when its parent is killed.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const STOP_MS = 12_000;
const PARENT_CHECK_MS = 500;

export class Child {
  /**
   * @param name what it is called in messages, `{ vi, en }`
   * @param options `log`: file for all it says; `say(line, isError)`: sees every line
   */
  constructor(name, script, args, { env, log, say = () => undefined }) {
    this.name = name;
    this.asked = false;
    this.process = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
      env: { ...process.env, ...env },
    });
    const file = createWriteStream(log, { flags: 'a', mode: 0o600 });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        file.write(`${line}\n`);
        say(line, stream === this.process.stderr);
      });
    }
    // Not `close`: it does not come once this side has let go of the channel.
    this.ended = new Promise((resolve) => {
      this.process.once('error', (error) => resolve(error.message));
      this.process.once('exit', (code, signal) => resolve(signal ?? `${code}`));
    });
  }

  /** What it ended with, when nobody asked it to; never when somebody did. */
  async endedByItself() {
    const how = await this.ended;
    return this.asked ? new Promise(() => undefined) : how;
  }

  /** Asks it to end, and after a while ends it. */
  async stop() {
    this.asked = true;
    if (this.process.connected) this.process.disconnect();
    const late = setTimeout(() => this.kill(), STOP_MS);
    await this.ended;
    clearTimeout(late);
  }

  kill() {
    this.asked = true;
    this.process.kill('SIGKILL');
  }
}

/** Runs a command of `npx trucban` to its end; its output, or null after it said on standard error why it did not work. */
export async function trucban(root, args, { env, input = '' }) {
  const child = spawn(process.execPath, [`${root}/dist/src/cli.js`, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return code === 0 ? output : null;
}

/** Calls `stop` once at the first Ctrl-C, closed terminal or request to end; at the second, ends at once. */
export function onStop(stop, children) {
  let isStopping = false;
  const stopOnce = () => {
    if (!isStopping) void stop();
    isStopping = true;
  };
  whenNpmIsGone(stopOnce);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!isStopping) stopOnce();
      else if (signal === 'SIGINT') {
        for (const child of children()) child.kill();
        process.exit(130);
      }
    });
  }
}

/** npm ends the shell between it and us and does not pass the request on; then somebody else becomes our parent. */
function whenNpmIsGone(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}
