import type { TabState, WatchedTab } from '../../collectors/browser-tabs/protocol.js';
import type { WaitingKind } from './page-messages.js';

/**
 * What is known of the watched pages of this browser, as plain data, so that it survives a restart of the service
 * worker in `chrome.storage.session`. All functions here are pure but for the tab they are handed; instants are
 * epoch ms.
 */

/** A page that has just finished a slow load stays `slow` so long, or until its next load. */
export const SLOW_HOLD_MS = 120_000;

/** So many pings in a row must go unanswered before a page counts as hung: a busy old PC stalls for a second or two. */
export const MISSES_TO_HANG = 3;

/** A frame without the script for so many pings has crashed, shows an error page or is a foreign document. */
const REFUSALS_TO_LOSE = 2;

/** A navigation on its way. The document it replaces is still there and may hang. */
export interface Navigation {
  program: string;
  startedAt: number;
  httpStatus: number | null;
  /** The clerk was asked something meanwhile (password, dialog), or the PC slept: its duration means nothing. */
  interrupted: boolean;
}

/** One document of a watched system in one frame. */
export interface WatchedPage {
  program: string;
  since: number;
  outcome: 'ok' | 'load_failed' | 'server_error';
  /** Null once loaded. */
  loading: Navigation | null;
  slow: { since: number; until: number } | null;
  misses: number;
  /** When the first of the unanswered pings left. */
  missedSince: number | null;
  refusals: number;
}

export interface WatchedFrame {
  page: WatchedPage | null;
  navigation: Navigation | null;
}

export interface WatchedTabState {
  frames: Record<number, WatchedFrame>;
  /** `frame:kind` → since when the page waits for the clerk, or is frozen. */
  waiting: Record<string, number>;
}

export function newPage(program: string, at: number, loading: Navigation | null): WatchedPage {
  return {
    program,
    since: at,
    outcome: (loading?.httpStatus ?? 200) >= 500 ? 'server_error' : 'ok',
    loading,
    slow: null,
    misses: 0,
    missedSince: null,
    refusals: 0,
  };
}

export function isHung(page: WatchedPage | null | undefined): boolean {
  return !!page && page.misses >= MISSES_TO_HANG;
}

export function isWaiting(tab: WatchedTabState): boolean {
  return Object.keys(tab.waiting).length > 0;
}

/** The page says that it starts or stops waiting. It spoke, so it does not hang. */
export function noteWaiting(
  tab: WatchedTabState,
  frameId: number,
  kind: WaitingKind,
  begins: boolean,
  at: number,
): void {
  const key = `${frameId}:${kind}`;
  if (begins) tab.waiting[key] = at;
  else delete tab.waiting[key];
  for (const frame of Object.values(tab.frames)) {
    forgetMisses(frame.page);
    if (begins && frame.page?.loading) frame.page.loading.interrupted = true;
  }
}

/** Forgets what `frameId` was waiting for: its document is gone. The main frame takes all others with it. */
export function endWaiting(tab: WatchedTabState, frameId: number): void {
  for (const key of Object.keys(tab.waiting)) {
    if (frameId === 0 || key.startsWith(`${frameId}:`)) delete tab.waiting[key];
  }
}

/** An answer to a ping that left after a dialog was announced proves that this dialog no longer blocks the page. */
export function noteAnswer(tab: WatchedTabState, page: WatchedPage, pingedAt: number): void {
  forgetMisses(page);
  page.refusals = 0;
  for (const [key, since] of Object.entries(tab.waiting)) {
    if (since < pingedAt) delete tab.waiting[key];
  }
}

export function noteMiss(page: WatchedPage, pingedAt: number): void {
  page.misses += 1;
  page.missedSince ??= pingedAt;
  page.refusals = 0;
}

/** Nobody is there to answer: an answer in itself, so no hang. */
export function noteRefusal(page: WatchedPage): void {
  forgetMisses(page);
  page.refusals += 1;
}

export function forgetMisses(page: WatchedPage | null): void {
  if (!page) return;
  page.misses = 0;
  page.missedSince = null;
}

/** The load ended, well or because the clerk stopped it. Returns whether it was a good and quick one. */
export function noteLoaded(page: WatchedPage, slowMs: number, at: number): boolean {
  const load = page.loading;
  page.loading = null;
  if (!load || page.outcome !== 'ok') return false;
  if (load.interrupted || at - load.startedAt <= slowMs) return !load.interrupted;
  page.slow = { since: load.startedAt + slowMs, until: at + SLOW_HOLD_MS };
  return false;
}

export interface SeenState {
  state: TabState;
  since: number;
}

/** All that one frame has to say about `program`, which may be two things: the old document and the new load. */
export function frameStates(
  tab: WatchedTabState,
  frame: WatchedFrame,
  program: WatchedTab,
  now: number,
): SeenState[] {
  const states: SeenState[] = [];
  if (frame.page?.program === program.id) states.push(pageState(tab, frame.page, program.slowMs, now));
  if (frame.navigation?.program === program.id) {
    const slow = slowLoad(frame.navigation, program.slowMs, now);
    if (slow) states.push(slow);
  }
  return states;
}

function pageState(tab: WatchedTabState, page: WatchedPage, slowMs: number, now: number): SeenState {
  if (isHung(page)) return { state: 'not_responding', since: page.missedSince! };
  if (page.outcome !== 'ok') return { state: page.outcome, since: page.since };
  const waitingSince = Math.min(...Object.values(tab.waiting));
  if (isWaiting(tab)) {
    const frozen = Object.keys(tab.waiting).some((key) => key.endsWith(':frozen'));
    return { state: frozen ? 'none' : 'dialog', since: waitingSince };
  }
  if (page.refusals >= REFUSALS_TO_LOSE) return { state: 'none', since: now };
  const slow = page.loading ? slowLoad(page.loading, slowMs, now) : null;
  if (slow) return slow;
  if (page.slow && now < page.slow.until) return { state: 'slow', since: page.slow.since };
  return { state: 'ok', since: page.since };
}

function slowLoad(load: Navigation, slowMs: number, now: number): SeenState | null {
  const since = load.startedAt + slowMs;
  return !load.interrupted && now > since ? { state: 'slow', since } : null;
}
