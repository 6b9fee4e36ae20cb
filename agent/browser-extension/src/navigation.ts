import type { BrowserMemory } from './browser-memory.js';
import { programOf } from './watch-list.js';
import {
  endWaiting,
  newPage,
  noteLoaded,
  type WatchedFrame,
  type WatchedPage,
  type WatchedTabState,
} from './watched-tabs.js';

/** The frame a browser event is about. */
export interface FramePlace {
  tabId: number;
  frameId: number;
  url: string;
}

/** Stopped by the clerk, replaced by another load, or turned into a download: not the system's fault. */
const ABORTED = 'net::ERR_ABORTED';

/** A navigation leaves for `place.url`. The document shown so far stays, and may still hang. */
export function navigationStarted(memory: BrowserMemory, place: FramePlace, at: number): void {
  const program = programOf(place.url, memory.watched);
  const frame = frameAt(memory, place);
  if (!program) {
    if (frame) frame.navigation = null;
    return;
  }
  const navigation = { program: program.id, startedAt: at, httpStatus: null, interrupted: false };
  (frame ?? addFrame(memory, place)).navigation = navigation;
}

/** A password or certificate question is open in front of the load. */
export function navigationAsks(memory: BrowserMemory, place: FramePlace): void {
  const navigation = frameAt(memory, place)?.navigation;
  if (navigation) navigation.interrupted = true;
}

/** May arrive before or after the commit: the two come from different parts of the browser. */
export function navigationAnswered(memory: BrowserMemory, place: FramePlace, httpStatus: number): void {
  const frame = frameAt(memory, place);
  if (!frame || programOf(place.url, memory.watched) === null) return;
  if (frame.navigation) frame.navigation.httpStatus = httpStatus;
  else if (frame.page?.loading && judgesLoads(memory, place, frame.page.program)) {
    frame.page.outcome = httpStatus >= 500 ? 'server_error' : 'ok';
  }
}

/**
 * The document of a navigation is there. A load that leaves while the one before is about to be shown is told first, and the
 * commit of the one before must not end it: it is another's unless the system sent the browser on.
 */
export function navigationCommitted(
  memory: BrowserMemory,
  place: FramePlace,
  redirected: boolean,
  at: number,
): void {
  const program = programOf(place.url, memory.watched);
  const navigation = frameAt(memory, place)?.navigation ?? null;
  const isOfAnother = navigation !== null && navigation.program !== program?.id && !redirected;
  const tab = memory.tabs[place.tabId];
  if (tab) {
    endWaiting(tab, place.frameId);
    if (place.frameId === 0) tab.frames = {};
    else delete tab.frames[place.frameId];
  }
  if (program) {
    const page = newPage(program.id, at, navigation?.program === program.id ? navigation : null);
    addFrame(memory, place).page = page;
    if (!judgesLoads(memory, place, program.id)) Object.assign(page, { outcome: 'ok', loading: null });
  }
  if (isOfAnother) (frameAt(memory, place) ?? addFrame(memory, place)).navigation = navigation;
  dropEmpty(memory, place.tabId);
}

/** A document that was already open when the extension or the watch list arrived. */
export function pageFound(memory: BrowserMemory, place: FramePlace, failed: boolean, at: number): boolean {
  const program = programOf(place.url, memory.watched);
  if (!program) return false;
  const frame = frameAt(memory, place) ?? addFrame(memory, place);
  if (frame.page?.program === program.id) return true;
  const judged = failed && judgesLoads(memory, place, program.id);
  frame.page = judged ? failedPage(program.id, null, at) : newPage(program.id, at, null);
  return true;
}

/** The status with which a document that was found open had been answered; 0 where Chrome does not tell. */
export function pageAnswered(memory: BrowserMemory, place: FramePlace, httpStatus: number): void {
  const page = frameAt(memory, place)?.page;
  if (page && httpStatus >= 500 && judgesLoads(memory, place, page.program)) page.outcome = 'server_error';
}

export function navigationLoaded(memory: BrowserMemory, place: FramePlace, at: number): void {
  const page = frameAt(memory, place)?.page;
  const program = memory.watched.find(({ id }) => id === page?.program);
  if (page && program && noteLoaded(page, program.slowMs, at)) memory.goodLoads[program.id] = at;
}

export function navigationFailed(memory: BrowserMemory, place: FramePlace, error: string, at: number): void {
  const frame = frameAt(memory, place);
  if (!frame) return;
  const navigation = frame.navigation;
  frame.navigation = null;
  if (error === ABORTED) {
    if (!navigation && frame.page) frame.page.loading = null;
    if (!frame.page) removeFrame(memory, place);
    return;
  }
  const program = programOf(place.url, memory.watched);
  if (program && judgesLoads(memory, place, program.id)) {
    frame.page = failedPage(program.id, navigation?.httpStatus ?? null, at);
  } else {
    removeFrame(memory, place);
  }
}

/** Chrome shows its own error page: for an answer without a body also after an HTTP error. */
function failedPage(program: string, httpStatus: number | null, at: number): WatchedPage {
  const outcome = (httpStatus ?? 0) >= 500 ? 'server_error' : 'load_failed';
  return { ...newPage(program, at, null), outcome };
}

/**
 * A frame inside a page of the same system is one of its parts: whether the system loads is told by the page itself.
 * In a page of another system, such as a portal, the frame is all there is.
 */
function judgesLoads(memory: BrowserMemory, { tabId, frameId }: FramePlace, program: string): boolean {
  return frameId === 0 || memory.tabs[tabId]?.frames[0]?.page?.program !== program;
}

function frameAt(memory: BrowserMemory, { tabId, frameId }: FramePlace): WatchedFrame | undefined {
  return memory.tabs[tabId]?.frames[frameId];
}

function addFrame(memory: BrowserMemory, { tabId, frameId }: FramePlace): WatchedFrame {
  const tab: WatchedTabState = (memory.tabs[tabId] ??= { frames: {}, waiting: {} });
  return (tab.frames[frameId] = { page: null, navigation: null });
}

export function removeFrame(memory: BrowserMemory, { tabId, frameId }: Omit<FramePlace, 'url'>): void {
  const tab = memory.tabs[tabId];
  if (!tab) return;
  delete tab.frames[frameId];
  endWaiting(tab, frameId);
  dropEmpty(memory, tabId);
}

function dropEmpty(memory: BrowserMemory, tabId: number): void {
  const tab = memory.tabs[tabId];
  if (tab && Object.keys(tab.frames).length === 0) delete memory.tabs[tabId];
}
