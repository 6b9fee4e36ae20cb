import { createServer, type Socket } from 'node:net';
import type { WatchedProgram } from '../../../src/contracts/agent/index.js';
import type { ProgramSample, ProgramWatcher } from '../collector.js';
import { channelAddress, listenPrivately } from './channel.js';
import { TAB_STATES_WORST_FIRST } from './constants.js';
import { encodeMessage, FrameReader } from './frames.js';
import { TabStates, type TabProgramState, type WatchedTab, type WatchList } from './protocol.js';

/** A browser whose connection ended keeps its states so long: its service worker or native host may just restart. */
const KEEP_AFTER_CLOSE_MS = 20_000;

/** A browser that is connected but silent for three pulses is itself stopped or suspended. */
const KEEP_SILENT_MS = 35_000;

/** More than any PC has; keeps a local process from filling the agent's memory. */
const MAX_CONNECTIONS = 16;

/**
 * `since` is when the state began (for `not_responding`: the first unanswered ping), which is before the first sample
 * that could carry it.
 */
export interface TabSample extends ProgramSample {
  since: number;
}

/** The newest picture of one browser. `seenAt` and `closedAt` are filled in by the next sample, which knows the time. */
interface Browser {
  states: TabProgramState[];
  connection: Socket;
  seenAt: number | null;
  closed: boolean;
  closedAt: number | null;
}

export interface TabWatcherOptions {
  /** The agent's folder for its own files; it must belong to the agent's account. */
  stateDirectory: string;
}

/** Watches the pages of the watched web systems through the browser extension (decision 11, source a). */
export function browserTabs({ stateDirectory }: TabWatcherOptions): TabWatcher {
  return new TabWatcher(stateDirectory);
}

export class TabWatcher implements ProgramWatcher {
  readonly name = 'browser-tabs';
  private readonly browsers = new Map<string, Browser>();
  private readonly connections = new Set<Socket>();
  private readonly server = createServer((socket) => this.welcome(socket));
  private readonly listening: Promise<void>;
  private watchList: WatchList = { kind: 'watch', programs: [] };
  private notify: () => void = () => undefined;

  constructor(stateDirectory: string) {
    this.server.maxConnections = MAX_CONNECTIONS;
    this.listening = channelAddress(stateDirectory).then((address) => listenPrivately(this.server, address));
    // Whoever samples gets the error; without a sample it must not end the process.
    this.listening.catch(() => undefined);
  }

  onChange(notify: () => void): void {
    this.notify = notify;
  }

  /** @throws when the local channel could not be opened: no browser can be heard then. */
  async sample(programs: readonly WatchedProgram[], now: number): Promise<TabSample[]> {
    await this.listening;
    this.handOut(programs.flatMap(({ id, tab }) => (tab ? [{ id, ...tab }] : [])));
    this.expire(now);
    return this.watchList.programs.map(({ id }) => {
      const worst = this.worst(id);
      return {
        id,
        source: 'tab',
        state: worst?.state ?? 'none',
        at: now,
        since: Math.min(worst?.since ?? now, now),
      };
    });
  }

  async close(): Promise<void> {
    await this.listening.catch(() => undefined);
    for (const socket of this.connections) socket.destroy();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private handOut(programs: WatchedTab[]): void {
    if (JSON.stringify(programs) === JSON.stringify(this.watchList.programs)) return;
    this.watchList = { kind: 'watch', programs };
    for (const socket of this.connections) socket.write(encodeMessage(this.watchList));
  }

  private welcome(socket: Socket): void {
    this.connections.add(socket);
    const reader = new FrameReader();
    socket.on('data', (chunk) => {
      try {
        for (const frame of reader.push(chunk)) this.take(socket, frame);
      } catch {
        // Not our extension, or one that cannot be understood: it may connect anew.
        socket.destroy();
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.connections.delete(socket);
      for (const browser of this.browsers.values()) if (browser.connection === socket) browser.closed = true;
    });
    socket.write(encodeMessage(this.watchList));
  }

  private take(connection: Socket, frame: Buffer): void {
    const { browser, programs: states } = TabStates.parse(JSON.parse(frame.toString('utf8')));
    const before = JSON.stringify(this.browsers.get(browser)?.states ?? []);
    this.browsers.set(browser, { states, connection, seenAt: null, closed: false, closedAt: null });
    if (JSON.stringify(states) !== before) this.notify();
  }

  private expire(now: number): void {
    for (const [name, browser] of this.browsers) {
      browser.seenAt ??= now;
      if (browser.closed) browser.closedAt ??= now;
      const gone = browser.closedAt !== null && now - browser.closedAt > KEEP_AFTER_CLOSE_MS;
      if (gone || now - browser.seenAt > KEEP_SILENT_MS) this.browsers.delete(name);
    }
  }

  private worst(id: string): TabProgramState | undefined {
    const rank = ({ state }: TabProgramState) => TAB_STATES_WORST_FIRST.indexOf(state);
    return [...this.browsers.values()]
      .flatMap(({ states }) => states.filter((state) => state.id === id))
      .sort((one, other) => rank(one) - rank(other) || one.since - other.since)[0];
  }
}
