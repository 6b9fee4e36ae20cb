import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Centers } from '../../src/inventory/index.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

const MEGABYTE = 1024 * 1024;
let desk: Desk;
let page: Page;
let address: string;
const posted: string[] = [];

beforeAll(async () => {
  desk = await Desk.open();
  page = await desk.sitsDown('technician');
  const center = await desk.app.app.get(Centers).byId(await desk.app.centerId());
  address = `/report/${center!.publicLink}`;
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(new URL(request.url()).pathname);
  });
});
afterAll(() => desk?.close());

/** No browser can draw it, so it stays as large as it is. */
const notDrawable = (megabytes: number) => ({
  name: 'man-hinh.png',
  mimeType: 'image/png',
  buffer: Buffer.alloc(megabytes * MEGABYTE, 'x'),
});

describe('a picture that is too large', () => {
  it('is named with the limit before anything is sent', async () => {
    await desk.goes(address);
    await page.getByText('Mạng', { exact: true }).click();
    await page.getByLabel('Chuyện gì đang xảy ra?').fill('Mất mạng');
    await page.getByLabel('Họ và tên').fill('Hoa');
    await page.getByLabel('Số điện thoại').fill('0912345678');
    await page.locator('input[type=file]').setInputFiles(notDrawable(6));
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).click();
    await page.getByText('Hình lớn hơn 5 MB.').waitFor();
    await desk.shoot('picture-too-large');
    expect(posted.filter((path) => path.endsWith('/reports'))).toEqual([]);
  });

  it('goes away with one press, and the report is sent without it', async () => {
    await page.getByRole('button', { name: 'Bỏ hình' }).click();
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).click();
    await page.getByRole('heading', { name: 'Đã gửi, đang chờ kỹ thuật viên nhận' }).waitFor();
  });

  it('is named in the same way where a guide is written', async () => {
    await desk.goes('/guides/new');
    await page.locator('input[type=file]').first().setInputFiles(notDrawable(6));
    await page.getByRole('alert').getByText('Hình lớn hơn 5 MB.').waitFor();
    expect(posted.filter((path) => path.endsWith('/pictures'))).toEqual([]);
  });

  it('that a browser sends all the same is answered, and the browser gets the answer', async () => {
    const answers = await page.evaluate(async (path) => {
      const form = new FormData();
      form.set('picture', new Blob([new Uint8Array(40 * 1024 * 1024)]), 'a.png');
      const answer = await fetch(path, { method: 'POST', body: form });
      return { status: answer.status, text: await answer.text() };
    }, '/api/v1/guides/pictures');
    expect(answers.status).toBe(413);
    expect(answers.text).toContain('5 MB');
  });
});
