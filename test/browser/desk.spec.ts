import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TicketView } from '../../src/contracts/api/index.js';
import { docxOf, pdfOf, pngOf, zipOf } from '../factories/files.js';
import { reportAndFollow } from '../integration/support/clerk.js';
import { violations } from './support/axe.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

const PHONE = { width: 390, height: 844 };
const PC = { width: 1366, height: 768 };
let desk: Desk;
/** The technician's. */
let page: Page;
/** The clerk's, on a telephone. */
let phone: Page;
let id: number;
let follow: string;

beforeAll(async () => {
  desk = await Desk.open();
  ({ id, follow } = await reportAndFollow(desk.app, { category: 'signature', what: 'Ký số không được' }));
  page = await desk.sitsDown('technician');
  const context = await desk.staff.browser.newContext({ viewport: PHONE, locale: 'vi-VN' });
  phone = await context.newPage();
  phone.setDefaultTimeout(15_000);
});
afterAll(() => desk?.close());

const view = async (): Promise<TicketView> =>
  (await desk.app.get<TicketView>(`/api/v1/tickets/${id}`, await desk.app.signIn('technician'))).body;
const button = (name: string, of: Page = page) => of.getByRole('button', { name, exact: true });
const box = () => page.getByRole('textbox', { name: 'Viết trao đổi' });
const shootPhone = (name: string) => desk.shoot(name, phone);

describe('remote help', () => {
  it('is asked for by a technician who says with what and what for', async () => {
    await desk.goes(`/tickets/${id}`);
    await button('Xin hỗ trợ từ xa…').click();
    await page.getByLabel('UltraViewer').check();
    await page.getByLabel('Để làm gì? (không bắt buộc)').fill('Xem lỗi khi ký số, khoảng 5 phút');
    await desk.shoot('remote-ask');
    await button('Hỏi cán bộ').click();
    await page.getByText('Đang chờ Nguyễn Thị Hoa trả lời (UltraViewer).').waitFor();
    await desk.shoot('remote-waiting');
  });

  it('is answered by the clerk on a telephone, who is warned first', async () => {
    await phone.goto(`${desk.app.url}/my-report#${follow}`);
    await phone
      .getByRole('heading', { name: /Kỹ thuật viên .* xin xem màn hình máy này bằng UltraViewer\. Đồng ý\?/ })
      .waitFor();
    await phone.getByText(/cất giấy tờ trên bàn/).waitFor();
    await phone.getByText('Xem lỗi khi ký số, khoảng 5 phút').waitFor();
    await shootPhone('remote-asked-phone');
    expect(await violations(phone)).toEqual([]);
    const accept = await button('Đồng ý', phone).boundingBox();
    expect(accept!.height).toBeGreaterThanOrEqual(48);
    await button('Đồng ý', phone).click();
    await phone.getByLabel('Mã (ID)').fill('chưa thấy');
    await phone.getByLabel('Mật khẩu').fill('zq9x');
    await button(`Gửi mã cho ${(await desk.app.signIn('technician')).login}`, phone).click();
    await phone.getByText('Mã (ID) chưa đúng.', { exact: false }).waitFor();
    await shootPhone('remote-code-wrong-phone');
    expect(await violations(phone)).toEqual([]);
    await phone.getByLabel('Mã (ID)').fill('77 123 456');
    await button(`Gửi mã cho ${(await desk.app.signIn('technician')).login}`, phone).click();
    await phone.getByText('Đã gửi mã.', { exact: false }).waitFor();
    await shootPhone('remote-sent-phone');
  });

  it('shows the codes to whoever asked, begins, and leaves none of them behind', async () => {
    await page.reload();
    await page.getByText('77123456', { exact: true }).waitFor();
    await page.getByText('zq9x', { exact: true }).waitFor();
    await desk.shoot('remote-codes');
    expect(await violations(page)).toEqual([]);
    await button('Bắt đầu hỗ trợ').click();
    await page.getByText('Đang xem màn hình của Nguyễn Thị Hoa (UltraViewer).').waitFor();
    await phone.getByRole('heading', { name: /đang xem màn hình máy này bằng UltraViewer/ }).waitFor();
    await shootPhone('remote-begun-phone');
  });

  it('is ended by the clerk, with one press', async () => {
    await button('Dừng, không cho xem nữa', phone).click();
    await phone.getByText(/kết thúc hỗ trợ từ xa bằng UltraViewer/).waitFor();
    await shootPhone('remote-ended-phone');
    await button('Xin hỗ trợ từ xa…').waitFor();
    expect(await page.getByText('77123456').count()).toBe(0);
    await page.setViewportSize(PHONE);
    await desk.shoot('ticket-desk-phone');
    await page.setViewportSize(PC);
  });
});

describe('a canned reply', () => {
  it('is found and inserted by the keyboard alone, with its places filled', async () => {
    await desk.goes(`/tickets/${id}`);
    await page.getByLabel('Trả lời', { exact: true }).check();
    await page.keyboard.press('r');
    await box().pressSequentially('/');
    await page.getByRole('combobox', { name: 'Tìm câu mẫu: token, máy in…' }).waitFor();
    await page.getByRole('option').first().getByText('đúng nhóm').waitFor();
    await desk.shoot('canned-picker');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('pin khoa');
    await page.getByRole('option', { selected: true }).getByText('Mã PIN bị khóa').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').waitFor();
    expect(await box().inputValue()).toMatch(/^Chào Nguyễn Thị Hoa, xin DỪNG nhập mã PIN/);
    await page.keyboard.type(' Cảm ơn chị.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Cảm ơn chị.').waitFor();
    expect((await view()).events.at(-1)!.text.vi).not.toContain('{{');
  });

  it('leaves a stroke where one is meant: in the middle of a line, and typed twice', async () => {
    await box().fill('và');
    await box().press('End');
    await page.keyboard.type('/hoặc');
    expect(await box().inputValue()).toBe('và/hoặc');
    await box().fill('');
    await page.keyboard.type('//');
    await page.locator('textarea:focus').waitFor();
    expect(await box().inputValue()).toBe('/');
    await box().fill('');
    await page.keyboard.type('/');
    await page.getByRole('combobox', { name: 'Tìm câu mẫu: token, máy in…' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await box().inputValue()).toBe('');
  });

  it('is kept on a page of its own, with a preview', async () => {
    await desk.goes('/replies');
    await page.getByRole('heading', { name: 'Dùng chung' }).waitFor();
    await desk.shoot('replies');
    await button('Thêm câu mẫu').click();
    await button('Lưu').click();
    await page.getByText('Viết nội dung câu trả lời.').waitFor();
    await page.getByLabel('Tên gọi').fill('Hẹn gọi lại');
    await page.getByLabel('Nội dung').fill('Chào {{clerck}}, ');
    await button('Lưu').click();
    await page.getByText('Không có chỗ điền “clerck”', { exact: false }).waitFor();
    await desk.shoot('reply-refused');
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Nội dung').fill('Tôi sẽ gọi lại về phiếu ');
    await button('số phiếu').click();
    await page.getByText('Tôi sẽ gọi lại về phiếu PH-2026-000123').waitFor();
    await desk.shoot('reply-preview');
    await button('Lưu').click();
    await page.getByText('Đã lưu “Hẹn gọi lại”.').waitFor();
    await page.setViewportSize(PHONE);
    await desk.shoot('replies-phone');
    await page.setViewportSize(PC);
    await page.getByLabel('Tìm câu mẫu').fill('khong co dau nao');
    await page.getByText('Không có câu mẫu nào khớp.').waitFor();
    await desk.shoot('replies-none');
  });
});

describe('files', () => {
  /** What Ctrl+V brings after a screen was copied. */
  const paste = (bytes: Buffer, name: string, type: string) =>
    page.evaluate(`(() => {
      const data = new DataTransfer();
      const file = new File([new Uint8Array(${JSON.stringify([...bytes])})], '${name}', { type: '${type}' });
      data.items.add(file);
      const pasted = { clipboardData: data, bubbles: true, cancelable: true };
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', pasted));
    })()`);

  it('a copied picture is pasted into a note and seen there', async () => {
    await desk.goes(`/tickets/${id}`);
    await box().focus();
    await paste(pngOf(240, 120), 'image.png', 'image/png');
    await page.getByRole('list', { name: 'Tệp gửi kèm' }).getByText('sẵn sàng').waitFor();
    await desk.shoot('note-with-picture');
    await button('Gửi').click();
    await page.getByRole('img', { name: /image/ }).waitFor();
    const [file] = (await view()).events.at(-1)!.attachments;
    expect(file).toMatchObject({ picture: true });
    expect((await view()).events.at(-1)!.kind).toBe('note');
  });

  it('several are chosen at once; one that is refused says why and stands in nobody’s way', async () => {
    await page.getByLabel('Trả lời', { exact: true }).check();
    await page.locator('input[type=file]').setInputFiles([
      { name: 'Các bước ký số.pdf', mimeType: 'application/pdf', buffer: pdfOf() },
      { name: 'anh.zip', mimeType: 'application/zip', buffer: zipOf({ a: 'b' }) },
      { name: 'macro.docx', mimeType: '', buffer: docxOf({ 'word/vbaProject.bin': 'x' }) },
    ]);
    await page.getByText('Không nhận tệp nén.', { exact: false }).waitFor();
    await page.getByText('Tệp có macro', { exact: false }).waitFor();
    await page.getByRole('list', { name: 'Tệp gửi kèm' }).getByText('sẵn sàng').waitFor();
    await desk.shoot('files-refused');
    expect(await violations(page)).toEqual([]);
    await button('Bỏ tệp anh.zip').click();
    await button('Gửi').click();
    await page.getByRole('link', { name: 'Tải về' }).waitFor();
  });

  it('of an answer are on the clerk’s page, those of a note are not', async () => {
    await phone.goto('about:blank');
    await phone.goto(`${desk.app.url}/my-report#${follow}`);
    await phone.getByText('Các bước ký số.pdf', { exact: false }).waitFor();
    const [download] = await Promise.all([phone.waitForEvent('download'), button('Tải về', phone).click()]);
    expect(download.suggestedFilename()).toBe('Các bước ký số.pdf');
    expect(await phone.getByRole('img').count()).toBe(0);
    await shootPhone('my-report-files-phone');
  });

  it('are dropped onto the box, too', async () => {
    await desk.goes(`/tickets/${id}`);
    await box().waitFor();
    const data = await page.evaluateHandle(`(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(['Lỗi 0x80070005'], 'nhat-ky.txt', { type: 'text/plain' }));
      return dropped;
    })()`);
    await page.getByRole('region', { name: 'Viết trao đổi' }).dispatchEvent('drop', { dataTransfer: data });
    await page.getByText('nhat-ky.txt').waitFor();
    await button('Bỏ tệp nhat-ky.txt').click();
    expect(await page.getByText('nhat-ky.txt').count()).toBe(0);
  });
});

describe('watching', () => {
  it('is one press, and others are added by name', async () => {
    const other = await desk.app.signIn('administrator');
    await desk.goes(`/tickets/${id}`);
    await button('Theo dõi').click();
    await button('Bỏ theo dõi').waitFor();
    await page.getByLabel('Thêm người theo dõi…').selectOption({ label: other.login });
    await button(`Bỏ ${other.login} khỏi danh sách theo dõi`).waitFor();
    await page.getByRole('heading', { name: 'Theo dõi phiếu' }).scrollIntoViewIfNeeded();
    await desk.shoot('ticket-watchers');
    expect((await view()).watchers).toHaveLength(2);
  });
});
