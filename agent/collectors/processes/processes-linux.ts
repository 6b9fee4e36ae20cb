import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { WatchedProgram } from '../../../src/contracts/agent/index.js';
import type { ProgramSample, ProgramWatcher } from '../collector.js';
import { matchesProcess } from './process-match.js';

interface RunningProcess {
  command: string;
  names: string[];
  path: string | null;
}

/**
 * Presence of watched programs from /proc. One short read per process and look; what a process is called is read once
 * and kept until its command changes, which `exec` does.
 */
export class LinuxProcesses implements ProgramWatcher {
  readonly name = 'processes';
  private known = new Map<string, RunningProcess>();

  constructor(private readonly proc = '/proc') {}

  async sample(programs: readonly WatchedProgram[], now: number): Promise<ProgramSample[]> {
    if (!programs.some((program) => program.process !== null)) return [];
    const running = this.look();
    return programs.flatMap((program): ProgramSample[] => {
      const { process } = program;
      if (process === null) return [];
      const present = running.some(
        ([pid, { names, path }]) => matchesProcess(process, names, path) && !this.hasEnded(pid),
      );
      return [{ id: program.id, source: 'process', state: present ? 'ok' : 'missing', at: now }];
    });
  }

  private look(): [string, RunningProcess][] {
    const seen = new Map<string, RunningProcess>();
    for (const pid of readdirSync(this.proc)) {
      if (!/^\d+$/.test(pid)) continue;
      const command = this.read(pid, 'comm')?.trimEnd();
      if (command === undefined) continue;
      const before = this.known.get(pid);
      seen.set(pid, before?.command === command ? before : this.describe(pid, command));
    }
    this.known = seen;
    return [...seen];
  }

  /** `comm` is cut at 15 characters, so the executable and the first words of the command line count as names too. */
  private describe(pid: string, command: string): RunningProcess {
    const words = (this.read(pid, 'cmdline') ?? '').split('\0').slice(0, 2);
    const path = this.executable(pid);
    const names = [command, path ?? '', ...words].filter((name) => name !== '').map((name) => basename(name));
    return { command, names, path: path ?? words[0] ?? null };
  }

  private executable(pid: string): string | null {
    try {
      return readlinkSync(join(this.proc, pid, 'exe')).replace(/ \(deleted\)$/, '');
    } catch {
      return null;
    }
  }

  /** A process that ended but was not collected by its parent still has its folder. */
  private hasEnded(pid: string): boolean {
    const state = /\) (\w)/.exec(this.read(pid, 'stat') ?? '')?.[1];
    return state === undefined || state === 'Z' || state === 'X';
  }

  private read(pid: string, file: string): string | undefined {
    try {
      return readFileSync(join(this.proc, pid, file), 'utf8');
    } catch {
      return undefined;
    }
  }
}
