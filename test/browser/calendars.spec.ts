import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CalendarView } from '../../src/contracts/api/index.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await Desk.open();
  page = await desk.sitsDown('administrator');
});
afterAll(() => desk?.close());

describe('the hours of a center', () => {
  it('with two sessions at once are refused beside the day, in words that say what to do', async () => {
    await desk.goes('/calendars');
    await page.getByText('Chưa đặt giờ: đang dùng giờ hành chính. Đang trong giờ làm việc.').waitFor();
    await page.getByLabel('Giờ làm việc của').selectOption({ label: 'Xã Lạc Lương' });
    const tuesday = page.getByLabel('Thứ Ba', { exact: true });
    await tuesday.fill('07:30-11:30, 11:00-17:00');

    await page.getByRole('button', { name: 'Lưu giờ làm việc' }).click();

    await page.getByText(/Buổi "11:00-17:00" trùng với buổi khác của T3\. Sửa giờ/).waitFor();
    expect(await tuesday.getAttribute('aria-invalid')).toBe('true');
    await page.locator(':focus[aria-invalid="true"]').waitFor();
    expect(await page.getByText('Đã lưu giờ làm việc.').count()).toBe(0);
    await desk.shoot('calendar-overlap');
  });

  it('are saved once corrected, for that center alone', async () => {
    await page.getByLabel('Thứ Ba', { exact: true }).fill('07:30-11:30, 13:00-16:30');
    await page.getByRole('button', { name: 'Lưu giờ làm việc' }).click();

    await page.getByText('Đã lưu giờ làm việc.').waitFor();
    await page.getByText('Trung tâm này có giờ riêng.').waitFor();
    expect(await page.getByLabel('Giờ làm việc của').inputValue()).toMatch(/^center:/);
    const admin = await desk.app.signIn('administrator');
    const place = `center:${await desk.app.centerId()}`;
    const stored = (await desk.app.get<CalendarView>(`/api/v1/calendars/${place}`, admin)).body;
    expect(stored.hours[0]?.days[1]).toEqual({ weekday: 2, times: '07:30-11:30, 13:00-16:30' });
    await page.getByLabel('Giờ làm việc của').selectOption('all');
    await page.getByText('Chưa đặt giờ: đang dùng giờ hành chính.').waitFor();
  });
});

describe('the holidays of the coming year', () => {
  it('are warned about while nobody has confirmed them', async () => {
    await desk.goes('/calendars');
    await page.getByText('Ngày nghỉ năm 2027 mới tính theo luật, chưa ai xác nhận.').waitFor();
    await page.getByRole('button', { name: 'Xem bảng năm 2027' }).click();
    await page.getByRole('heading', { name: 'Ngày nghỉ năm 2027' }).waitFor();
    await page.getByText('Tính theo luật, chưa xác nhận').waitFor();
    await page
      .getByRole('row', { name: /Giỗ Tổ/ })
      .first()
      .waitFor();
  });

  it('are refused without a day that the law gives, by its name and date', async () => {
    await page.getByRole('button', { name: 'Sửa bảng' }).click();
    await page.getByRole('button', { name: 'Bỏ ngày 2027-04-30' }).click();

    await page.getByRole('button', { name: 'Lưu và xác nhận' }).click();

    const refusal = page.getByRole('alert').getByText(/Thiếu ngày nghỉ theo luật: .*30\/04\/2027/);
    await refusal.waitFor();
    expect(await page.getByText('Đã xác nhận').count()).toBe(0);
    await desk.shoot('holidays-missing');
  });

  it('count once they are confirmed, and the warning goes', async () => {
    await page.getByRole('button', { name: 'Hủy' }).click();
    await page.getByRole('button', { name: 'Xác nhận bảng này' }).click();

    await page.getByText('Đã xác nhận ngày nghỉ năm 2027.').waitFor();
    await page.getByText('administrator-1 xác nhận lúc').waitFor();
    await page.getByText('mới tính theo luật, chưa ai xác nhận').waitFor({ state: 'detached' });
  });
});
