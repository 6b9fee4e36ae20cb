import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { removeBuilds } from '../support/browser-with-extension.js';
import { startStandInSystem, type StandInSystem } from '../support/stand-in-system.js';
import { HO_TICH, startWatchedBrowser, type WatchedBrowser } from '../support/watched-browser.js';

jest.setTimeout(60_000);

let desk: WatchedBrowser;

let gone: StandInSystem;

beforeEach(async () => {
  gone = await startStandInSystem();
  await gone.close();
  desk = await startWatchedBrowser({ slowMs: 2_000, otherHosts: [gone.host] });
});
afterEach(() => desk.close());
afterAll(removeBuilds);

describe('loading a page of a watched system', () => {
  it('fails when the system refuses the connection, until a load succeeds', async () => {
    await desk.browser.open(gone.url());
    await desk.tabs.until(HO_TICH, 'load_failed', 5_000);
    // In another tab, while the error page is still open.
    await desk.browser.open(desk.system.url());
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it.each(['/502', '/502-empty'])(
    'is a server error for %s, and well after a reload that succeeds',
    async (path) => {
      const page = await desk.browser.open(desk.system.url(path));
      await desk.tabs.until(HO_TICH, 'server_error', 5_000);
      await page.goto(desk.system.url());
      await desk.tabs.until(HO_TICH, 'ok', 5_000);
    },
  );

  it('is a server error in the very tab that worked before, and well after a reload', async () => {
    const page = await desk.browser.open(desk.system.url('/changing'));
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
    desk.system.answerWith(503);
    await page.reload();
    await desk.tabs.until(HO_TICH, 'server_error', 5_000);
    desk.system.answerWith(200);
    await page.reload();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('is slow once it takes longer than the policy allows, and well after a quick load', async () => {
    const page = await desk.browser.open('about:blank');
    const started = Date.now();
    void page.goto(desk.system.url('/slow')).catch(() => undefined);
    const slow = await desk.tabs.until(HO_TICH, 'slow', 10_000);
    expect(slow.since - started).toBeGreaterThanOrEqual(1_900);
    expect(slow.since - started).toBeLessThan(3_000);
    desk.system.releaseSlowPages();
    await page.waitForSelector('#loop');
    expect(await desk.tabs.statesOf(HO_TICH, 4_000)).toEqual(['slow']);
    void page.reload().catch(() => undefined);
    await page.goto(desk.system.url());
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('is no finding when the clerk goes away before the page is there', async () => {
    const page = await desk.browser.open('about:blank');
    void page.goto(desk.system.url('/slow')).catch(() => undefined);
    await desk.tabs.until(HO_TICH, 'slow', 10_000);
    await page.goto('about:blank').catch(() => undefined);
    await desk.tabs.until(HO_TICH, 'none', 5_000);
  });

  it('says none before the first tab and after the last, and nothing of other pages', async () => {
    const other = await startStandInSystem();
    const elsewhere = await desk.browser.open(other.url('/502'));
    expect(await desk.tabs.statesOf(HO_TICH, 5_000)).toEqual(['none']);
    await elsewhere.goto(desk.system.url());
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
    await elsewhere.goto(other.url());
    await desk.tabs.until(HO_TICH, 'none', 5_000);
    await other.close();
  });
});
