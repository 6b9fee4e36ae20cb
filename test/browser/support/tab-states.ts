import {
  type TabWatcher,
  browserTabs,
  type TabSample,
} from '../../../agent/collectors/browser-tabs/tab-watcher.js';
import type { ProgramState, WatchedProgram } from '../../../src/contracts/agent/index.js';

/** How often the stand-in for the agent's runtime looks. */
const LOOK_EVERY_MS = 100;

export interface WatchedTabs {
  /** Waits until `id` is in `state`; fails with what was seen instead. */
  until(id: string, state: ProgramState, withinMs?: number): Promise<TabSample>;
  /** Looks for so long and returns every state that was seen of `id`. */
  statesOf(id: string, duringMs: number): Promise<ProgramState[]>;
  watch(programs: WatchedProgram[]): void;
  close(): Promise<void>;
}

/** The real watcher, sampled like the agent does. */
export function watchTabs(stateDirectory: string, watched: WatchedProgram[]): WatchedTabs {
  const watcher: TabWatcher = browserTabs({ stateDirectory });
  let programs = watched;
  const look = async (id: string) => {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const samples = await watcher.sample(programs, Date.now());
    return samples.find((sample) => sample.id === id)!;
  };
  return {
    async until(id, state, withinMs = 30_000) {
      const seen = new Set<ProgramState>();
      for (const end = Date.now() + withinMs; Date.now() < end;) {
        const sample = await look(id);
        if (sample.state === state) return sample;
        seen.add(sample.state);
      }
      throw new Error(`${id} was ${[...seen].join(', ')} for ${withinMs} ms, never ${state}`);
    },
    async statesOf(id, duringMs) {
      const seen = new Set<ProgramState>();
      for (const end = Date.now() + duringMs; Date.now() < end;) seen.add((await look(id)).state);
      return [...seen];
    },
    watch: (changed) => void (programs = changed),
    close: () => watcher.close(),
  };
}

/** A web system that is watched in the browser only. */
export function webProgram(id: string, hosts: string[], slowMs = 60_000): WatchedProgram {
  return {
    id,
    kind: 'web',
    process: null,
    listenPort: null,
    watchWindows: false,
    probe: null,
    tab: { hosts, slowMs },
  };
}
