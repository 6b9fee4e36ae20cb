import { chromium, type Browser, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
];

/** The browser of somebody at the desk: no extension, Vietnamese, a screen of the given size. */
export interface StaffBrowser {
  browser: Browser;
  page: Page;
  close(): Promise<void>;
}

export async function openStaffBrowser(size = { width: 1366, height: 768 }): Promise<StaffBrowser> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: false, args: ARGS });
  const context = await browser.newContext({
    viewport: size,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  const page = await context.newPage();
  return { browser, page, close: () => browser.close() };
}

/** First run through the one-time link, as the first administrator does it. Ends on the board. */
export async function setUpThrough(page: Page, link: string, email: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Họ và tên').fill('Trần Văn Trực');
  await page.getByLabel('Tên đăng nhập').fill('quantri');
  await page.getByLabel('Thư điện tử').fill(email);
  await page.getByLabel('Mật khẩu', { exact: true }).fill('mưa nắng cây đa bến nước');
  await page.getByRole('button', { name: 'Tạo tài khoản và bắt đầu' }).click();
  await page.getByRole('heading', { name: 'Toàn tỉnh' }).waitFor();
}
