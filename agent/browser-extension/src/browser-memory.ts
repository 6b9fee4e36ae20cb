import type { TabProgramState, WatchedTab } from '../../collectors/browser-tabs/protocol.js';
import type { GoodLoads } from './program-states.js';
import type { WatchedTabState } from './watched-tabs.js';

/** Everything the service worker must remember when Chrome stops and restarts it. */
export interface BrowserMemory {
  /** Random name of this run of the browser; it says nothing about the PC or its user. */
  browser: string;
  watched: WatchedTab[];
  tabs: Record<number, WatchedTabState>;
  goodLoads: GoodLoads;
  reported: TabProgramState[];
}

const KEY = 'memory';

/** `storage.session` is memory of the browser process: nothing reaches the disk, and it ends with the browser. */
export async function recall(): Promise<BrowserMemory> {
  const stored = await chrome.storage.session.get<{ [KEY]?: BrowserMemory }>(KEY);
  return stored[KEY] ?? { browser: crypto.randomUUID(), watched: [], tabs: {}, goodLoads: {}, reported: [] };
}

export function remember(memory: BrowserMemory): Promise<void> {
  return chrome.storage.session.set({ [KEY]: memory });
}
