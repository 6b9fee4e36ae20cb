import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type BrowserContext, type FrameLocator, type Page } from 'playwright-core';
import { installBrowserSupport } from '../../../agent/collectors/browser-tabs/install.js';

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** For suites that report "not run" with a remedy where no browser is installed. */
export const chromiumIsInstalled = existsSync(CHROMIUM);

export interface BrowserWithExtension {
  context: BrowserContext;
  /** Opens a tab in front of all others. */
  open(url: string): Promise<Page>;
  /** Waits until the watch list has reached the extension: a page opened from then on is seen from its first byte. */
  untilWatching(): Promise<void>;
  /** Tabs by their place in the window, from 0. What a clerk does with the mouse on the tab strip. */
  closeTab(place: number): Promise<void>;
  showTab(place: number): Promise<void>;
  /** What Chrome does to a background tab when memory is short. */
  discardTab(place: number): Promise<void>;
  closePrintPreview(): Promise<void>;
  /** What Chrome does to an extension that is idle, or when its worker crashes. */
  restartExtensionWorker(): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** State directory of the agent that the native host is to reach. */
  stateDirectory: string;
  /** False needs a display. */
  headless?: boolean;
  /** Pages behind others know that they are hidden, which Chrome demands before it freezes one. Headless only. */
  trueVisibility?: boolean;
  /** X display for a browser with a real window, such as `:99`. */
  display?: string;
}

let built: Promise<{ extension: string; nativeHost: string; folder: string }> | undefined;

/** A real Chromium with a fresh profile, this project's extension and its native host. */
export async function launchBrowserWithExtension(options: LaunchOptions): Promise<BrowserWithExtension> {
  const { extension, nativeHost } = await (built ??= buildBoth());
  const profile = await mkdtemp(join(tmpdir(), 'trucban-profile-'));
  await installBrowserSupport({
    stateDirectory: options.stateDirectory,
    command: { executable: process.execPath, arguments: [nativeHost, options.stateDirectory] },
    browserDataDirectory: profile,
  });
  const args = [
    ...((options.headless ?? true) ? ['--headless=new'] : []),
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
  ];
  const context = options.trueVisibility
    ? await attach(profile, args)
    : await launch(profile, args, options.display);
  return {
    context,
    open: (url) => openTab(context, url),
    ...tabStrip(context),
    closePrintPreview: () => cancelPrintPreview(context),
    restartExtensionWorker: async () => {
      await closeTargets(context, ({ type }) => type === 'service_worker');
    },
    close: async () => {
      await endBrowser(context);
      await rm(profile, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

function launch(profile: string, args: string[], display: string | undefined): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: false,
    env: { ...process.env, ...(display ? { DISPLAY: display } : {}) },
    // The hang monitor is what lets a clerk close a hung tab.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-hang-monitor'],
    args,
  });
}

/** Playwright tells every page that it launches "you are visible"; a page it merely finds keeps its own idea. */
async function attach(profile: string, args: string[]): Promise<BrowserContext> {
  const { endpoint, end } = await startWithDevtools(profile, args);
  try {
    const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
    return browser.contexts()[0]!;
  } catch (error) {
    await end();
    throw error;
  }
}

async function startWithDevtools(
  profile: string,
  args: string[],
): Promise<{ endpoint: string; end: () => Promise<void> }> {
  // An empty first page: some Chromiums are built to begin with a page of the Internet, and without one the connection waits
  // for that page for ever.
  const own = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'];
  const browser = spawn(CHROMIUM, [...args, ...own], { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  const endpoint = await new Promise<string>((resolve, reject) => {
    let output = '';
    // Read to the end: a full pipe would stop the browser.
    browser.stderr.on('data', (chunk) => {
      output += String(chunk);
      const address = /listening on (ws:\S+)/.exec(output)?.[1];
      if (address) resolve(address);
    });
    browser.once('exit', () => reject(new Error(`Chromium ended: ${output}`)));
  });
  // Nothing of it keeps the test process alive: a helper of Chromium's may hold the pipe for longer than the browser lives.
  browser.unref();
  (browser.stderr as Socket).unref();
  const end = async () => {
    browser.kill('SIGKILL');
    await ended;
    browser.stderr.destroy();
  };
  return { endpoint, end };
}

async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.bringToFront();
  // A page that fails, waits or answers badly is what many tests are about.
  await page.goto(url, { waitUntil: 'commit' }).catch(() => undefined);
  return page;
}

function tabStrip(
  context: BrowserContext,
): Pick<BrowserWithExtension, 'untilWatching' | 'closeTab' | 'showTab' | 'discardTab'> {
  const inWorker = async (script: string) => {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    return worker.evaluate<unknown>(`(async () => ${script})()`);
  };
  const idAt = (place: number) => `(await chrome.tabs.query({ index: ${place} }))[0].id`;
  return {
    async untilWatching() {
      while (!(await inWorker('(await chrome.scripting.getRegisteredContentScripts()).length > 0')));
    },
    closeTab: async (place) => void (await inWorker(`chrome.tabs.remove(${idAt(place)})`)),
    showTab: async (place) => void (await inWorker(`chrome.tabs.update(${idAt(place)}, { active: true })`)),
    discardTab: async (place) => void (await inWorker(`chrome.tabs.discard(${idAt(place)})`)),
  };
}

/** What the Cancel button of the preview says to the browser. */
async function cancelPrintPreview(context: BrowserContext): Promise<void> {
  const devtools = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await devtools.send('Target.getTargets');
  const preview = targetInfos.find(({ url }) => url.startsWith('chrome://print'));
  if (!preview) throw new Error('no print preview is open');
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId: preview.targetId });
  const expression = "chrome.send('closePrintPreviewDialog'); chrome.send('dialogClose');";
  const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
  await devtools.send('Target.sendMessageToTarget', { sessionId, message });
  await devtools.detach();
}

async function closeTargets(
  context: BrowserContext,
  wanted: (target: { type: string; url: string }) => boolean,
): Promise<void> {
  const devtools = await context.browser()!.newBrowserCDPSession();
  const { targetInfos } = await devtools.send('Target.getTargets');
  const found = targetInfos.filter(wanted);
  if (found.length === 0) throw new Error(`none among ${JSON.stringify(targetInfos)}`);
  for (const { targetId } of found) await devtools.send('Target.closeTarget', { targetId });
  await devtools.detach();
}

/** Closing the context would leave a browser that was only attached to running. */
async function endBrowser(context: BrowserContext): Promise<void> {
  const browser = context.browser()!;
  const ended = new Promise((resolve) => browser.once('disconnected', resolve));
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send('Browser.close').catch(() => undefined);
  await ended;
}

/** Presses a button whose handler may never return; a normal click would wait for it. */
export async function pressAndLeave(page: Page | FrameLocator, id: string): Promise<void> {
  await page
    .locator(`#${id}`)
    .evaluate((button: unknown) => void setTimeout(() => (button as { click(): void }).click()));
}

/** Removes what the launches of this process built. */
export async function removeBuilds(): Promise<void> {
  if (built) await rm((await built).folder, { recursive: true, force: true });
  built = undefined;
}

async function buildBoth(): Promise<{ extension: string; nativeHost: string; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'trucban-extension-'));
  const extension = join(folder, 'extension');
  await run(process.execPath, [join(root, 'agent/browser-extension/build.mjs'), extension]);
  await run(process.execPath, [join(root, 'test/browser/support/build-native-host.mjs'), folder]);
  return { folder, extension, nativeHost: join(folder, 'native-host.mjs') };
}
