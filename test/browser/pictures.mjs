/**
 * Makes the pictures of the README and the guides from a running demo, so that they show what the pages are today:
 *
 *     npm run demo                      (in another terminal; wait for the incident of the civil-registration system)
 *     node test/browser/pictures.mjs    [address, default http://localhost:8080] [folder of the demo, default data/demo]
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address = 'http://localhost:8080', demoFolder = 'data/demo'] = process.argv.slice(2);
const folder = new URL('../../docs/pictures/', import.meta.url).pathname;
const { kythuat: password } = JSON.parse(readFileSync(join(demoFolder, 'people.json'), 'utf8'));
const WIDE = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.TRUCBAN_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
try {
  const context = await browser.newContext({
    viewport: WIDE,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  const signIn = await context.request.post(`${address}/api/v1/session`, {
    headers: { origin: address },
    data: { login: 'kythuat', password },
  });
  if (!signIn.ok()) throw new Error(`sign in: ${signIn.status()} ${await signIn.text()}`);
  const api = async (path) => (await context.request.get(`${address}/api/v1${path}`)).json();
  const { centers, attention } = await api('/board');
  const worst = attention.find(({ tone }) => tone === 'widespread') ?? attention[0];
  const lacLuong = centers.find(({ communeCode }) => communeCode === '05362');
  const page = await context.newPage();
  const shoot = async (name, path) => {
    await page.goto(address + path);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('load');
    await page.evaluate(() => document.fonts.ready);
    // What the page asks for once it stands.
    await page.waitForFunction(() => document.querySelectorAll('main [aria-busy="true"]').length === 0);
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, name) });
    console.log(`docs/pictures/${name}`);
  };
  await shoot('board.png', '/');
  await shoot('center.png', `/centers/${lacLuong.id}`);
  if (worst) await shoot('ticket.png', `/tickets/${worst.ticketId}`);
  await page.setViewportSize(PHONE);
  await shoot('board-phone.png', '/');
} finally {
  await browser.close();
}
