import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TicketList } from '../../src/contracts/api/index.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

const PHONE = { width: 390, height: 844 };
const PC = { width: 1366, height: 768 };
let desk: Desk;
let page: Page;
let pc: TestPc;

beforeAll(async () => {
  desk = await Desk.open();
  const { app } = desk;
  await watchWebSystem(app, 'motcua');
  pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  pc.sees('motcua', 'tab', 'ok');
  await pc.beat();
  page = desk.page;
});
afterAll(() => desk?.close());

/** The icon on the desktop: what `trucban-agent report` does. */
async function pressIcon(): Promise<void> {
  const { body } = await desk.app.post<{ url: string }>('/api/agent/v1/report-links', undefined, pc.device);
  const { pathname, hash } = new URL(body.url);
  // A new tab, as the browser opens one.
  await page.goto('about:blank');
  await desk.goes(pathname + hash);
}
const tickets = async (): Promise<TicketList['rows']> =>
  (await desk.app.get<TicketList>('/api/v1/tickets?status=all', await desk.app.signIn('technician'))).body
    .rows;
const work = async (id: number, verb: string, body: object): Promise<void> => {
  const technician = await desk.app.signIn('technician');
  const { version } = (await desk.app.get<{ version: number }>(`/api/v1/tickets/${id}`, technician)).body;
  const done = await desk.app.post(`/api/v1/tickets/${id}/${verb}`, { version, ...body }, technician);
  expect(done.status).toBe(200);
};

describe('a clerk whose one-stop software hangs', () => {
  it('reports it with two presses after the icon, without a name or a password', async () => {
    await pressIcon();
    await page.getByText('Quầy 3 · ').waitFor();
    await desk.shoot('report-pc');
    await page.getByText('Phần mềm một cửa', { exact: true }).click();
    await desk.keep('report-pc-chosen');
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).click();
    await page.getByRole('heading', { name: 'Đã gửi, đang chờ kỹ thuật viên nhận' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/my-report');
    await desk.keep('my-report-sent');
    expect(await tickets()).toMatchObject([{ origin: 'clerk', place: 'Xã Lạc Lương · Quầy 3' }]);
  });

  it('follows it on a phone, answers, and says that it works again', async () => {
    await page.setViewportSize(PHONE);
    const { id } = (await tickets())[0]!;
    await work(id, 'assign', { assigneeId: (await desk.app.signIn('technician')).id });
    await work(id, 'comments', { kind: 'question', body: 'Anh/chị thấy dòng chữ gì trên màn hình?' });
    await page.reload();
    await page.getByRole('heading', { name: 'Kỹ thuật viên hỏi lại anh/chị' }).waitFor();
    await desk.keep('my-report-asked-phone');
    await page.getByLabel('Trả lời kỹ thuật viên').fill('Chữ "Không phản hồi"');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.getByRole('heading', { name: 'Kỹ thuật viên đang xử lý' }).waitFor();

    await work(id, 'resolve', { note: 'Đã xóa bộ nhớ đệm của trình duyệt' });
    await page.reload();
    await page.getByRole('heading', { name: 'Đã xử lý', exact: true }).waitFor();
    await page.getByText('Đã xóa bộ nhớ đệm của trình duyệt').waitFor();
    await desk.keep('my-report-resolved-phone');
    await page.getByRole('radio', { name: '5' }).check();
    await page.getByRole('button', { name: 'Đã xong' }).click();
    await page.getByRole('heading', { name: 'Cảm ơn anh/chị đã xác nhận.' }).waitFor();
    expect(await tickets()).toMatchObject([{ status: 'closed' }]);
  });

  it('is told first what the desk knows already, and joins that with one press', async () => {
    await page.setViewportSize(PC);
    pc.sees('motcua', 'tab', 'not_responding');
    await pc.beat();
    await desk.pass(70);
    await pressIcon();
    await page.getByRole('heading', { name: 'Chúng tôi thấy trên máy này:' }).waitFor();
    await page.getByText('Phần mềm một cửa của tỉnh bị treo').waitFor();
    await desk.shoot('report-pc-known');
    await page.getByRole('button', { name: 'Đúng, gửi ngay' }).click();
    await page.getByText('Xác nhận: ở đây cũng bị.').waitFor();
    // The list of what was sent from this PC.
    await page.getByRole('heading', { name: 'Các báo cáo đã gửi từ máy này' }).waitFor();
    expect(await tickets()).toHaveLength(2);
  });

  it('gets a clear answer for a link that was used, and for one that is made up', async () => {
    await pressIcon();
    await page.getByText('Mạng', { exact: true }).click();
    const address = page.url();
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).click();
    await page.getByRole('heading', { name: 'Đã gửi, đang chờ kỹ thuật viên nhận' }).waitFor();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText('Đường dẫn này đã được dùng').waitFor();
    await desk.shoot('report-pc-used');
    await page.goto('about:blank');
    await desk.goes('/report-pc#made-up');
    await page.getByText('Đường dẫn báo sự cố này không đúng.').waitFor();
  });
});
