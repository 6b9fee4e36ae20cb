import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  launchBrowserWithExtension,
  type BrowserWithExtension,
  type LaunchOptions,
} from './browser-with-extension.js';
import { startStandInSystem, type StandInSystem } from './stand-in-system.js';
import { watchTabs, webProgram, type WatchedTabs } from './tab-states.js';

/** The watched program of the tab-watch specs: the stand-in for the civil-registration system. */
export const HO_TICH = 'ho-tich';

/** Longer than it takes to call a page hung: up to 3 s to the first ping, then three answers of 3 s. */
export const LONG_ENOUGH_TO_HANG_MS = 14_000;

/** Real: Chromium, the extension, the native host process, the agent's tab watcher. Stand-in: the web system. */
export interface WatchedBrowser {
  stateDirectory: string;
  system: StandInSystem;
  browser: BrowserWithExtension;
  tabs: WatchedTabs;
  close(): Promise<void>;
}

export interface WatchedBrowserOptions extends Pick<
  LaunchOptions,
  'headless' | 'display' | 'trueVisibility'
> {
  slowMs?: number;
  /** Hosts of the watched system beside the stand-in's. */
  otherHosts?: string[];
}

export async function startWatchedBrowser(options: WatchedBrowserOptions = {}): Promise<WatchedBrowser> {
  const { slowMs, otherHosts = [], ...launch } = options;
  const stateDirectory = await mkdtemp(join(tmpdir(), 'trucban-state-'));
  const system = await startStandInSystem();
  const tabs = watchTabs(stateDirectory, [webProgram(HO_TICH, [system.host, ...otherHosts], slowMs)]);
  const browser = await launchBrowserWithExtension({ stateDirectory, ...launch }).catch(
    async (error: unknown) => {
      await Promise.all([tabs.close(), system.close()]);
      throw error;
    },
  );
  await tabs.until(HO_TICH, 'none');
  await browser.untilWatching();
  const desk: WatchedBrowser = {
    stateDirectory,
    system,
    browser,
    tabs,
    async close() {
      system.releaseLoops();
      await browser.close();
      // A test may have put another watcher in the place of the first: an agent that was started again.
      await desk.tabs.close();
      await system.close();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
  return desk;
}
