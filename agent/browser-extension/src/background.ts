import { AgentLink } from './agent-link.js';
import { recall, remember, type BrowserMemory } from './browser-memory.js';
import { systemClock } from './clock.js';
import * as navigation from './navigation.js';
import { WAITING_KINDS, type WaitingNotice } from './page-messages.js';
import { adoptOpenPages, registerPageScripts } from './page-scripts.js';
import { forgetHalfObserved, PING_EVERY_MS, pingRound } from './pinger.js';
import { programStates } from './program-states.js';
import { noteWaiting } from './watched-tabs.js';

/**
 * The service worker: browser events and pings go into `memory`, the states that follow go to the agent.
 *
 *   webNavigation, webRequest ─┐
 *   observer.js (dialogs) ─────┼─> memory ─> programStates ─> AgentLink ─> native host ─> agent
 *   ping round every 3 s ──────┘
 */
const clock = systemClock;
const recalled = recall();
const link = new AgentLink(clock, {
  connected: () => void recalled.then((memory) => publish(memory, true)),
  watchList: (programs) =>
    void change(async (memory) => {
      memory.watched = programs;
      forgetUnwatched(memory);
      await registerPageScripts(programs);
      await adoptOpenPages(memory, () => clock.now());
    }),
});

/** Longer than a round can take; a larger gap between rounds means that the PC slept. */
const SLEPT_MS = 15_000;

/** Listeners are added while the script first runs, as Chrome demands; each waits for what was remembered. */
async function change(apply: (memory: BrowserMemory) => unknown): Promise<void> {
  const memory = await recalled;
  await apply(memory);
  publish(memory, false);
  await remember(memory);
}

function publish(memory: BrowserMemory, always: boolean): void {
  const { watched, tabs, goodLoads, reported, browser } = memory;
  const states = programStates(watched, Object.values(tabs), goodLoads, reported, clock.now());
  const changed = JSON.stringify(states) !== JSON.stringify(reported);
  memory.reported = states;
  if (changed || always || link.pulseIsDue()) link.send({ kind: 'states', browser, programs: states });
}

function forgetUnwatched(memory: BrowserMemory): void {
  const ids = new Set(memory.watched.map(({ id }) => id));
  for (const [tabId, tab] of Object.entries(memory.tabs)) {
    for (const [frameId, { page, navigation: load }] of Object.entries(tab.frames)) {
      if (ids.has(page?.program ?? '') || ids.has(load?.program ?? '')) continue;
      navigation.removeFrame(memory, { tabId: Number(tabId), frameId: Number(frameId) });
    }
  }
}

/** Pages that Chrome prepares in advance are nobody's page yet. */
function isShown({ tabId, documentLifecycle }: { tabId: number; documentLifecycle?: string }): boolean {
  return tabId >= 0 && documentLifecycle !== 'prerender';
}

chrome.webNavigation.onBeforeNavigate.addListener((details) => {
  if (isShown(details)) void change((memory) => navigation.navigationStarted(memory, details, clock.now()));
});
chrome.webNavigation.onCommitted.addListener((details) => {
  if (!isShown(details)) return;
  const redirected = details.transitionQualifiers.includes('server_redirect');
  void change((memory) => navigation.navigationCommitted(memory, details, redirected, clock.now()));
});
chrome.webNavigation.onCompleted.addListener((details) => {
  if (isShown(details)) void change((memory) => navigation.navigationLoaded(memory, details, clock.now()));
});
chrome.webNavigation.onErrorOccurred.addListener((details) => {
  if (!isShown(details)) return;
  void change((memory) => navigation.navigationFailed(memory, details, details.error, clock.now()));
});

const DOCUMENTS: chrome.webRequest.RequestFilter = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame', 'sub_frame'],
};
chrome.webRequest.onHeadersReceived.addListener((details) => {
  const redirect = details.statusCode >= 300 && details.statusCode < 400;
  if (redirect || !isShown(details)) return undefined;
  void change((memory) => navigation.navigationAnswered(memory, details, details.statusCode));
  return undefined;
}, DOCUMENTS);
chrome.webRequest.onAuthRequired.addListener((details) => {
  if (isShown(details)) void change((memory) => navigation.navigationAsks(memory, details));
  return undefined;
}, DOCUMENTS);

chrome.tabs.onRemoved.addListener((tabId) => void change((memory) => delete memory.tabs[tabId]));
chrome.tabs.onReplaced.addListener((_added, removed) => void change((memory) => delete memory.tabs[removed]));
chrome.tabs.onUpdated.addListener((tabId, { discarded }) => {
  if (discarded) void change((memory) => delete memory.tabs[tabId]);
});

chrome.runtime.onMessage.addListener((message: WaitingNotice, { tab, frameId }) => {
  if (tab?.id === undefined || frameId === undefined || !WAITING_KINDS.includes(message.waiting)) return;
  const tabId = tab.id;
  void change((memory) => {
    const known = memory.tabs[tabId];
    if (known) noteWaiting(known, frameId, message.waiting, message.begins, clock.now());
  });
});

/** Wakes the service worker when the agent was away long enough for Chrome to stop it; half a minute is the minimum. */
chrome.alarms.onAlarm.addListener(() => void link.keepConnected());
void chrome.alarms.create('reconnect', { periodInMinutes: 0.5 });

async function watchForever(): Promise<never> {
  const memory = await recalled;
  // Pings of an earlier service worker were never finished.
  forgetHalfObserved(memory);
  if (memory.watched.length > 0) await adoptOpenPages(memory, () => clock.now());
  for (let last = clock.now(); ;) {
    if (clock.now() - last > SLEPT_MS) forgetHalfObserved(memory);
    last = clock.now();
    await change(() => pingRound(memory, clock));
    await clock.delay(Math.max(0, last + PING_EVERY_MS - clock.now()));
  }
}

void link.keepConnected();
void watchForever();
