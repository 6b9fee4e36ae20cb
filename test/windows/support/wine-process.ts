import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** A Windows program under Wine. Its Linux process is the program itself, so that signals reach it. */
export class WineProcess {
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(
    command: readonly string[],
    environment: NodeJS.ProcessEnv,
    private readonly outputPath: string,
  ) {
    // Under Wine a pipe as standard output fails with EBADF; a file works.
    const output = openSync(outputPath, 'w');
    this.child = spawn('wine', command, { env: environment, stdio: ['ignore', output, output] });
    closeSync(output);
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('exit', resolve);
    });
    // A failed start is told to whoever waits for the end.
    this.ended.catch(() => undefined);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  output(): string {
    return readFileSync(this.outputPath, 'utf8');
  }

  /** Resident memory in MB. */
  residentMb(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
  }

  /** The program no longer asks for messages: what Windows calls "not responding". */
  suspend(): void {
    this.child.kill('SIGSTOP');
  }

  continue(): void {
    this.child.kill('SIGCONT');
  }

  /** As by a power cut: the program learns nothing. */
  async kill(): Promise<void> {
    this.child.kill('SIGCONT');
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
