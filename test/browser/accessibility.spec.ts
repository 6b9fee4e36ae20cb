import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Centers } from '../../src/inventory/index.js';
import { reportByLink } from '../integration/support/clerk.js';
import { TestPc } from '../factories/pc.js';
import { violations } from './support/axe.js';
import { Desk } from './support/desk.js';
import { PAGE_PATTERNS, standsStill } from './support/every-page.js';

jest.setTimeout(120_000);

let desk: Desk;
let page: Page;

/** What the parts of an address stand for here. */
let ids: Record<string, string>;
/** Of a link by which a PC's clerk reports. Good for looking as often as one likes. */
let secret: string;

beforeAll(async () => {
  desk = await Desk.open();
  const device = await desk.app.enrol(undefined, { name: 'Quầy 3' });
  const pc = new TestPc(desk.app, device);
  pc.freePercent = 2;
  await pc.beat();
  const ticket = await reportByLink(desk.app);
  const reportLink = await desk.app.post<{ url: string }>('/api/agent/v1/report-links', undefined, device);
  const center = await desk.app.app.get(Centers).byId(device.centerId);
  ids = {
    '/centers': String(device.centerId),
    '/devices': String(device.deviceId),
    '/tickets': String(ticket),
    '/report': center?.publicLink ?? '',
    '/guides': 'cua-so-ma-pin-bi-che',
  };
  secret = new URL(reportLink.body.url).hash;
  page = await desk.sitsDown('administrator');
});
afterAll(() => desk?.close());

/** The address of a page with something on it; pages whose parts stand for nothing here show what they say then. */
function addressOf(pattern: string): string {
  const family = pattern.slice(0, pattern.indexOf('/:'));
  return pattern.replace(/:\w+/, ids[family] ?? 'x') + (pattern === '/report-pc' ? secret : '');
}

describe.each([
  ['light', 1366, 768],
  ['dark', 390, 844],
] as const)('every page, %s, %i wide', (colorScheme, width, height) => {
  it.each(PAGE_PATTERNS)('%s can be used by everybody', async (pattern) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    // What stands behind the # alone would not load the page again.
    await page.goto('about:blank');
    await desk.goes(addressOf(pattern));
    await standsStill(page);
    expect(await violations(page)).toEqual([]);
  });
});
