import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { reportByLink } from '../integration/support/clerk.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

const PASSWORD = 'mật khẩu để thử 4';
let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await Desk.open();
  await reportByLink(desk.app);
  page = await desk.sitsDown('administrator');
});
afterAll(() => desk?.close());

const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('the head of a center', () => {
  it('is given an account that is held to the center', async () => {
    await desk.goes('/users');
    await button('Thêm người dùng').click();
    await page.getByLabel('Phụ trách trung tâm').check();
    await page.getByLabel('Họ và tên').fill('Đinh Thị Hiền');
    await page.getByLabel('Tên đăng nhập').fill('hien.lacluong');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await button('Thêm người này').click();
    await page.getByText('Gõ tên rồi chọn trung tâm của người này.').waitFor();
    await page.getByLabel('Trung tâm nào?').fill('lac luong');
    await desk.shoot('users-center');
    await page.getByRole('button', { name: /^Xã Lạc Lương/ }).click();
    await button('Thêm người này').click();
    await page
      .getByRole('row', { name: /Đinh Thị Hiền/ })
      .getByText('Xã Lạc Lương')
      .waitFor();
    await desk.shoot('users');
  });

  it('begins at it, and finds no button that is not for them', async () => {
    await page.context().clearCookies();
    await desk.goes('/');
    await page.getByLabel('Tên đăng nhập').fill('hien.lacluong');
    await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
    await button('Đăng nhập').click();
    await page.getByRole('heading', { name: 'Xã Lạc Lương' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/centers\/\d+$/);
    const pages = await page.getByRole('navigation', { name: 'Các trang' }).getByRole('link').allInnerTexts();
    expect(pages).toEqual(['Trung tâm của tôi', 'Phiếu hỗ trợ', 'Hướng dẫn', 'Máy tính', 'Chứng thư']);
    await desk.shoot('center-of-its-head');
    await page.getByRole('link', { name: 'Phiếu hỗ trợ' }).first().click();
    await page.getByRole('row').getByText('Xã Lạc Lương').first().waitFor();
    await page.getByRole('row').getByRole('link').first().click();
    await page
      .getByRole('heading', { name: 'Vì sao có phiếu này?' })
      .or(page.getByText('PH-2026-'))
      .first()
      .waitFor();
    expect(await page.getByRole('textbox', { name: 'Viết trao đổi' }).count()).toBe(0);
    expect(await button('Nhận xử lý').count()).toBe(0);
    await desk.shoot('ticket-of-head');
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.goes('/');
    await page.getByRole('heading', { name: 'Xã Lạc Lương' }).waitFor();
    await desk.shoot('center-of-its-head-phone');
  });
});
