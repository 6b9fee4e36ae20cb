import { describe, expect, it } from '@jest/globals';
import type { BrowserMemory } from './browser-memory.js';
import { type FramePlace, navigationCommitted, navigationLoaded, navigationStarted } from './navigation.js';
import { programStates } from './program-states.js';

const HO_TICH = { id: 'ho-tich', hosts: ['hotich.test'], slowMs: 10_000 };
const at = (url: string): FramePlace => ({ tabId: 1, frameId: 0, url });
const PAGE = at('https://hotich.test/ho-so');
const BLANK = at('about:blank');
const SIGN_IN = at('https://dang-nhap.test/');

const fresh = (): BrowserMemory => ({
  browser: 'b',
  watched: [HO_TICH],
  tabs: {},
  goodLoads: {},
  reported: [],
});

const stateAt = ({ watched, tabs, goodLoads }: BrowserMemory, now: number): string =>
  programStates(watched, Object.values(tabs), goodLoads, [], now)[0]!.state;

// The order of events as Chromium was seen to tell them, about once in ten such loads.
describe('a load that leaves while the page before it is about to be shown', () => {
  it('is slow once it takes too long, whatever that page was', () => {
    const memory = fresh();
    navigationStarted(memory, BLANK, 0);
    navigationStarted(memory, PAGE, 15);
    navigationCommitted(memory, BLANK, false, 23);
    navigationLoaded(memory, BLANK, 30);
    expect(stateAt(memory, 9_000)).toBe('none');
    expect(stateAt(memory, 10_100)).toBe('slow');
    navigationCommitted(memory, PAGE, false, 12_000);
    navigationLoaded(memory, PAGE, 12_500);
    expect(stateAt(memory, 13_000)).toBe('slow');
  });
});

describe('a load that the system sends on to another place', () => {
  it('ends there', () => {
    const memory = fresh();
    navigationStarted(memory, PAGE, 0);
    navigationCommitted(memory, SIGN_IN, true, 500);
    expect(stateAt(memory, 20_000)).toBe('none');
  });
});
