import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TicketView } from '../../src/contracts/api/index.js';
import { reportByLink } from '../integration/support/clerk.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

let desk: Desk;
let page: Page;
let id: number;

beforeAll(async () => {
  desk = await Desk.open();
  id = await reportByLink(desk.app);
  page = await desk.sitsDown('technician');
});
afterAll(() => desk?.close());

const view = async (of = id): Promise<TicketView> =>
  (await desk.app.get<TicketView>(`/api/v1/tickets/${of}`, await desk.app.signIn('technician'))).body;
const button = (name: string) => page.getByRole('button', { name, exact: true });

describe('a technician at a ticket', () => {
  it('sees by when an answer is owed, and takes it', async () => {
    await desk.goes(`/tickets/${id}`);
    await page.getByRole('heading', { name: 'Thời hạn xử lý' }).waitFor();
    await page.getByText('còn 30 phút làm việc').waitFor();
    await desk.keep('ticket-new');
    await button('Nhận xử lý').click();
    await page.getByText('Đang xử lý', { exact: true }).waitFor();
    await page.getByText(/đúng hạn, đã dùng/).waitFor();
  });

  it('learns who else has it open, and who writes', async () => {
    const other = await desk.app.signIn('administrator');
    await desk.app.post(`/api/v1/tickets/${id}/company`, { writing: true }, other);
    await desk.goes(`/tickets/${id}`);
    await page.getByText('administrator-1 đang viết ở phiếu này.').waitFor();
    await desk.shoot('ticket-company');
    await desk.app.delete(`/api/v1/tickets/${id}/company`, other);
  });

  it('puts its category right', async () => {
    await button('Đổi nhóm sự cố…').click();
    await page.getByLabel('Máy chậm').check();
    await desk.shoot('ticket-category');
    await button('Đổi').click();
    await page.getByText('đổi nhóm sự cố: Máy chậm.').waitFor();
  });

  it('asks the clerk, and the time stands still', async () => {
    await page.getByLabel('Hỏi và chờ').check();
    await page.getByRole('textbox', { name: 'Viết trao đổi' }).fill('Máy nào ạ?');
    await button('Gửi').click();
    await page.getByText('Chờ phản hồi', { exact: true }).waitFor();
    await page.getByText(/đang dừng/).waitFor();
    await desk.keep('ticket-waiting');
    await button('Tiếp tục xử lý').click();
    await page.getByText('Đang xử lý', { exact: true }).waitFor();
  });

  it('hands it to the vendor with what was told to them', async () => {
    await button('Chuyển nhà cung cấp…').click();
    expect(await button('Chuyển').isDisabled()).toBe(true);
    await page.getByLabel('Đã chuyển cho ai, nội dung gì?').fill('Gửi VNPT: một cửa treo từ 9 giờ');
    await desk.keep('ticket-hand-over');
    await button('Chuyển').click();
    await page.getByText('Chờ nhà cung cấp', { exact: true }).waitFor();
    await page.getByText('Gửi VNPT: một cửa treo từ 9 giờ').waitFor();
    await button('Tiếp tục xử lý').click();
    await page.getByText('Đang xử lý', { exact: true }).waitFor();
  });

  it('judges how pressing it is', async () => {
    await button('Đặt mức ưu tiên…').click();
    await page.getByLabel('Cả trung tâm').check();
    await page.getByLabel('Phải dừng').check();
    await button('Đặt').click();
    await page.getByText('Khẩn cấp', { exact: true }).waitFor();
  });

  it('marks another report of the same as a duplicate', async () => {
    const { number } = await view();
    const twin = await reportByLink(desk.app, { what: 'Cũng bị trắng màn hình' });
    await desk.goes(`/tickets/${twin}`);
    await button('Đánh dấu trùng…').click();
    await page.getByLabel('Số phiếu kia').fill('PH-2026-999999');
    await button('Đánh dấu trùng').click();
    await page.getByRole('alert').getByText('Không có phiếu PH-2026-999999').waitFor();
    await button('Đánh dấu trùng…').click();
    await page.getByLabel('Số phiếu kia').fill(number);
    await button('Đánh dấu trùng').click();
    await page.getByRole('heading', { name: 'Trùng với phiếu' }).waitFor();
    await desk.keep('ticket-duplicate');
    await page.getByRole('link', { name: number }).click();
    await page.getByRole('heading', { name: 'Các phiếu trùng' }).waitFor();
  });

  it('resolves it with a note that the clerks read', async () => {
    await desk.goes(`/tickets/${id}`);
    await button('Đánh dấu đã xử lý').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Đã làm gì để xử lý?').fill('VNPT đã khởi động lại máy chủ');
    await dialog.getByRole('button', { name: 'Đã xử lý' }).click();
    await page.getByText('VNPT đã khởi động lại máy chủ').waitFor();
    await page.getByText('Đã xử lý', { exact: true }).first().waitFor();
    await desk.keep('ticket-resolved');
    expect((await view()).status).toBe('resolved');
  });

  it('finds what is overdue in a list of its own', async () => {
    await reportByLink(desk.app);
    await desk.pass(31 * 60);
    await desk.sitsDown('technician');
    await desk.goes('/tickets');
    await button('Quá hạn').click();
    await page.getByText('1 phiếu', { exact: true }).waitFor();
    await page.getByRole('row').getByText('Quá hạn', { exact: true }).waitFor();
    await desk.shoot('tickets-overdue');
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.shoot('tickets-overdue-phone');
    await desk.goes(`/tickets/${id}`);
    await page.getByRole('heading', { name: 'Thời hạn xử lý' }).waitFor();
    await desk.shoot('ticket-phone');
  });
});
