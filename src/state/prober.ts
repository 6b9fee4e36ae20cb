import type { ProbeTarget } from '../contracts/agent/index.js';
import type { Clock } from '../platform/clock/index.js';
import { chooseProxy, NetworkProbe } from '../probing/index.js';
import type { ServerTry } from './domain/server-reach.js';

/**
 * Tries the address of a watched web system from the server itself. Boot hands one in (`PROBER`); without one the server
 * never opens a connection of its own accord.
 */
export interface Prober {
  /** Null: nothing can be said. Resolves soon after `signal` aborts, with whatever. */
  attempt(id: string, target: ProbeTarget, signal: AbortSignal): Promise<ServerTry | null>;
}
export const PROBER = Symbol('prober');

/** The steps that agents take, over the network, through the proxy of the environment if there is one. */
export function networkProber(clock: Clock): Prober {
  const time = {
    now: () => clock.now(),
    // A clock that is set meanwhile can make one try look slow, never failed.
    elapsed: () => clock.now(),
    after: (milliseconds: number, callback: () => void) => ({ cancel: clock.after(milliseconds, callback) }),
  };
  return new NetworkProbe(time, chooseProxy(null, null), 'trucban-server');
}
