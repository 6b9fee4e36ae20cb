import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pressAndLeave, removeBuilds } from '../support/browser-with-extension.js';
import { startDisplay, type Display } from '../support/display.js';
import {
  HO_TICH,
  LONG_ENOUGH_TO_HANG_MS,
  startWatchedBrowser,
  type WatchedBrowser,
} from '../support/watched-browser.js';

jest.setTimeout(90_000);

let desk: WatchedBrowser;
let display: Display | undefined;

afterEach(async () => {
  await desk.close();
  await display?.close();
  display = undefined;
});
afterAll(removeBuilds);

async function openHealthy(): Promise<Page> {
  const page = await desk.browser.open(desk.system.url());
  await desk.tabs.until(HO_TICH, 'ok');
  return page;
}

async function expectWaitingForTheClerk(): Promise<void> {
  await desk.tabs.until(HO_TICH, 'dialog', 5_000);
  expect(await desk.tabs.statesOf(HO_TICH, LONG_ENOUGH_TO_HANG_MS)).toEqual(['dialog']);
}

describe('a page that waits for the clerk is no hang', () => {
  it.each(['alert', 'confirm', 'prompt'])('while %s is open, and is well when it is closed', async (name) => {
    desk = await startWatchedBrowser();
    const page = await openHealthy();
    const dialog = page.waitForEvent('dialog');
    await pressAndLeave(page, name);
    await expectWaitingForTheClerk();
    await (await dialog).accept();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('while the print preview is open, and is well when it is closed', async () => {
    display = await startDisplay();
    desk = await startWatchedBrowser({ headless: false, display: display.name });
    const page = await openHealthy();
    await pressAndLeave(page, 'print');
    await expectWaitingForTheClerk();
    await desk.browser.closePrintPreview();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('while it asks whether to leave it', async () => {
    desk = await startWatchedBrowser();
    const page = await openHealthy();
    // Chrome shows the question only on a page that the clerk has touched.
    await page.click('#ask-before-leaving');
    const dialog = page.waitForEvent('dialog');
    await page.evaluate('void setTimeout(() => location.reload())');
    await expectWaitingForTheClerk();
    await (await dialog).dismiss();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('while the dialog belongs to another window of the system that shares its process', async () => {
    desk = await startWatchedBrowser();
    const page = await openHealthy();
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate("void window.open('/', '', 'width=400,height=300')"),
    ]);
    const dialog = popup.waitForEvent('dialog');
    await pressAndLeave(popup, 'alert');
    await expectWaitingForTheClerk();
    await (await dialog).accept();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });

  it('while the dialog belongs to one of its frames', async () => {
    desk = await startWatchedBrowser();
    const page = await desk.browser.open(desk.system.url('/framed'));
    await desk.tabs.until(HO_TICH, 'ok');
    const dialog = page.waitForEvent('dialog');
    await pressAndLeave(page.frameLocator('iframe'), 'confirm');
    await expectWaitingForTheClerk();
    await (await dialog).accept();
    await desk.tabs.until(HO_TICH, 'ok', 5_000);
  });
});
