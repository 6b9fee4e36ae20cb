import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { reportByLink } from '../integration/support/clerk.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await Desk.open();
  const token = await reportByLink(desk.app, {
    what: 'Máy không nhận USB Token khi ký số',
    category: 'signature',
  });
  await reportByLink(desk.app, { what: 'Máy in kẹt giấy', category: 'printer' });
  await reportByLink(desk.app, { what: 'Không đăng nhập được', communeCode: '05392' });
  page = await desk.sitsDown('technician');
  const technician = await desk.app.signIn('technician');
  const resolved = { version: 1, note: 'Đã cài lại trình điều khiển' };
  await desk.app.post(`/api/v1/tickets/${token}/resolve`, resolved, technician);
});
afterAll(() => desk?.close());

const field = () => page.getByRole('searchbox', { name: /^Tìm kiếm/ });
const rows = () => page.locator('tbody tr');

describe('the search above the list of tickets', () => {
  it('is reached by a key, narrows the list while typing and stays in the address', async () => {
    await desk.goes('/tickets');
    await rows().nth(1).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('ket gi');
    await page.getByText('1 phiếu', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('ket gi');
    expect(await rows().count()).toBe(1);
  });

  it('marks what it found, and finds it again from the address', async () => {
    await desk.goes('/tickets?q=b%C3%A1o%20s%E1%BB%B1%20c%E1%BB%91%20m%C3%A1y');
    await page.locator('mark', { hasText: 'Máy' }).first().waitFor();
    await page.getByText('“Máy in kẹt giấy”').waitFor();
    await desk.shoot('tickets-search');
    expect(await field().inputValue()).toBe('báo sự cố máy');
  });

  it('says what to do where nothing was found: first look among all, then type less', async () => {
    await desk.goes('/tickets');
    await field().fill('trình điều khiển');
    await page.getByText('Không thấy phiếu nào có “trình điều khiển”.').waitFor();
    await desk.shoot('tickets-search-none');
    await page.getByRole('button', { name: 'Tìm trong tất cả phiếu' }).click();
    await page.getByText('1 phiếu', { exact: true }).waitFor();
    expect(await rows().getByText('Đã xử lý').count()).toBe(1);
    await field().fill('trình điều khiển tên lửa');
    await page.getByText('Thử ít từ hơn').waitFor();
    await page.getByRole('link', { name: 'Xóa bộ lọc' }).click();
    await page.getByText('2 phiếu', { exact: true }).waitFor();
    expect(await field().inputValue()).toBe('');
  });

  it('fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.goes('/tickets?status=all&q=may');
    await rows().first().waitFor();
    await desk.shoot('tickets-search-phone');
    const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wide).toBe(false);
  });
});
