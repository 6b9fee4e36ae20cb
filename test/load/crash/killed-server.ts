import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestData } from '../../factories/database.js';
import { until } from '../random.js';

const MAIN = fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));

/** The server as it is installed, in a process of its own that is started and killed again and again on the same data. */
export class KilledServer {
  private child: ChildProcess | null = null;
  private readonly log: string;

  constructor(
    private readonly data: TestData,
    private readonly smtpUrl: string,
  ) {
    this.log = join(data.dataDir, 'server.log');
    if (!existsSync(MAIN)) throw new Error('build the server first: npx nest build');
  }

  /** Starts the process; it does not listen yet. */
  start(): void {
    rmSync(this.addressFile, { force: true });
    const { TRUCBAN_DATABASE_URL: _, ...environment } = process.env;
    const child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...environment,
        TRUCBAN_PORT: '0',
        TRUCBAN_SERVER_PROBE: 'off',
        TRUCBAN_DATA_DIR: this.data.dataDir,
        TRUCBAN_SMTP_URL: this.smtpUrl,
        ...(this.data.databaseUrl === null ? {} : { TRUCBAN_DATABASE_URL: this.data.databaseUrl }),
      },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => appendFileSync(this.log, chunk));
    }
    this.child = child;
  }

  /** Where it listens; null while it does not. */
  get url(): string | null {
    if (!existsSync(this.addressFile)) return null;
    const text = readFileSync(this.addressFile, 'utf8');
    return text.endsWith('\n') ? text.trim() : null;
  }

  async listening(seconds = 60): Promise<string> {
    await until('the server listens', seconds, () => {
      if (typeof this.child?.exitCode === 'number')
        throw new Error(`the server ended by itself:\n${this.logTail()}`);
      return this.url !== null;
    });
    return this.url!;
  }

  /** Ends it without a chance to do anything more. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  /** Asks it to stop in order. */
  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** What its log says at this level, all lives together. */
  logged(level: 'error' | 'warn'): string[] {
    return readFileSync(this.log, 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"level":"${level}"`));
  }

  private get addressFile(): string {
    return join(this.data.dataDir, 'address');
  }

  private logTail(): string {
    return readFileSync(this.log, 'utf8').slice(-3_000);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = null;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
