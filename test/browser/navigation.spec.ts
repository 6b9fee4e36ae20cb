import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

const PHONE = { width: 390, height: 844 };
const PC = { width: 1366, height: 768 };
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await Desk.open();
  await desk.app.enrol(undefined, { name: 'Quầy 3' });
  page = await desk.sitsDown('administrator');
});
afterAll(() => desk?.close());

const pages = (): Locator => page.getByRole('navigation', { name: 'Các trang' });
const opener = (name: string): Locator => pages().getByRole('button', { name });
const focused = (): Promise<string> => page.evaluate('document.activeElement.textContent.trim()');
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const pageColour = (): Promise<string> =>
  page.evaluate('getComputedStyle(document.documentElement).backgroundColor');

describe('the pages of an administrator on a PC', () => {
  it('are daily work in a row, and the rest in a menu', async () => {
    await desk.goes('/');
    await page.getByRole('heading', { name: 'Toàn tỉnh' }).waitFor();
    const row = ['Bảng theo dõi', 'Phiếu hỗ trợ', 'Trực ban', 'Hướng dẫn', 'Máy tính', 'Chứng thư'];
    expect(await pages().getByRole('link').allInnerTexts()).toEqual(row);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await opener('Quản trị').click();
    const menu = [
      ...['Hộp thư', 'Câu trả lời mẫu', 'Bảo trì', 'Người dùng', 'Lịch làm việc'],
      ...['Webhook', 'Ngưỡng'],
    ];
    expect(await pages().getByRole('link').allInnerTexts()).toEqual([...row, ...menu]);
    await desk.shoot('navigation-menu');
  });

  it('can be walked through by the keyboard alone', async () => {
    await press('Escape');
    expect(await focused()).toContain('Quản trị');
    expect(await opener('Quản trị').getAttribute('aria-expanded')).toBe('false');
    await press('ArrowDown');
    expect(await focused()).toBe('Hộp thư');
    await press('ArrowUp');
    expect(await focused()).toBe('Ngưỡng');
    await press('ArrowDown', 'ArrowDown');
    expect(await focused()).toBe('Câu trả lời mẫu');
    await press('End', 'Enter');
    await page.getByRole('heading', { name: 'Ngưỡng', level: 1 }).waitFor();
    expect(await opener('Quản trị').getAttribute('aria-expanded')).toBe('false');
  });

  it('say which of them is open', async () => {
    expect(await opener('Quản trị').getAttribute('aria-current')).toBe('true');
    await opener('Quản trị').click();
    const current = pages().locator('[aria-current=page]:visible');
    expect(await current.allInnerTexts()).toEqual(['Ngưỡng']);
    await desk.shoot('navigation-current');
  });

  it('close when one presses elsewhere or walks on', async () => {
    await page.getByRole('heading', { name: 'Ngưỡng', level: 1 }).click();
    expect(await opener('Quản trị').getAttribute('aria-expanded')).toBe('false');
    await opener('Quản trị').focus();
    await press('ArrowDown', 'End', 'Tab');
    expect(await opener('Quản trị').getAttribute('aria-expanded')).toBe('false');
  });
});

describe("a person's own things", () => {
  it('stand under the name: daily digest, colours, language and the way out', async () => {
    await page.getByRole('button', { name: /^Tài khoản của/ }).click();
    await page.getByRole('link', { name: 'Tổng hợp hằng ngày' }).waitFor();
    await page.getByRole('button', { name: 'Đăng xuất' }).waitFor();
    await desk.shoot('navigation-own');
  });

  it('keep the colours that were chosen, whatever the PC is set to', async () => {
    const light = await pageColour();
    await page.getByRole('button', { name: 'Tối' }).click();
    const dark = await pageColour();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('heading', { name: 'Ngưỡng', level: 1 }).waitFor();
    expect(await pageColour()).toBe(dark);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: /^Tài khoản của/ }).click();
    await page.getByRole('button', { name: 'Sáng' }).click();
    expect(await pageColour()).toBe(light);
    await desk.shoot('navigation-light-on-dark');
    await page.getByRole('button', { name: 'Theo máy' }).click();
    expect(await pageColour()).toBe(dark);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await pageColour()).toBe(light);
  });
});

describe('the same on a phone', () => {
  it('has four pages and the menu of all others under the thumb', async () => {
    await page.setViewportSize(PHONE);
    await desk.goes('/tickets');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const bar = ['Bảng theo dõi', 'Phiếu hỗ trợ', 'Trực ban', 'Hướng dẫn'];
    expect(await pages().getByRole('link').allInnerTexts()).toEqual(bar);
    await desk.shoot('navigation-phone');
    await opener('Thêm').click();
    expect(await pages().getByRole('link').count()).toBe(13);
    await desk.shoot('navigation-phone-menu');
    const box = await pages().getByRole('link', { name: 'Ngưỡng' }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(48);
    expect(box!.y + box!.height).toBeLessThan(PHONE.height - 56);
  });

  it('leads on, and closes behind', async () => {
    await pages().getByRole('link', { name: 'Chứng thư' }).click();
    await page.getByRole('heading', { name: 'Chứng thư theo ngày hết hạn' }).waitFor();
    expect(await opener('Thêm').getAttribute('aria-expanded')).toBe('false');
    expect(await opener('Thêm').getAttribute('aria-current')).toBe('true');
  });

  it('looks the same in English and in the dark', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('button', { name: /^Tài khoản của/ }).click();
    await desk.shoot('navigation-phone-own-dark');
    await page.getByRole('button', { name: 'English' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More' }).click();
    await desk.shoot('navigation-phone-menu-dark-english');
    await page.setViewportSize(PC);
    await page.getByRole('button', { name: 'Manage' }).click();
    await desk.shoot('navigation-menu-dark-english');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});
