import { describe, expect, it } from '@jest/globals';
import type { TabProgramState } from '../../collectors/browser-tabs/protocol.js';
import { programStates } from './program-states.js';
import {
  endWaiting,
  MISSES_TO_HANG,
  newPage,
  noteAnswer,
  noteLoaded,
  noteMiss,
  noteRefusal,
  noteWaiting,
  SLOW_HOLD_MS,
  type WatchedTabState,
} from './watched-tabs.js';

const HO_TICH = { id: 'ho-tich', hosts: ['hotich.test'], slowMs: 10_000 };
const NOW = 1_000_000;

function tabWithPage(at = 0): WatchedTabState {
  return { frames: { 0: { page: newPage('ho-tich', at, null), navigation: null } }, waiting: {} };
}

function hang(tab: WatchedTabState, firstPingAt: number): void {
  for (let miss = 0; miss < MISSES_TO_HANG; miss += 1)
    noteMiss(tab.frames[0]!.page!, firstPingAt + miss * 3_000);
}

function stateOf(
  tabs: WatchedTabState[],
  { now = NOW, goodLoadAt = 0, before = [] as TabProgramState[] } = {},
): TabProgramState {
  return programStates([HO_TICH], tabs, { 'ho-tich': goodLoadAt }, before, now)[0]!;
}

describe('the state of a watched system in one browser', () => {
  it('is none without a page', () => {
    expect(stateOf([])).toEqual({ id: 'ho-tich', state: 'none', since: NOW });
  });

  it('is not responding since the first of three unanswered pings, and not before the third', () => {
    const tab = tabWithPage();
    noteMiss(tab.frames[0]!.page!, 5_000);
    noteMiss(tab.frames[0]!.page!, 8_000);
    expect(stateOf([tab]).state).toBe('ok');
    noteMiss(tab.frames[0]!.page!, 11_000);
    expect(stateOf([tab])).toMatchObject({ state: 'not_responding', since: 5_000 });
  });

  it('is that of the worst page, since the first of them', () => {
    const [first, second] = [tabWithPage(), tabWithPage()];
    hang(first, 9_000);
    hang(second, 6_000);
    expect(stateOf([tabWithPage(), first, second])).toMatchObject({ state: 'not_responding', since: 6_000 });
  });

  it('keeps its beginning when another page takes over, and dates a return to health now', () => {
    const tab = tabWithPage();
    hang(tab, 9_000);
    const before = [{ id: 'ho-tich', state: 'not_responding' as const, since: 2_000 }];
    expect(stateOf([tab], { before })).toEqual(before[0]);
    expect(stateOf([tabWithPage()], { before })).toMatchObject({ state: 'ok', since: NOW });
  });

  it('waits for the clerk while a dialog is open, and an older ping proves nothing', () => {
    const tab = tabWithPage();
    noteWaiting(tab, 0, 'alert', true, 5_000);
    noteAnswer(tab, tab.frames[0]!.page!, 4_000);
    expect(stateOf([tab])).toMatchObject({ state: 'dialog', since: 5_000 });
  });

  it('no longer believes in a dialog once the page answers a later ping', () => {
    const tab = tabWithPage();
    noteWaiting(tab, 0, 'printing', true, 5_000);
    noteAnswer(tab, tab.frames[0]!.page!, 6_000);
    hang(tab, 9_000);
    expect(stateOf([tab]).state).toBe('not_responding');
  });

  it("ends a frame's dialog with its document, and all of them with the page", () => {
    const tab = tabWithPage();
    noteWaiting(tab, 0, 'print', true, 5_000);
    noteWaiting(tab, 7, 'confirm', true, 5_000);
    endWaiting(tab, 7);
    expect(Object.keys(tab.waiting)).toEqual(['0:print']);
    endWaiting(tab, 0);
    expect(tab.waiting).toEqual({});
  });

  it('is none when the only page has crashed: it neither hangs nor works', () => {
    const tab = tabWithPage();
    hang(tab, 5_000);
    noteRefusal(tab.frames[0]!.page!);
    noteRefusal(tab.frames[0]!.page!);
    expect(stateOf([tab]).state).toBe('none');
  });

  it('forgets a failed load after a later good one in any tab, but never a hang', () => {
    const failed = tabWithPage(5_000);
    failed.frames[0]!.page!.outcome = 'load_failed';
    expect(stateOf([failed], { goodLoadAt: 4_000 }).state).toBe('load_failed');
    expect(stateOf([failed, tabWithPage()], { goodLoadAt: 6_000 }).state).toBe('ok');
    const stuck = tabWithPage();
    hang(stuck, 5_000);
    expect(stateOf([stuck, tabWithPage()], { goodLoadAt: 6_000 }).state).toBe('not_responding');
  });
});

describe('a load', () => {
  const load = (interrupted = false) => ({
    program: 'ho-tich',
    startedAt: 1_000,
    httpStatus: 200,
    interrupted,
  });
  const tabThatLoads = (navigation = load()): WatchedTabState => ({
    frames: { 0: { page: newPage('ho-tich', 2_000, navigation), navigation: null } },
    waiting: {},
  });

  it('is slow from the allowed time on, even after it ended, for a while', () => {
    const tab = tabThatLoads();
    expect(stateOf([tab], { now: 11_000 }).state).toBe('ok');
    expect(stateOf([tab], { now: 11_001 })).toMatchObject({ state: 'slow', since: 11_000 });
    expect(noteLoaded(tab.frames[0]!.page!, HO_TICH.slowMs, 15_000)).toBe(false);
    expect(stateOf([tab], { now: 20_000 }).state).toBe('slow');
    expect(stateOf([tab], { now: 15_000 + SLOW_HOLD_MS }).state).toBe('ok');
  });

  it('is not slow when the clerk was asked something meanwhile', () => {
    const tab = tabThatLoads();
    noteWaiting(tab, 0, 'confirm', true, 3_000);
    noteWaiting(tab, 0, 'confirm', false, 60_000);
    expect(stateOf([tab], { now: 61_000 }).state).toBe('ok');
    noteLoaded(tab.frames[0]!.page!, HO_TICH.slowMs, 62_000);
    expect(stateOf([tab], { now: 63_000 }).state).toBe('ok');
  });
});
