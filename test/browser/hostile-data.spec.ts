import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page, Response } from 'playwright-core';
import { LINK_HEADER } from '../../src/contracts/api/index.js';
import { hardwareOf } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { type Place, placesOf, withValue } from '../integration/support/bodies.js';
import { EveryRoute } from '../integration/support/every-route.js';
import { HOSTILE, HURT } from '../integration/support/hostile.js';
import { Desk } from './support/desk.js';
import { addressOf, type Ids, PAGE_PATTERNS, standsStill } from './support/every-page.js';

jest.setTimeout(300_000);

/** Text, because it runs in the page: counts what markup would do, and what only the policy of the page kept from happening. */
const WATCH = `
  window.hurts = 0;
  window.${HURT} = () => (window.hurts += 1);
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    window.violations.push([violatedDirective, blockedURI, sample].join(' ')));`;
/** Elements that no page of ours has. */
const MADE_OF_DATA =
  'img[src="x"], script:not([src]), [onerror], [onload], [onfocus], a[href^="javascript:" i], iframe, object, embed, base';

let desk: Desk;
let page: Page;
let every: EveryRoute;
let ids: Ids;
let secrets: Record<string, string>;
const dialogs: string[] = [];
const outside: string[] = [];

beforeAll(async () => {
  desk = await Desk.open();
  every = await EveryRoute.open(desk.app);
  await everythingIsCalledMarkup();
  const { id, follow } = await every.report();
  const link = await desk.app.post<{ url: string }>('/api/agent/v1/report-links', undefined, every.device);
  secrets = { '/report-pc': new URL(link.body.url).hash, '/my-report': `#${follow}` };
  ids = {
    '/centers': every.device.centerId,
    '/devices': every.device.deviceId,
    '/tickets': id,
    '/report': every.link,
    '/guides': 'usb-token-khong-nhan',
  };
  page = await desk.sitsDown('administrator');
  await page.addInitScript(WATCH);
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== desk.app.url) outside.push(request.url());
  });
});
afterAll(() => desk?.close());

/** Every text of every route, and all that a PC says of itself. */
async function everythingIsCalledMarkup(): Promise<void> {
  const { app } = desk;
  for (const route of every.routes.filter(
    ({ body, path }) => body && !/session|setup|wall\/screen/.test(path),
  )) {
    const texts = placesOf(route.body!).filter(({ kind }) => kind === 'text');
    const taken: Place[] = [];
    for (const place of texts) {
      await every.send(route, (body) => withValue(body, place.path, HOSTILE.unreadable));
      await every.send(route, (body) => withValue(body, place.path, HOSTILE.svg));
      const { status } = await every.send(route, (body) => withValue(body, place.path, HOSTILE.markup));
      if (status < 300) taken.push(place);
    }
    if (taken.length === 0) continue;
    // What stays is all of it at once.
    await every.send(route, (sent) =>
      taken.reduce<unknown>((body, { path }) => withValue(body, path, HOSTILE.markup), sent),
    );
  }
  await watchWebSystem(app, 'hotich', { nameVi: HOSTILE.svg, nameEn: HOSTILE.svg });
  const pc = new TestPc(
    app,
    await app.enrol(every.device.centerId, { name: `Quầy <script>${HURT}()</script>` }),
  );
  pc.sees('hotich', 'tab', 'not_responding');
  pc.freePercent = 2;
  const notAfter = app.clock.now() + 86_400_000 * 20;
  const names = {
    holder: HOSTILE.markup,
    organisation: HOSTILE.svg,
    units: [HOSTILE.markup],
    email: HOSTILE.svg,
  };
  const issuers = { issuer: HOSTILE.markup, issuerOrganisation: HOSTILE.markup };
  const when = { notBefore: notAfter - 86_400_000 * 365, notAfter };
  const entry = {
    thumbprint: hardwareOf('x'),
    serial: '0A',
    ...names,
    ...issuers,
    ...when,
    store: 'user',
  } as const;
  await pc.lists([entry]);
  await desk.pass(90);
}

async function look(response: Response | null, address: string): Promise<void> {
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/script-src|unsafe-eval|\*/);
  await standsStill(page);
  const seen = await page.evaluate(
    `({ hurts: window.hurts, violations: window.violations,
        made: [...document.querySelectorAll(${JSON.stringify(MADE_OF_DATA)})].map((one) => one.outerHTML.slice(0, 120)) })`,
  );
  expect({ address, seen }).toEqual({ address, seen: { hurts: 0, violations: [], made: [] } });
}

describe('a province in which everything is called markup', () => {
  const shown: string[] = [];

  it.each(PAGE_PATTERNS)('%s shows it as text', async (pattern) => {
    // What stands behind the # alone would not load the page again.
    await page.goto('about:blank');
    const address = addressOf(pattern, ids) + (secrets[pattern] ?? '');
    await look(await page.goto(desk.app.url + address), pattern);
    const text = await page.locator('body').innerText();
    if (text.includes(`${HURT}()`)) shown.push(pattern);
    expect(text).not.toMatch(/[\u202a-\u202e]/);
    expect([dialogs, outside]).toEqual([[], []]);
    await desk.shoot(`hostile${pattern.replace(/\W+/g, '-')}`);
  });

  it('was seen on the pages that show what people and PCs wrote', () => {
    expect(shown).toEqual(
      expect.arrayContaining([
        '/tickets',
        '/centers/:id',
        '/guides',
        '/guides/:slug',
        '/maintenance',
        '/users',
        '/users/screens',
        '/duty',
        '/reports/certificates',
        '/policies/programs',
        '/report/:link',
      ]),
    );
  });

  it('shows a ticket whose every line was written by an attacker, and prints it', async () => {
    const { id, follow } = await every.report();
    const ofTicket = { headers: { [LINK_HEADER]: follow } };
    await desk.app.post('/api/v1/public/followed/answers', { body: HOSTILE.markup }, ofTicket);
    await page.goto('about:blank');
    await look(await page.goto(`${desk.app.url}/tickets/${id}`), 'ticket');
    expect(await page.locator('main').innerText()).toContain(HOSTILE.markup);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('window.hurts')).toBe(0);
    await page.emulateMedia({ media: null });
  });

  it('finds it by searching for it', async () => {
    await desk.goes('/');
    await page.getByRole('combobox').fill('script');
    await page.getByRole('option').first().waitFor();
    expect(
      await page.evaluate(
        `[window.hurts, document.querySelectorAll(${JSON.stringify(MADE_OF_DATA)}).length]`,
      ),
    ).toEqual([0, 0]);
    expect(dialogs).toEqual([]);
  });
});
