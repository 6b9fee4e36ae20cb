import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Reader } from '../../src/platform/database/index.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { reportByLink } from '../integration/support/clerk.js';
import { answering, HttpReceiver } from '../integration/support/http-receiver.js';
import { vietnamTime } from '../integration/support/timeline.js';
import { Desk } from './support/desk.js';

jest.setTimeout(90_000);

const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await Desk.open({ clock: new ManualClock(vietnamTime('2026-11-25', '09:00')) });
  await desk.app.signIn('technician');
  page = await desk.sitsDown('technician');
});
afterAll(() => desk?.close());

async function shootBoth(name: string): Promise<void> {
  await desk.shootWhole(name);
  await page.setViewportSize(PHONE);
  await desk.shootWhole(`${name}-phone`);
  await page.setViewportSize(DESK);
}
const bell = (on = page) => on.getByRole('button', { name: /^Thông báo/ });
const counted = (n: number, on = page) => on.getByRole('button', { name: `Thông báo: ${n} chưa đọc` });
async function report(): Promise<number> {
  const id = await reportByLink(desk.app);
  await desk.app.settle();
  return id;
}

describe('the bell', () => {
  it('is quiet while there is nothing, and asks for nothing before a press', async () => {
    await desk.goes('/tickets');
    await page.getByRole('button', { name: 'Thông báo', exact: true }).click();
    await page.getByText('Chưa có thông báo nào.').waitFor();
    await desk.shoot('bell-empty');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('Notification.permission')).not.toBe('granted');
  });

  it('rings without a reload, says why, and leads to the ticket', async () => {
    const id = await report();
    await counted(1).click();
    await page.getByText('vì đang phụ trách hỗ trợ các trung tâm').waitFor();
    await desk.shoot('bell');
    await page.setViewportSize(PHONE);
    await desk.shoot('bell-phone');
    await page.setViewportSize(DESK);
    await page.getByRole('link', { name: /Cán bộ báo sự cố/ }).click();
    await page.waitForURL(new RegExp(`/tickets/${id}$`));
    await page.getByRole('button', { name: 'Thông báo', exact: true }).waitFor();
  });

  it('is read at once, in every tab', async () => {
    const second = await page.context().newPage();
    await second.goto(`${desk.app.url}/tickets`);
    await report();
    await report();
    await counted(2, second).waitFor();
    await counted(2).click();
    await page.getByRole('button', { name: 'Đã đọc tất cả' }).click();
    await page.getByRole('button', { name: 'Thông báo', exact: true }).waitFor();
    await second.getByRole('button', { name: 'Thông báo', exact: true }).waitFor();
    await second.close();
    await page.keyboard.press('Escape');
  });
});

describe('a notice of the operating system', () => {
  /** Keeps what each page shows; the notice itself is shown as ever. */
  async function listen(on: Page): Promise<void> {
    await on.addInitScript({
      content: `
        window.shownHere = [];
        window.Notification = class extends window.Notification {
          constructor(title, options) {
            super(title, options);
            window.shownHere.push(title + ' ' + options.tag);
          }
        };`,
    });
  }
  const shownIn = (on: Page): Promise<string[]> => on.evaluate<string[]>('window.shownHere');

  it('is one for each notice, though three tabs are open and the one that showed it closes', async () => {
    await page.context().grantPermissions(['notifications'], { origin: desk.app.url });
    await page.goto('about:blank');
    const tabs: Page[] = [];
    for (let n = 0; n < 3; n++) {
      const tab = await page.context().newPage();
      tabs.push(tab);
      await listen(tab);
      await tab.goto(`${desk.app.url}/tickets`);
      await bell(tab).waitFor();
    }
    const before = (await Promise.all(tabs.map(shownIn))).flat().length;
    await report();
    for (const tab of tabs) await counted(1, tab).waitFor();
    const shown = await Promise.all(tabs.map(shownIn));
    expect(shown.flat().length - before).toBe(1);
    expect(shown.flat().at(-1)).toMatch(/^Cán bộ báo sự cố · PH-2026-\d+ trucban-\d+$/);

    const leader = tabs[shown.findIndex((some) => some.length > 0)]!;
    const rest = tabs.filter((tab) => tab !== leader);
    await leader.close();
    await report();
    for (const tab of rest) await counted(2, tab).waitFor();
    expect((await Promise.all(rest.map(shownIn))).flat()).toHaveLength(1);
    for (const tab of rest) await tab.close();
  });
});

describe('the page of one’s own notices', () => {
  it('says by which channel what comes, and what came, with its reason', async () => {
    await page.goto(`${desk.app.url}/my-notices`);
    await page.getByRole('heading', { name: 'Tin gần đây của tôi' }).waitFor();
    await page.getByText('Chưa thử với dịch vụ thật của Zalo.').first().waitFor();
    await shootBoth('my-notices');
  });

  it('refuses what would leave no way, and keeps what does', async () => {
    const way = (name: string) => page.getByRole('group', { name: new RegExp(`^${name}`) });
    await way('Trên trang').getByLabel('Không nhận').check();
    await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    await page.getByText('ít nhất một cách').last().waitFor();
    await desk.shootWhole('my-notices-refused');
    await way('Trên trang').getByLabel('Tất cả tin dành cho tôi').check();
    await page.getByLabel('Giờ của tôi').check();
    await page.getByLabel('Từ', { exact: true }).fill('22:00');
    await page.getByLabel('Đến', { exact: true }).fill('05:30');
    await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    await page.getByText('Đã lưu.').waitFor();
    await shootBoth('my-notices-own');
    await page.reload();
    expect(await page.getByLabel('Từ', { exact: true }).inputValue()).toBe('22:00');
  });

  it('shows what quiet hours hold back, and what is kept quiet', async () => {
    await desk.app.advance(vietnamTime('2026-11-25', '23:00') - desk.clock.now());
    await report();
    await desk.sitsDown('technician');
    await page.goto(`${desk.app.url}/my-notices`);
    await page.getByText('giữ đến 05:30').first().waitFor();
    await desk.shootWhole('my-notices-night');
  });
});

describe('the desk', () => {
  it('unfolds on a ticket who was told', async () => {
    await page.goto(`${desk.app.url}/tickets`);
    const [row] = await desk.app.app.get(Reader).rows<{ id: number }>('SELECT MIN(id) AS id FROM ticket');
    await page.goto(`${desk.app.url}/tickets/${row!.id}`);
    await page.getByText('Đã báo cho ai').click();
    await page.getByText('technician-1').first().waitFor();
    await page.getByText('đã gửi').first().waitFor();
    await shootBoth('ticket-told');
  });
});

describe('an administrator', () => {
  let other: HttpReceiver;
  beforeAll(async () => {
    other = await HttpReceiver.start(answering(200, 'đã nhận'));
    await desk.sitsDown('administrator');
  });
  afterAll(() => other.close());

  it('adds a webhook, whose secret is shown once', async () => {
    await page.goto(`${desk.app.url}/webhooks`);
    await page.getByText('Chưa có webhook nào.').waitFor();
    await shootBoth('webhooks-empty');
    await page.getByRole('button', { name: 'Thêm webhook' }).click();
    await page.getByLabel('Tên', { exact: true }).fill('Phòng trực Sở KH&CN');
    await page.getByLabel('Địa chỉ nhận').fill('http://hooks.example.vn/trucban');
    await page.getByRole('button', { name: 'Lưu webhook' }).click();
    await page.getByText('Địa chỉ phải bắt đầu bằng https://').waitFor();
    await shootBoth('webhooks-refused');
    await page.getByLabel('Địa chỉ nhận').fill(`${other.url}/trucban`);
    await page.getByRole('button', { name: 'Lưu webhook' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await shootBoth('webhooks-secret');
    await page.reload();
    await page.getByRole('heading', { name: 'Phòng trực Sở KH&CN' }).waitFor();
    expect(await page.getByText(/^whsec_/).count()).toBe(0);
  });

  it('sends a test and reads the answer', async () => {
    await page.getByRole('button', { name: 'Gửi thử' }).click();
    await page.getByText('Bên nhận trả lời 200: được.').waitFor();
    other.answer = answering(500, '<h1>Lỗi máy chủ</h1>');
    await page.getByRole('button', { name: 'Gửi thử' }).click();
    await page.getByText('Bên nhận trả lời 500: chưa được.').waitFor();
    await shootBoth('webhooks-test');
  });

  it('reads the last outcomes, and why one was turned off', async () => {
    other.answer = answering(200);
    await report();
    other.answer = answering(410);
    await report();
    await page.reload();
    await page.getByText('Tự tắt lúc').waitFor();
    await shootBoth('webhooks-off');
    await page.getByRole('button', { name: 'Bật', exact: true }).click();
    await page.getByText('● Đang bật').waitFor();
  });
});

it('a bell that cannot be read says so and offers to try again', async () => {
  await page.route('**/api/v1/my-notices/inbox', (route) => route.fulfill({ status: 503, body: 'busy' }));
  await page.goto(`${desk.app.url}/tickets`);
  await bell().click();
  await page.getByRole('button', { name: 'Thử lại' }).last().waitFor();
  await desk.shoot('bell-error');
  await page.unroute('**/api/v1/my-notices/inbox');
});
