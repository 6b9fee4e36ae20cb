import type { WatchedTab } from '../../collectors/browser-tabs/protocol.js';
import type { BrowserMemory } from './browser-memory.js';
import { pageAnswered, pageFound } from './navigation.js';
import { matchPatterns } from './watch-list.js';

const OBSERVER = 'observer';
const DIALOGS = 'dialogs';
const SCRIPTS = [
  { id: OBSERVER, js: ['observer.js'], world: 'ISOLATED' },
  { id: DIALOGS, js: ['dialogs.js'], world: 'MAIN' },
] as const;

/** Lets Chrome run the two scripts in the watched systems' pages, and in no other page. */
export async function registerPageScripts(watched: readonly WatchedTab[]): Promise<void> {
  const matches = matchPatterns(watched);
  const registered = await chrome.scripting.getRegisteredContentScripts();
  if (registered.length === SCRIPTS.length && registered.every((script) => same(script.matches, matches)))
    return;
  await chrome.scripting.unregisterContentScripts();
  if (matches.length === 0) return;
  await chrome.scripting.registerContentScripts(
    SCRIPTS.map(({ id, js, world }) => ({
      id,
      js: [...js],
      world,
      matches,
      allFrames: true,
      matchOriginAsFallback: true,
      runAt: 'document_start',
    })),
  );
}

function same(one: readonly string[] | undefined, other: readonly string[]): boolean {
  return one?.length === other.length && [...one].sort().every((pattern, index) => pattern === other[index]);
}

/** Pages that were open before the extension, or before their system was watched, get the scripts afterwards. */
export async function adoptOpenPages(memory: BrowserMemory, now: () => number): Promise<void> {
  const tabs = await chrome.tabs.query({ discarded: false });
  await Promise.all(tabs.map((tab) => adoptTab(memory, tab.id!, now)));
}

async function adoptTab(memory: BrowserMemory, tabId: number, now: () => number): Promise<void> {
  const frames = (await chrome.webNavigation.getAllFrames({ tabId }).catch(() => null)) ?? [];
  const found = frames.filter(({ frameId, url, errorOccurred }) =>
    pageFound(memory, { tabId, frameId, url }, errorOccurred, now()),
  );
  if (found.length === 0) return;
  const frameIds = found.map(({ frameId }) => frameId);
  // Not awaited: into a page that hangs right now a script cannot be put, and the promise stays open until it can.
  for (const { js, world } of SCRIPTS) {
    chrome.scripting
      .executeScript({ target: { tabId, frameIds }, files: [...js], world, injectImmediately: true })
      .catch(() => undefined);
  }
  chrome.scripting
    .executeScript({ target: { tabId, frameIds }, func: httpStatusOfDocument, injectImmediately: true })
    .then((results) => {
      for (const { frameId, result } of results) {
        pageAnswered(memory, { tabId, frameId, url: '' }, result ?? 0);
      }
    })
    .catch(() => undefined);
}

/** Runs in the page. */
function httpStatusOfDocument(): number {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.responseStatus ?? 0;
}
