import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ManualClock } from '../fakes/manual-clock.js';
import { reportByLink } from '../integration/support/clerk.js';
import { joins, type Named } from '../integration/support/duty.js';
import { vietnamTime } from '../integration/support/timeline.js';
import { Desk } from './support/desk.js';

jest.setTimeout(90_000);

const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

let desk: Desk;
let page: Page;
let [lan, binh, mai]: Named[] = [];

beforeAll(async () => {
  desk = await Desk.open({ clock: new ManualClock(vietnamTime('2026-11-25', '09:00')) });
  lan = await joins(desk.app, 'Trần Thị Lan');
  binh = await joins(desk.app, 'Nguyễn Văn Bình');
  mai = await joins(desk.app, 'Lê Thị Mai', 'administrator');
  page = await desk.sitsDown('administrator');
});
afterAll(() => desk?.close());

async function shootBoth(name: string): Promise<void> {
  await desk.shoot(name);
  await page.setViewportSize(PHONE);
  await desk.shoot(`${name}-phone`);
  await page.setViewportSize(DESK);
}
const choose = (label: string, at: number, name: string): Promise<string[]> =>
  page.getByLabel(label, { exact: true }).nth(at).selectOption({ label: name });

describe('a rota', () => {
  it('that is not filled in says by row what is missing', async () => {
    await desk.goes('/duty');
    await page.getByText('Chưa có tổ trực nào.').waitFor();
    await shootBoth('duty-empty');
    await page.getByRole('button', { name: 'Thêm tổ trực' }).click();
    await page.getByRole('button', { name: 'Lưu lịch trực' }).click();
    await page.getByText('Chọn tổ trưởng.').waitFor();
    await page.getByText('Ca 1: chọn người thứ nhất.').waitFor();
  });

  it('with times at which nobody answers asks whether that is meant', async () => {
    await page.getByLabel('Tên tổ').fill('Tổ CNTT Phú Thọ');
    await page.getByLabel('Tổ trưởng', { exact: true }).selectOption({ label: mai!.name });
    for (const { name } of [lan!, binh!, mai!]) await page.getByLabel(name, { exact: true }).check();
    await page.getByLabel('Đến giờ').fill('12:00');
    await choose('Người thứ nhất', 0, lan!.name);
    await choose('Người thứ hai', 0, binh!.name);

    await page.getByRole('button', { name: 'Lưu lịch trực' }).click();

    await page.getByText(/Thứ Tư 25\/11\/2026, 13:30 – 17:00: chưa xếp ai trực/).waitFor();
    await shootBoth('duty-gaps');
  });

  it('whose shifts overlap is refused by row, and kept once that is put right', async () => {
    await page.getByRole('button', { name: 'Thêm ca', exact: true }).click();
    await page.getByLabel('Từ giờ').nth(1).fill('11:00');
    await page.getByLabel('Đến giờ').nth(1).fill('07:00');
    await choose('Người thứ nhất', 1, binh!.name);
    await choose('Người thứ hai', 1, lan!.name);
    await page.getByRole('button', { name: 'Lưu lịch trực' }).click();
    await page.getByText(/Ca 2 \(Thứ Hai\) chồng giờ với ca 1/).waitFor();
    await desk.shoot('duty-refused');
    await page.getByLabel('Từ giờ').nth(1).fill('12:00');

    await page.getByRole('button', { name: 'Lưu lịch trực' }).click();

    await page.getByText(`Đang trực: ${lan!.name}. Người thứ hai: ${binh!.name}.`).waitFor();
    await shootBoth('duty');
  });

  it('is swapped for a day, and goes on with the second while the first is away', async () => {
    await page.getByRole('button', { name: 'Đổi ca' }).click();
    const swap = page.getByRole('dialog', { name: /Đổi ca/ });
    await swap.getByLabel('Ca bắt đầu ngày').fill('2026-11-26');
    await swap.getByLabel('Người có ca').selectOption({ label: lan!.name });
    await swap.getByLabel('Người trực thay').selectOption({ label: mai!.name });
    await swap.getByRole('button', { name: 'Đổi ca' }).click();
    await page.getByText(`26/11/2026: ${mai!.name} trực thay ${lan!.name}.`).waitFor();

    await page.getByRole('button', { name: 'Báo vắng' }).click();
    const absence = page.getByRole('dialog', { name: 'Báo vắng' });
    await absence.getByLabel('Người vắng').selectOption({ label: lan!.name });
    await absence.getByLabel('Vắng từ').fill('2026-11-25T09:00');
    await absence.getByLabel('Trở lại lúc').fill('2026-11-25T12:00');
    await absence.getByRole('button', { name: 'Lưu báo vắng' }).click();
    await page.getByText(`Đang trực: ${binh!.name}. Không có người thứ hai.`).waitFor();
    await shootBoth('duty-away');

    await page.getByRole('button', { name: `Xóa báo vắng của ${lan!.name}` }).click();
    await page.getByText(`Đang trực: ${lan!.name}. Người thứ hai: ${binh!.name}.`).waitFor();
  });
});

describe('không ai trả lời, người thứ hai được báo', () => {
  it('and the ticket tells the whole story', async () => {
    const id = await reportByLink(desk.app);
    await desk.app.settle();
    await desk.goes('/tickets');
    await page.getByText(`Đang trực: ${lan!.name}`).waitFor();
    await page.getByRole('button', { name: `Giao cho ${lan!.name}` }).waitFor();
    await desk.keep('duty-in-the-list');
    await shootBoth('duty-in-the-list');
    await desk.pass(26 * 60);
    await desk.goes(`/tickets/${id}`);
    await page.getByText(/quá 15 phút làm việc của mức Cao: nhắc Trần Thị Lan/).waitFor();
    const second = page.getByText(/báo người tiếp theo: Nguyễn Văn Bình/);
    await second.scrollIntoViewIfNeeded();
    await desk.keep('duty-second-is-told');
    await shootBoth('duty-second-is-told');

    await desk.pass(15 * 60);
    await page.reload();
    await page
      .getByText(/báo tổ trưởng: Lê Thị Mai .*Đã báo trước đó: Trần Thị Lan 09:15, Nguyễn Văn Bình 09:25/)
      .waitFor();
    expect(await page.getByText('báo người tiếp theo', { exact: false }).count()).toBeGreaterThan(0);
    await shootBoth('duty-head-is-told');
  });

  it('until one press gives it to whoever is on duty', async () => {
    await page.getByRole('button', { name: `Giao cho ${lan!.name}` }).click();
    await page.getByText(`administrator-1 giao cho ${lan!.name}.`).waitFor();
    await page.getByText(`Đang trực: ${lan!.name}`).waitFor({ state: 'detached' });
  });
});
