/**
 * `npm run bench report-page`: how long a clerk waits for the page on which a fault is reported, over a slow line (slow-line.mjs), in
 * a Chromium that has never been there and in one that has. The clock runs from the press until the page can be used: its
 * categories stand there, and a press on one shows the button that sends. No connection is open before, the name of the server
 * need not be looked up, and there is no TLS. `UsableKb` is what had come down by then, `Kb` all of it, the letters included.
 */
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { end, endAll, folderFor, machine, progress, rounded, startServer } from './processes.mjs';
import { seedDevices } from './seed.mjs';
import { slowLine } from './slow-line.mjs';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const ARGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];
const CATEGORIES = 7;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** What the icon on the desktop asks for, not over the slow line: the agent does it before the browser opens. */
async function newLink(port, { token }) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/agent/v1/report-links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`no link: ${answer.status} ${await answer.text()}`);
  const { pathname, hash } = new URL((await answer.json()).url);
  return pathname + hash;
}

async function opened(page, address) {
  const from = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page
    .locator('input[type=radio][name=category]')
    .nth(CATEGORIES - 1)
    .waitFor({ state: 'attached' });
  await page.getByText('Phần mềm một cửa', { exact: true }).click();
  await page.getByRole('button', { name: 'Gửi báo sự cố' }).waitFor();
  return performance.now() - from;
}

/** A first visit and one after it, with a profile of their own. */
async function visits(line, addresses) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: false, args: ARGS });
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'vi-VN' });
    const times = [];
    for (const address of addresses) {
      const before = line.bytesDown();
      const page = await context.newPage();
      const kbSinceThen = () => (line.bytesDown() - before) / 1000;
      const ms = await opened(page, `http://127.0.0.1:${line.port}${address}`);
      const usableKb = kbSinceThen();
      await page.waitForLoadState('networkidle');
      times.push({ ms, usableKb, kb: kbSinceThen() });
      await page.close();
      // A later visit finds no connection open.
      line.hangUp();
    }
    return times;
  } finally {
    await browser.close();
  }
}

export async function benchReportPage({ rounds, kbits, roundTripMs, dir }) {
  const { folder, remove } = folderFor('page', dir);
  const devicesFile = join(folder, 'devices.json');
  try {
    await end((await startServer(folder)).child);
    seedDevices(join(folder, 'trucban.sqlite'), devicesFile, rounds);
    const devices = JSON.parse(readFileSync(devicesFile, 'utf8'));
    const { child, port } = await startServer(folder);
    const line = await slowLine(port, { bitsPerSecond: kbits * 1000, roundTripMs });
    const runs = [];
    for (const device of devices) {
      const run = await visits(line, [await newLink(port, device), await newLink(port, device)]);
      progress(run.map(({ ms, kb }) => `${ms.toFixed(0)} ms, ${kb.toFixed(1)} kB`).join(' · '));
      runs.push(run);
    }
    await line.close();
    await end(child);
    const of = (visit, figure, digits) => rounded(median(runs.map((run) => run[visit][figure])), digits);
    return {
      bench: 'report-page',
      kbits,
      roundTripMs,
      rounds,
      firstMs: of(0, 'ms', 0),
      firstUsableKb: of(0, 'usableKb', 1),
      firstKb: of(0, 'kb', 1),
      againMs: of(1, 'ms', 0),
      againKb: of(1, 'kb', 1),
      machine: machine(folder),
    };
  } finally {
    endAll();
    await remove();
  }
}
