import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pressAndLeave, removeBuilds } from '../support/browser-with-extension.js';
import { watchTabs, webProgram } from '../support/tab-states.js';
import { HO_TICH, startWatchedBrowser, type WatchedBrowser } from '../support/watched-browser.js';

jest.setTimeout(90_000);

let desk: WatchedBrowser;

beforeEach(async () => {
  desk = await startWatchedBrowser();
});
afterEach(() => desk.close());
afterAll(removeBuilds);

describe('a page of a watched system that stops answering', () => {
  it('is hung since its first unanswered ping, and well again when it answers', async () => {
    const page = await desk.browser.open(desk.system.url());
    await desk.tabs.until(HO_TICH, 'ok');
    const started = Date.now();
    await pressAndLeave(page, 'loop');
    const hung = await desk.tabs.until(HO_TICH, 'not_responding');
    expect(hung.at - started).toBeLessThan(15_000);
    expect(hung.since - started).toBeGreaterThan(-1_000);
    expect(hung.since - started).toBeLessThan(4_500);
    process.stdout.write(
      `loop to not_responding: ${hung.at - started} ms, since +${hung.since - started} ms\n`,
    );
    desk.system.releaseLoops();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('is not masked by a healthy tab in front of it, and forgotten when it is closed', async () => {
    const stuck = await desk.browser.open(desk.system.url());
    await desk.tabs.until(HO_TICH, 'ok');
    await pressAndLeave(stuck, 'endless');
    const { since } = await desk.tabs.until(HO_TICH, 'not_responding');
    const healthy = await desk.browser.open(desk.system.url());
    await healthy.waitForSelector('#loop');
    expect(await desk.tabs.statesOf(HO_TICH, 7_000)).toEqual(['not_responding']);
    expect((await desk.tabs.until(HO_TICH, 'not_responding')).since).toBe(since);
    await desk.browser.closeTab(1);
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
    await healthy.close();
    await desk.tabs.until(HO_TICH, 'none', 5_000);
  });

  it('is seen though a dialog was open just before', async () => {
    const page = await desk.browser.open(desk.system.url());
    const dialog = page.waitForEvent('dialog');
    await desk.tabs.until(HO_TICH, 'ok');
    await pressAndLeave(page, 'alert-then-loop');
    await desk.tabs.until(HO_TICH, 'dialog', 5_000);
    await (await dialog).accept();
    await desk.tabs.until(HO_TICH, 'not_responding');
  });

  it('is seen in a frame of the page', async () => {
    const page = await desk.browser.open(desk.system.url('/framed'));
    const frame = page.frameLocator('iframe');
    await desk.tabs.until(HO_TICH, 'ok');
    await pressAndLeave(frame, 'loop');
    await desk.tabs.until(HO_TICH, 'not_responding');
    desk.system.releaseLoops();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('is seen in a page that was open before its system was watched', async () => {
    desk.tabs.watch([webProgram('khac', ['khac.test'])]);
    await desk.tabs.until('khac', 'none');
    const page = await desk.browser.open(desk.system.url());
    await page.waitForSelector('#loop');
    desk.tabs.watch([webProgram(HO_TICH, [desk.system.host])]);
    await desk.tabs.until(HO_TICH, 'ok');
    await pressAndLeave(page, 'loop');
    await desk.tabs.until(HO_TICH, 'not_responding');
  });
});

describe('what knows of a hung page', () => {
  it('survives a restart of the service worker, with the same beginning', async () => {
    const page = await desk.browser.open(desk.system.url());
    await desk.tabs.until(HO_TICH, 'ok');
    await pressAndLeave(page, 'loop');
    const { since } = await desk.tabs.until(HO_TICH, 'not_responding');
    await desk.browser.restartExtensionWorker();
    expect(await desk.tabs.statesOf(HO_TICH, 10_000)).toEqual(['not_responding']);
    expect((await desk.tabs.until(HO_TICH, 'not_responding')).since).toBe(since);
    desk.system.releaseLoops();
    await desk.tabs.until(HO_TICH, 'ok', 10_000);
  });

  it('survives a restart of the agent, with the same beginning', async () => {
    const page = await desk.browser.open(desk.system.url());
    await desk.tabs.until(HO_TICH, 'ok');
    await pressAndLeave(page, 'loop');
    const { since } = await desk.tabs.until(HO_TICH, 'not_responding');
    await desk.tabs.close();
    desk.tabs = watchTabs(desk.stateDirectory, [webProgram(HO_TICH, [desk.system.host])]);
    expect((await desk.tabs.until(HO_TICH, 'not_responding', 15_000)).since).toBe(since);
  });
});
