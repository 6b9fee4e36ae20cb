import { transformFileSync } from '@swc/core';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The agent compiled from the present sources, to be run as the process that it is on a PC. */
export class BuiltAgent {
  private constructor(private readonly folder: string) {}

  static compile(): BuiltAgent {
    // Inside the repository, where its packages are found.
    mkdirSync('.cache', { recursive: true });
    const folder = mkdtempSync(join('.cache', 'agent-'));
    for (const source of [
      ...sources('agent'),
      ...sources(join('src', 'contracts')),
      ...sources(join('src', 'probing')),
    ]) {
      const { code } = transformFileSync(source, {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      });
      const target = join(folder, source.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, code);
    }
    return new BuiltAgent(folder);
  }

  start(...commandArguments: string[]): AgentProcess {
    return new AgentProcess(
      spawn(process.execPath, [join(this.folder, 'agent', 'main.js'), ...commandArguments], {
        env: { ...process.env, NODE_OPTIONS: '' },
      }),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export class AgentProcess {
  output = '';
  complaints = '';
  private readonly ended: Promise<number | null>;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.on('data', (text: Buffer) => (this.output += text.toString('utf8')));
    child.stderr.on('data', (text: Buffer) => (this.complaints += text.toString('utf8')));
    this.ended = once(child, 'close').then(([code]) => code as number | null);
  }

  /** Its exit code; null when a signal ended it. */
  end(): Promise<number | null> {
    return this.ended;
  }

  signal(name: NodeJS.Signals): Promise<number | null> {
    this.child.kill(name);
    return this.ended;
  }
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        /(?<!\.spec|\.d)\.ts$/.test(path) && !/(^|\/)(testing|browser-extension|packaging)\//.test(path),
    )
    .map((path) => join(folder, path));
}
