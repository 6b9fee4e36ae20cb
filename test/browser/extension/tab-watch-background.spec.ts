import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pressAndLeave, removeBuilds } from '../support/browser-with-extension.js';
import {
  HO_TICH,
  LONG_ENOUGH_TO_HANG_MS,
  startWatchedBrowser,
  type WatchedBrowser,
} from '../support/watched-browser.js';

jest.setTimeout(90_000);

let desk: WatchedBrowser;

afterEach(() => desk.close());
afterAll(removeBuilds);

async function openBehindAnother(): Promise<Page> {
  const page = await desk.browser.open(desk.system.url());
  await desk.tabs.until(HO_TICH, 'ok');
  await desk.browser.open('about:blank');
  return page;
}

describe('a page in the background', () => {
  it('is no hang while nobody sees it, and is one once it is brought to the front', async () => {
    desk = await startWatchedBrowser();
    const page = await openBehindAnother();
    await pressAndLeave(page, 'loop');
    expect(await desk.tabs.statesOf(HO_TICH, LONG_ENOUGH_TO_HANG_MS)).toEqual(['ok']);
    await desk.browser.showTab(1);
    await desk.tabs.until(HO_TICH, 'not_responding');
  });

  it('is no hang when the browser freezes it', async () => {
    desk = await startWatchedBrowser({ trueVisibility: true });
    const page = await openBehindAnother();
    const devtools = await desk.browser.context.newCDPSession(page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await desk.tabs.until(HO_TICH, 'none', 5_000);
    expect(await desk.tabs.statesOf(HO_TICH, LONG_ENOUGH_TO_HANG_MS)).toEqual(['none']);
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('is no hang when the browser discards it', async () => {
    desk = await startWatchedBrowser();
    await openBehindAnother();
    await desk.browser.discardTab(1);
    await desk.tabs.until(HO_TICH, 'none', 5_000);
    expect(await desk.tabs.statesOf(HO_TICH, LONG_ENOUGH_TO_HANG_MS)).toEqual(['none']);
    await desk.browser.showTab(1);
    await desk.tabs.until(HO_TICH, 'ok', 10_000);
  });
});
