import type { BrowserMemory } from './browser-memory.js';
import type { Clock } from './clock.js';
import { removeFrame } from './navigation.js';
import { PING } from './page-messages.js';
import {
  forgetMisses,
  isHung,
  isWaiting,
  noteAnswer,
  noteMiss,
  noteRefusal,
  type WatchedPage,
} from './watched-tabs.js';

export const PING_EVERY_MS = 3_000;
const ANSWER_WITHIN_MS = 3_000;

/** A timer this late means that the PC slept or the service worker stood still; what it measured means nothing. */
const LATE_MS = 2_000;

interface Target {
  tabId: number;
  frameId: number;
  page: WatchedPage;
}

type Outcome = 'answered' | 'missed' | 'refused' | 'meaningless';

/**
 * One round: asks each watched page that the clerk can see, and each one that hung when last seen, for a sign of life.
 * Pages in the background are left alone: browsers slow, freeze and discard them, and nobody waits for them.
 */
export async function pingRound(memory: BrowserMemory, clock: Clock): Promise<void> {
  const visible = await visibleTabs();
  const targets: Target[] = [];
  for (const target of watchedPages(memory)) {
    if (visible.has(target.tabId) || isHung(target.page)) targets.push(target);
    else forgetMisses(target.page);
  }
  await Promise.all(targets.map((target) => ping(memory, target, clock)));
}

/** After a sleep of the PC: nothing that was half observed counts. */
export function forgetHalfObserved(memory: BrowserMemory): void {
  for (const { page } of watchedPages(memory)) if (!isHung(page)) forgetMisses(page);
  for (const tab of Object.values(memory.tabs)) {
    for (const { page, navigation } of Object.values(tab.frames)) {
      if (navigation) navigation.interrupted = true;
      if (page?.loading) page.loading.interrupted = true;
    }
  }
}

function watchedPages(memory: BrowserMemory): Target[] {
  return Object.entries(memory.tabs).flatMap(([tabId, tab]) =>
    Object.entries(tab.frames).flatMap(([frameId, { page }]) =>
      page ? [{ tabId: Number(tabId), frameId: Number(frameId), page }] : [],
    ),
  );
}

async function visibleTabs(): Promise<Set<number>> {
  const [tabs, windows] = await Promise.all([chrome.tabs.query({ active: true }), chrome.windows.getAll()]);
  const minimized = new Set(windows.filter(({ state }) => state === 'minimized').map(({ id }) => id));
  const seen = tabs.filter((tab) => !tab.discarded && !tab.frozen && !minimized.has(tab.windowId));
  return new Set(seen.flatMap(({ id }) => (id === undefined ? [] : [id])));
}

async function ping(memory: BrowserMemory, target: Target, clock: Clock): Promise<void> {
  const pingedAt = clock.now();
  const outcome = await askForAnswer(target, clock, pingedAt);
  const tab = memory.tabs[target.tabId];
  // The tab was closed or has loaded another document meanwhile.
  if (tab?.frames[target.frameId]?.page !== target.page) return;
  if (outcome === 'answered') noteAnswer(tab, target.page, pingedAt);
  if (outcome === 'missed' && !excused(memory, target)) noteMiss(target.page, pingedAt);
  if (outcome === 'refused') {
    if (target.frameId === 0) noteRefusal(target.page);
    else removeFrame(memory, target);
  }
}

async function askForAnswer({ tabId, frameId }: Target, clock: Clock, pingedAt: number): Promise<Outcome> {
  const answer = chrome.tabs.sendMessage(tabId, PING, { frameId }).then(
    () => 'answered' as const,
    () => 'refused' as const,
  );
  const outcome = await Promise.race([answer, clock.delay(ANSWER_WITHIN_MS).then(() => 'missed' as const)]);
  const late = clock.now() - pingedAt > ANSWER_WITHIN_MS + LATE_MS;
  return outcome === 'missed' && late ? 'meaningless' : outcome;
}

/**
 * An open dialog stops every page of its process, and tabs of one system often share one. So while a page of the
 * system waits for the clerk, silence of its other pages begins no hang.
 */
function excused(memory: BrowserMemory, { page }: Target): boolean {
  if (isHung(page)) return false;
  return Object.values(memory.tabs).some(
    (tab) =>
      isWaiting(tab) && Object.values(tab.frames).some((frame) => frame.page?.program === page.program),
  );
}
