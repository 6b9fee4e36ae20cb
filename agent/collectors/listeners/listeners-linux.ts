import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WatchedProgram } from '../../../src/contracts/agent/index.js';
import type { ProgramSample, ProgramWatcher } from '../collector.js';

/** TCP_LISTEN in the kernel's tables. */
const LISTENING = '0A';

/** Whether a local port is listened on, read from the kernel's tables; never connected to. */
export class LinuxListeners implements ProgramWatcher {
  readonly name = 'listeners';

  constructor(private readonly proc = '/proc') {}

  async sample(programs: readonly WatchedProgram[], now: number): Promise<ProgramSample[]> {
    if (!programs.some((program) => program.listenPort !== null)) return [];
    const tables = await Promise.all(['tcp', 'tcp6'].map((table) => this.readTable(table)));
    const ports = listeningPorts(tables.join('\n'));
    return programs.flatMap((program): ProgramSample[] => {
      if (program.listenPort === null) return [];
      const state = ports.has(program.listenPort) ? 'ok' : 'not_listening';
      return [{ id: program.id, source: 'listener', state, at: now }];
    });
  }

  /** The table of IPv6 is absent where that is switched off. */
  private readTable(table: string): Promise<string> {
    return readFile(join(this.proc, 'net', table), 'utf8').catch(() => '');
  }
}

/** Local ports in the state LISTEN of a /proc/net/tcp table. */
export function listeningPorts(table: string): Set<number> {
  const ports = new Set<number>();
  for (const line of table.split('\n')) {
    const match = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) /.exec(line);
    if (match?.[1] && match[2] === LISTENING) ports.add(parseInt(match[1], 16));
  }
  return ports;
}
