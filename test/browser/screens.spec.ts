import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

let desk: Desk;
let page: Page;
/** The browser of the screen on the wall: another one, where nobody ever signs in. */
let wall: Page;
let address: string;

beforeAll(async () => {
  desk = await Desk.open({ config: { publicUrl: 'http://localhost' } });
  page = await desk.sitsDown('administrator');
  wall = await (await desk.staff.browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
});
afterAll(() => desk?.close());

describe('a screen on the wall', () => {
  it('gets a link of its own, which is shown once', async () => {
    await desk.goes('/users');
    await page.getByRole('link', { name: 'Màn hình treo tường' }).click();
    await page.getByText('Chưa có liên kết nào.').waitFor();
    await page.getByRole('button', { name: 'Tạo liên kết' }).click();
    await page.getByRole('button', { name: 'Tạo liên kết này' }).click();
    await page.getByText('Ghi tên màn hình, ít nhất 2 ký tự.').waitFor();
    await page.getByLabel('Tên màn hình').fill('Phòng trực tầng 2');
    await page.getByRole('button', { name: 'Tạo liên kết này' }).click();
    await page.getByText('Liên kết chỉ hiện một lần này.').waitFor();
    const shown = new URL(await page.locator('code').innerText());
    address = `${desk.app.url}${shown.pathname}${shown.hash}`;
    await page
      .getByRole('row', { name: /Phòng trực tầng 2/ })
      .getByText('chưa mở')
      .waitFor();
    await desk.shoot('screens');
  });

  it('shows the province without a sign-in, with nothing to press', async () => {
    await wall.goto(address);
    await wall.getByRole('heading', { name: 'Trực Ban · Phú Thọ' }).waitFor();
    await wall.getByText('Không có việc nào cần xử lý').waitFor();
    expect(await wall.locator('button, a, input').count()).toBe(0);
    await wall.reload();
    await wall.getByRole('heading', { name: 'Trực Ban · Phú Thọ' }).waitFor();
  });

  it('goes dark when its link is revoked, and says what to do', async () => {
    await desk.goes('/users/screens');
    await page.getByRole('button', { name: 'Thu hồi liên kết của Phòng trực tầng 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi liên kết' }).click();
    await page.getByText('Đã thu hồi liên kết của “Phòng trực tầng 2”.').waitFor();

    await desk.pass(10);

    await wall.getByText(/^Liên kết của màn hình này không đúng hoặc đã bị thu hồi\./).waitFor();
    expect(await wall.getByText('Không có việc nào cần xử lý').count()).toBe(0);
  });
});
