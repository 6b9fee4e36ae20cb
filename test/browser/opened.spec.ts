import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { TestPc } from '../factories/pc.js';
import { EveryRoute } from '../integration/support/every-route.js';
import { saveGuide } from '../integration/support/guides.js';
import { violations } from './support/axe.js';
import { Desk } from './support/desk.js';
import { addressOf, type Ids, PAGE_PATTERNS, standsStill } from './support/every-page.js';

jest.setTimeout(240_000);

const WEB = 'src/web';
const GUIDE = 'usb-token-khong-nhan';
const PHONE_WIDTH = 390;
/** More than any dialog has to stop at. */
const STOPS = 25;

let desk: Desk;
let page: Page;
let ids: Ids;
let secrets: Record<string, string>;

beforeAll(async () => {
  desk = await Desk.open();
  const { app } = desk;
  const every = await EveryRoute.open(app);
  const pc = new TestPc(app, every.device);
  pc.freePercent = 2;
  await pc.beat();
  const admin = await app.signIn('administrator');
  await app.post('/api/v1/wall-links', { name: 'Phòng trực', province: null }, admin);
  await app.post(`/api/v1/centers/${every.device.centerId}/join-codes`, {}, admin);
  await saveGuide(app, GUIDE, admin, { keywords: 'token, usb', note: 'Thêm từ khóa' });
  const { id, follow } = await every.report();
  const link = await app.post<{ url: string }>('/api/agent/v1/report-links', undefined, every.device);
  secrets = { '/report-pc': new URL(link.body.url).hash, '/my-report': `#${follow}` };
  ids = {
    '/centers': every.device.centerId,
    '/devices': every.device.deviceId,
    '/tickets': id,
    '/report': every.link,
    '/guides': GUIDE,
  };
  page = await desk.sitsDown('administrator');
});
afterAll(() => desk?.close());

interface Dialog {
  /** The component that it stands in, below src/web. */
  source: string;
  page: string;
  opener: () => Locator;
  before?: () => Promise<unknown>;
  /** On a phone there is no key to press, and nothing that explains keys. */
  wideOnly?: true;
}
const button = (name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first();
const onTicket = (file: string, name: string, more: Partial<Dialog> = {}): Dialog => ({
  source: `pages/ticket/${file}.svelte`,
  page: '/tickets/:id',
  opener: () => button(name),
  ...more,
});

const DIALOGS: readonly Dialog[] = [
  onTicket('category-dialog', 'Đổi nhóm sự cố…'),
  onTicket('hand-over-dialog', 'Chuyển nhà cung cấp…'),
  { ...onTicket('', 'Phím tắt', { wideOnly: true }), source: 'ui/keys-dialog.svelte' },
  onTicket('merge-dialog', 'Đánh dấu trùng…'),
  onTicket('note-dialog', 'Hủy phiếu…'),
  onTicket('priority-dialog', 'Đặt mức ưu tiên…'),
  onTicket('quiet', 'Giờ khác…'),
  onTicket('remote-help-dialog', 'Xin hỗ trợ từ xa…'),
  onTicket('resolve-dialog', 'Đánh dấu đã xử lý'),
  onTicket('split-button', 'Tách phiếu…'),
  {
    source: 'pages/tickets/bulk-dialog.svelte',
    page: '/tickets',
    before: () => page.getByLabel('Chọn PH-').first().check(),
    opener: () => button('Trả lời…'),
  },
  {
    source: 'pages/tickets/save-view-dialog.svelte',
    page: '/tickets',
    opener: () => button('Lưu danh sách này…'),
  },
  { source: 'pages/replies/reply-dialog.svelte', page: '/replies', opener: () => button('Thêm câu mẫu') },
  { source: 'pages/webhooks/webhook-card.svelte', page: '/webhooks', opener: () => button('Xóa') },
  { source: 'pages/center/join-codes.svelte', page: '/centers/:id', opener: () => button(/^Thu hồi/) },
  { source: 'pages/center/renew-link.svelte', page: '/centers/:id', opener: () => button('Đổi đường dẫn…') },
  { source: 'pages/duty/absence-dialog.svelte', page: '/duty', opener: () => button('Báo vắng') },
  { source: 'pages/duty/swap-dialog.svelte', page: '/duty', opener: () => button('Đổi ca') },
  { source: 'pages/duty/team-card.svelte', page: '/duty', opener: () => button('Bỏ tổ') },
  { source: 'pages/guides/guide-history.svelte', page: '/guides/:slug/edit', opener: () => button(/^Xem/) },
  {
    source: 'pages/maintenance/maintenance.page.svelte',
    page: '/maintenance',
    opener: () => button('Kết thúc sớm'),
  },
  {
    source: 'pages/policies/changes.page.svelte',
    page: '/policies/changes',
    opener: () => button(/^Trở lại/),
  },
  {
    source: 'pages/users/screens.page.svelte',
    page: '/users/screens',
    opener: () => button(/^Thu hồi liên kết/),
  },
  {
    source: 'pages/report/guide-reader.svelte',
    page: '/report-pc',
    before: () => page.getByText('Ký số', { exact: true }).click(),
    opener: () =>
      page.viewportSize()!.width === PHONE_WIDTH
        ? button(/hướng dẫn có thể giúp ngay$/)
        : button(/^Ký số đứng yên/),
  },
];

/** What opens in the page itself. */
const FORMS: readonly [string, () => Promise<unknown>][] = [
  ['/maintenance', () => button('Thêm lịch bảo trì').click()],
  ['/maintenance', () => button('Sửa').click()],
  ['/duty', () => button('Thêm tổ trực').click()],
  ['/duty', () => button('Sửa lịch').click()],
  ['/users', () => button('Thêm người dùng').click()],
  ['/users/screens', () => button('Tạo liên kết').click()],
  ['/policies/programs', () => button('Thêm phần mềm').click()],
  ['/policies/programs', () => button('Sửa Phần mềm hộ tịch điện tử').click()],
  ['/policies', () => page.getByRole('textbox', { name: 'Chờ trước khi coi là treo' }).fill('300')],
  ['/', () => button(/^Tài khoản/).click()],
  [
    '/',
    () =>
      page
        .getByRole('combobox')
        .fill('Lạc Lương')
        .then(() => page.getByRole('option').first().waitFor()),
  ],
  [
    '/centers/:id',
    () =>
      button('Tạo mã thêm máy')
        .click()
        .then(() => page.getByText('Mã chỉ hiện một lần này.').waitFor()),
  ],
  ['/calendars', () => button('Sửa bảng').click()],
  ['/report/:link', () => button('Gửi báo sự cố').click()],
  ['/report-pc', () => page.getByText('Việc khác', { exact: true }).click()],
];

async function opens(pattern: string): Promise<void> {
  // What stands behind the # alone would not load the page again.
  await page.goto('about:blank');
  await desk.goes(addressOf(pattern, ids) + (secrets[pattern] ?? ''));
  await standsStill(page);
}

const hasFocus = (element: Locator): Promise<boolean> => element.evaluate((one) => one.matches(':focus'));
const isFocusInside = (dialog: Locator): Promise<boolean> =>
  dialog.evaluate((element) => element.matches(':focus-within'));
/** The browser's own bar stands between the last stop and the first; what is behind the dialog never gets the focus. */
const isFocusBehind = async (dialog: Locator): Promise<boolean> =>
  !(await isFocusInside(dialog)) &&
  (await page.evaluate<boolean>('document.activeElement !== document.body'));

it('knows every dialog that there is', () => {
  const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.svelte') && readFileSync(join(WEB, path), 'utf8').includes('<Dialog'))
    .sort();
  expect(DIALOGS.map(({ source }) => source).sort()).toEqual(sources);
});

describe('a dialog', () => {
  it('opens again by a key that comes before the browser has told that it closed', async () => {
    await opens('/tickets/:id');
    const opener = button('Đổi nhóm sự cố…');
    await opener.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.evaluate(`document.addEventListener('close', (event) => {
      if (!event.isTrusted) return;
      event.stopImmediatePropagation();
      window.tellsLate = () => event.target.dispatchEvent(new Event('close'));
    }, { capture: true, once: true })`);
    await page.keyboard.press('Escape');
    await page.waitForFunction('window.tellsLate');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.evaluate('window.tellsLate()');
    await standsStill(page);
    expect(await dialog.isVisible()).toBe(true);
  });
});

describe.each([
  ['light', 1366, 768],
  ['dark', PHONE_WIDTH, 844],
  ['dark', 1366, 768],
  ['light', PHONE_WIDTH, 844],
] as const)('in %s, %i wide', (colorScheme, width, height) => {
  beforeAll(async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
  });

  it.each(
    DIALOGS.filter(({ wideOnly }) => !wideOnly || width > PHONE_WIDTH).map(
      (one) => [one.source, one] as const,
    ),
  )(
    'the dialog of %s can be used by everybody, also by keys alone',
    async (source, { page: pattern, before, opener }) => {
      await opens(pattern);
      await before?.();
      await opener().focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('heading').first().waitFor();
      await standsStill(page);
      expect(await isFocusInside(dialog)).toBe(true);
      expect(await violations(page)).toEqual([]);
      await desk.shoot(`opened-${source.replace(/\W+/g, '-')}-${colorScheme}-${width}`);
      for (let stop = 0; stop < STOPS; stop++) {
        await page.keyboard.press('Tab');
        expect(await isFocusBehind(dialog)).toBe(false);
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await hasFocus(opener())).toBe(true);

      await page.keyboard.press('Enter');
      await dialog
        .getByRole('button', { name: /^(Hủy|Đóng)$/ })
        .last()
        .press('Enter');
      await dialog.waitFor({ state: 'detached' });
      expect(await hasFocus(opener())).toBe(true);
    },
  );

  it.each(FORMS.map(([pattern, open], at) => [pattern, at, open] as const))(
    'what opens on %s (%i) can be used by everybody',
    async (pattern, at, open) => {
      await opens(pattern);
      await open();
      await standsStill(page);
      expect(await violations(page)).toEqual([]);
      await desk.shoot(`opened-form-${at}-${colorScheme}-${width}`);
    },
  );

  it('so can whatever is folded away on any page', async () => {
    const found: string[] = [];
    let folds = 0;
    for (const pattern of PAGE_PATTERNS) {
      await opens(pattern);
      const closed = page.locator('details:not([open]) > summary');
      const count = await closed.count();
      folds += count;
      for (let left = count; left > 0; left--) await closed.first().click();
      if (count > 0) found.push(...(await violations(page)).map((one) => `${pattern}: ${one}`));
    }
    expect(found).toEqual([]);
    expect(folds).toBeGreaterThan(2);
  });
});

describe('the menu of the person', () => {
  it('opens by keys, closes with Escape and gives the focus back', async () => {
    await opens('/');
    const menu = button(/^Tài khoản/);
    await menu.focus();
    await page.keyboard.press('Enter');
    const signOut = button('Đăng xuất');
    await signOut.waitFor();
    await signOut.focus();
    await page.keyboard.press('Escape');
    await signOut.waitFor({ state: 'detached' });
    expect(await hasFocus(menu)).toBe(true);
  });
});
