import type { WatchedProgram } from '../../../src/contracts/agent/index.js';
import { RunningProcesses, type ProcessMatch } from '../../windows/running-processes.js';
import { win32 } from '../../windows/win32.js';
import type { ProgramSample, ProgramWatcher } from '../collector.js';
import { ownersOfListeners } from './tcp-listeners-windows.js';

/** Presence of watched programs and their listening sockets, from the system's tables; nothing is connected to. */
export function windowsProcesses(): ProgramWatcher {
  return {
    name: 'processes',
    async sample(programs: readonly WatchedProgram[], now: number): Promise<ProgramSample[]> {
      const watched = programs.filter(({ process, listenPort }) => process !== null || listenPort !== null);
      if (watched.length === 0) return [];
      const api = win32();
      const processes = new RunningProcesses(api);
      const listeners = watched.some(({ listenPort }) => listenPort !== null)
        ? ownersOfListeners(api)
        : new Map<number, number[]>();
      return watched.flatMap((program) => [
        ...processSample(program, processes, now),
        ...listenerSample(program, processes, listeners, now),
      ]);
    },
  };
}

function processSample(
  { id, process }: WatchedProgram,
  processes: RunningProcesses,
  now: number,
): ProgramSample[] {
  if (process === null) return [];
  let isHidden = false;
  for (const candidate of processes.ids()) {
    const matches = processes.matches(candidate, process);
    if (matches !== false && processes.isOurs(candidate)) {
      if (matches) return [{ id, source: 'process', state: 'ok', at: now }];
      isHidden = true;
    }
  }
  // A process of the right name whose path is hidden from us may be the one: saying "missing" would be a guess.
  return isHidden ? [] : [{ id, source: 'process', state: 'missing', at: now }];
}

function listenerSample(
  { id, process, listenPort }: WatchedProgram,
  processes: RunningProcesses,
  listeners: ReadonlyMap<number, readonly number[]>,
  now: number,
): ProgramSample[] {
  if (listenPort === null) return [];
  const owners = listeners.get(listenPort) ?? [];
  const served = owners.some((owner) => process === null || mayServe(processes, owner, process));
  return [{ id, source: 'listener', state: served ? 'ok' : 'not_listening', at: now }];
}

/** The port is served unless it is known to be another's: an owner that is hidden or has passed it on may be the one. */
function mayServe(processes: RunningProcesses, owner: number, process: ProcessMatch): boolean {
  return owner === 0 || !processes.has(owner) || processes.matches(owner, process) !== false;
}
