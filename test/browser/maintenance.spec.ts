import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { CenterView, MaintenancePage, TicketList } from '../../src/contracts/api/index.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

let desk: Desk;
let page: Page;
let pc: TestPc;

beforeAll(async () => {
  desk = await Desk.open();
  const { app } = desk;
  await watchWebSystem(app, 'hotich');
  pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  pc.sees('hotich', 'tab', 'ok');
  await pc.beat();
  page = await desk.sitsDown('technician');
});
afterAll(() => desk?.close());

const openTickets = async (): Promise<TicketList['rows']> => {
  const technician = await desk.app.signIn('technician');
  return (await desk.app.get<TicketList>('/api/v1/tickets?status=open', technician)).body.rows;
};

async function reportForm(): Promise<string> {
  const path = `/api/v1/centers/${pc.device.centerId}`;
  const { body } = await desk.app.get<CenterView>(path, await desk.app.signIn('technician'));
  return new URL(body.reportUrl).pathname;
}

describe('planned work', () => {
  it('without a reason and ending before it begins is refused by field', async () => {
    await desk.goes('/maintenance');
    await page.getByText('Chưa có lịch bảo trì nào.').waitFor();
    await page.getByRole('button', { name: 'Thêm lịch bảo trì' }).click();
    await page.getByLabel('Kết thúc', { exact: true }).fill('2026-11-25T08:00');

    await page.getByRole('button', { name: 'Lưu lịch' }).click();

    await page.getByText('Chọn một trung tâm.').waitFor();
    await page.getByText('Giờ kết thúc phải sau giờ bắt đầu.').waitFor();
    await page.getByText('Ghi lý do, ít nhất 3 ký tự.').waitFor();
    await desk.shoot('maintenance-refused');
  });

  it('holds for one center until it ends, and clerks are told', async () => {
    await page.getByLabel('Trung tâm', { exact: true }).selectOption({ label: 'Xã Lạc Lương' });
    await page.getByLabel('Kết thúc', { exact: true }).fill('2026-11-25T10:00');
    await page.getByLabel('Lý do').fill('Nhà mạng thay cáp, liên hệ anh Hùng');
    await page.getByLabel('Báo cho cán bộ một cửa').check();

    await page.getByRole('button', { name: 'Lưu lịch' }).click();

    await page.getByText('Đã lưu lịch bảo trì.').waitFor();
    const line = page.getByRole('row', { name: /Xã Lạc Lương/ });
    await line.getByText('Đang bảo trì').waitFor();
    await line.getByText('technician-1').waitFor();
    await desk.shoot('maintenance');
  });

  it('stands in the report form of the clerks of that center', async () => {
    await desk.goes(await reportForm());
    const notice = page.getByRole('status').filter({ hasText: 'bảo trì đến 10:00' });
    await notice.getByText('Nhà mạng thay cáp, liên hệ anh Hùng').waitFor();
    await desk.shoot('maintenance-announced');
  });

  it('silences what happens there, and the page of the PC says why', async () => {
    pc.sees('hotich', 'tab', 'not_responding');
    for (let minute = 0; minute < 3; minute++) {
      await pc.beat();
      await desk.pass(60);
    }
    expect(await openTickets()).toEqual([]);

    await desk.goes(`/devices/${pc.device.deviceId}`);

    const why = page.getByRole('region', { name: 'Vì sao không ai được báo' });
    await why.getByText(/^Đang trong lịch bảo trì số 1 đến 10:00 .*Nhà mạng thay cáp/).waitFor();
    await desk.shoot('silent-by-maintenance');
  });

  it('is ended early, and what still fails becomes a ticket at once', async () => {
    await desk.goes('/maintenance');
    await page.getByRole('button', { name: 'Kết thúc sớm' }).click();
    const asked = page.getByRole('dialog', { name: 'Kết thúc lịch bảo trì này?' });
    await asked.getByText('Sự cố đang bị giữ im lặng mà chưa hết sẽ mở phiếu ngay.').waitFor();
    await asked.getByRole('button', { name: 'Kết thúc sớm' }).click();

    await page.getByText('Đã kết thúc lịch bảo trì.').waitFor();
    await page
      .getByRole('row', { name: /Xã Lạc Lương/ })
      .getByText('Đã qua')
      .waitFor();
    await pc.beat();
    expect(await openTickets()).toHaveLength(1);
    await desk.goes(await reportForm());
    await page.getByRole('heading', { name: 'Báo sự cố' }).waitFor();
    expect(await page.getByText('bảo trì đến').count()).toBe(0);
  });

  it('comes back every week, over midnight, for the whole province', async () => {
    await desk.goes('/maintenance');
    await page.getByRole('button', { name: 'Thêm lịch bảo trì' }).click();
    await page.getByLabel('Phạm vi').selectOption({ label: 'Mọi trung tâm · Phú Thọ' });
    await page.getByLabel('Lặp lại').selectOption({ label: 'Hằng tuần' });
    await page.getByLabel('Lý do').fill('Hệ thống hộ tịch nâng cấp hằng tuần');
    await page.getByRole('button', { name: 'Lưu lịch' }).click();
    await page.getByText('Chọn ít nhất một ngày.').waitFor();
    await page.getByLabel('Thứ Bảy').check();
    await page.getByLabel('Từ giờ').fill('23:00');
    await page.getByLabel('Đến giờ').fill('01:00');

    await page.getByRole('button', { name: 'Lưu lịch' }).click();

    await page.getByText('Đã lưu lịch bảo trì.').waitFor();
    const line = page.getByRole('row', { name: /nâng cấp hằng tuần/ });
    await line.getByText('Sắp tới').waitFor();
    await line.getByText('lần tới 28/11/2026 23:00 – 29/11/2026 01:00').waitFor();
    const technician = await desk.app.signIn('technician');
    const { rows } = (await desk.app.get<MaintenancePage>('/api/v1/maintenance', technician)).body;
    expect(rows.find(({ state }) => state === 'planned')?.when).toMatchObject({
      kind: 'weekly',
      weekdays: [6],
    });
    await desk.shoot('maintenance-weekly');
  });
});
