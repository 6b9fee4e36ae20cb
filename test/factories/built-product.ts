import { createHash } from 'node:crypto';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EnrolmentReply } from '../../src/contracts/agent/index.js';
import type { Answer, Caller, TestDevice } from './app.js';
import { TestPc } from './pc.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const CENTER = '05362';

/** Waits until `look` finds something; the only wait end-to-end tests know. */
export async function eventually<T>(
  what: string,
  seconds: number,
  look: () => Promise<T | null | false>,
): Promise<T> {
  for (const until = Date.now() + seconds * 1000; ;) {
    const found = await look();
    if (found !== null && found !== false) return found;
    if (Date.now() > until) throw new Error(`${what} did not happen within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A process of the built product; ended by its own handle. What it printed is shown when it fails. */
class ProductProcess {
  private output = '';

  constructor(readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk) => (this.output += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.output += String(chunk)));
  }

  get printed(): string {
    return this.output;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await ended;
  }
}

/** The product as it is shipped: the built server, its admin commands and its agents, each a process, in a folder of their own. */
export class BuiltProduct {
  private readonly processes: ProductProcess[] = [];
  private constructor(
    readonly folder: string,
    readonly url: string,
    private readonly environment: Record<string, string>,
    readonly server: ProductProcess,
  ) {}

  /** `folder`: data of another server; a fresh folder unless given. */
  static async start(settings: Record<string, string> = {}, given?: string): Promise<BuiltProduct> {
    const folder = given ?? (await mkdtemp(join(tmpdir(), 'trucban-product-')));
    await rm(join(folder, 'address'), { force: true });
    // No test addresses any system unless it says so.
    const quiet = { TRUCBAN_PORT: '0', TRUCBAN_SERVER_PROBE: 'off' };
    const environment = { ...quiet, TRUCBAN_DATA_DIR: folder, ...settings };
    const server = new ProductProcess(launch('src/main.js', [], environment));
    const url = await eventually('the server listens', 30, async () => {
      if (server.child.exitCode !== null) throw new Error(`the server ended: ${server.printed}`);
      const address = await readFile(join(folder, 'address'), 'utf8').catch(() => null);
      // The name under which the server prints its links, so that cookies hold for both.
      return address?.trim().replace('127.0.0.1', 'localhost') ?? null;
    });
    return new BuiltProduct(folder, url, environment, server);
  }

  /** `npx trucban …` beside the running server. */
  async admin(...words: string[]): Promise<string> {
    const env = { ...process.env, ...this.environment };
    return (await run(process.execPath, [join(root, 'dist/src/cli.js'), ...words], { env })).stdout;
  }

  /** The link that a new server prints for its first administrator. */
  async setupLink(): Promise<string> {
    return eventually('the setup link is printed', 10, () =>
      Promise.resolve(/\S+\/setup\?token=\S+/.exec(this.server.printed)?.[0] ?? null),
    );
  }

  async joinCode(): Promise<string> {
    const printed = await this.admin('join-code', 'create', '--center', CENTER);
    const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(printed)?.[0];
    if (!code) throw new Error(`no join code in: ${printed}`);
    return code;
  }

  /** Enrols an agent with the real command and starts it. */
  async agent(
    name: string,
    { env = {}, options = [] }: { env?: Record<string, string>; options?: string[] } = {},
  ) {
    const state = join(this.folder, `agent-${this.processes.length}`);
    const code = await this.joinCode();
    const words = [
      'enrol',
      '--server',
      this.url,
      '--code',
      code,
      '--name',
      name,
      '--state',
      state,
      ...options,
    ];
    await run(process.execPath, [join(root, 'dist/agent/main.js'), ...words], {
      env: { ...process.env, ...env },
    });
    const child = new ProductProcess(launch('agent/main.js', ['run', '--state', state], env));
    this.processes.push(child);
    return { state, process: child };
  }

  /** Speaks to the server's API as a person or a PC. */
  async request<T>(method: string, path: string, body?: unknown, as?: Caller): Promise<Answer<T>> {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, {
      method,
      headers: { ...json, ...as?.headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text ? JSON.parse(text) : null) as T,
    };
  }

  /** A person made by the admin command, signed in. */
  async signIn(role: 'administrator' | 'technician', email = `${role}@example.vn`): Promise<Caller> {
    const printed = await this.admin(
      'user',
      'create',
      '--login',
      role,
      '--name',
      role,
      '--role',
      role,
      '--email',
      email,
    );
    const password = /password: (\S+)/.exec(printed)?.[1];
    if (!password) throw new Error(`no password in: ${printed}`);
    const answer = await this.request('POST', '/api/v1/session', { login: role, password });
    return { headers: { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' } };
  }

  /** Enrols a PC over the real API, as its agent would. */
  async enrol(name: string, hardware: string | null): Promise<EnrolmentReply> {
    const about = { v: 1, hardware, platform: 'windows', deviceName: name, agentVersion: '0.1.0' };
    const joinCode = await this.joinCode();
    const answer = await this.request<EnrolmentReply>('POST', '/api/agent/v1/enrolments', {
      ...about,
      joinCode,
    });
    if (answer.status !== 201) throw new Error(`enrolment: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Another PC of the center, played by the test over the real API, in real time. */
  async otherPc(name: string): Promise<TestPc> {
    const hardware = createHash('sha256').update(name).digest('hex');
    const { deviceId, center, token } = await this.enrol(name, hardware);
    const headers = { authorization: `Bearer ${token}` };
    const clock = { now: Date.now, advance: () => undefined };
    const post = <T>(path: string, sent: unknown, as?: Caller) => this.request<T>('POST', path, sent, as);
    const device: TestDevice = { deviceId, centerId: center.id, token, hardware, headers };
    return new TestPc({ clock, post, settle: () => Promise.resolve() }, device);
  }

  async close(): Promise<void> {
    for (const child of this.processes) await child.end('SIGKILL');
    await this.server.end();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

function launch(script: string, words: string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(root, 'dist', script), ...words], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
