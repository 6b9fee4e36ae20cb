import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  LINK_HEADER,
  type PcReportView,
  type TicketList,
  type TicketView,
} from '../../src/contracts/api/index.js';
import { Centers } from '../../src/inventory/index.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { Desk } from './support/desk.js';

// Thirty PCs live through some minutes.
jest.setTimeout(180_000);

const PHONE = { width: 390, height: 844 };
const PC = { width: 1366, height: 768 };
const CENTERS = 3;
const PCS_OF_EACH = 10;
let desk: Desk;
let page: Page;
const pcs: TestPc[] = [];
let ticketId: number;
/** The address of the first clerk's own page. */
let followed: string;

beforeAll(async () => {
  desk = await Desk.open();
  const { app } = desk;
  await watchWebSystem(app, 'hotich');
  await app.signIn('technician');
  for (const { id } of (await app.app.get(Centers).all()).slice(0, CENTERS)) {
    for (let n = 1; n <= PCS_OF_EACH; n++) {
      const pc = new TestPc(app, await app.enrol(id, { name: `Quầy ${n}` }));
      pc.probed('hotich', {});
      await pc.send();
      pcs.push(pc);
    }
  }
  await app.settle();
  page = desk.page;
});
afterAll(() => desk?.close());

async function everybodyBeats(): Promise<void> {
  for (const pc of pcs) await pc.send();
  await desk.pass(30);
}

/** The icon on the desktop. */
async function press(pc: TestPc): Promise<URL> {
  const { body } = await desk.app.post<{ url: string }>('/api/agent/v1/report-links', undefined, pc.device);
  return new URL(body.url);
}

async function opensForm(pc: TestPc): Promise<void> {
  const { pathname, hash } = await press(pc);
  await page.goto('about:blank');
  await desk.goes(pathname + hash);
}

/** What the page of a clerk does when the button is pressed. */
async function confirms(pc: TestPc): Promise<void> {
  const headers = { [LINK_HEADER]: (await press(pc)).hash.slice(1) };
  const known = await desk.app.request<PcReportView>('GET', '/api/v1/public/report-link', { headers });
  const wide = known.body.troubles.find((trouble) => trouble.wide)!;
  const form = new FormData();
  form.set('category', wide.category);
  form.set('confirms', String(wide.incidentId));
  const answer = await fetch(`${desk.app.url}/api/v1/public/report-link`, {
    method: 'POST',
    headers,
    body: form,
  });
  expect(answer.status).toBe(201);
}

const rows = async (): Promise<TicketList['rows']> =>
  (await desk.app.get<TicketList>('/api/v1/tickets?status=all', await desk.app.signIn('technician'))).body
    .rows;
const view = async (): Promise<TicketView> =>
  (await desk.app.get<TicketView>(`/api/v1/tickets/${ticketId}`, await desk.app.signIn('technician'))).body;

describe('a system that fails in a whole province', () => {
  it('is one ticket, of which a clerk is told before anything is typed', async () => {
    for (const pc of pcs)
      pc.probed('hotich', { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
    for (let half = 0; half < 5; half++) await everybodyBeats();
    const [ticket, ...others] = await rows();
    expect(others).toEqual([]);
    ticketId = ticket!.id;

    await opensForm(pcs[0]!);
    await page.getByText('Nhiều nơi cùng bị, không riêng máy này.').waitFor();
    await desk.keep('wide-known');
    await page.getByRole('button', { name: 'Đúng, gửi ngay' }).click();
    await page.getByText('Xác nhận: ở đây cũng bị.').first().waitFor();
    followed = page.url();
  });

  it('collects the reports of thirty clerks in that ticket, with thirty who are told', async () => {
    for (const pc of pcs.slice(1, -1)) await confirms(pc);
    await page.setViewportSize(PHONE);
    await opensForm(pcs.at(-1)!);
    await page.getByRole('button', { name: 'Đúng, gửi ngay' }).click();
    await page.getByText('Xác nhận: ở đây cũng bị.').first().waitFor();

    expect(await rows()).toHaveLength(1);
    expect(await view()).toMatchObject({ id: ticketId, followers: CENTERS * PCS_OF_EACH });
    await page.setViewportSize(PC);
    await desk.sitsDown('technician');
    await desk.goes(`/tickets/${ticketId}`);
    await page.getByText('30 cán bộ đọc được câu trả lời').waitFor();
    await desk.keep('wide-ticket');
  });

  it('is resolved once, and all of them are told', async () => {
    await page.getByRole('button', { name: 'Nhận xử lý' }).click();
    await page.getByText('Đang xử lý', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Đánh dấu đã xử lý' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Cán bộ đã báo sự cố đọc được lời ghi dưới đây.').waitFor();
    await dialog.getByLabel('Đã làm gì để xử lý?').fill('Nhà cung cấp đã khởi động lại máy chủ hộ tịch');
    await dialog.getByRole('button', { name: 'Đã xử lý' }).click();
    await page.getByText('Nhà cung cấp đã khởi động lại máy chủ hộ tịch').waitFor();

    await page.setViewportSize(PHONE);
    for (const address of [followed, await lastFollowed()]) {
      await page.goto('about:blank');
      await page.goto(address);
      await page.getByRole('heading', { name: 'Đã xử lý', exact: true }).waitFor();
      await page.getByText('Nhà cung cấp đã khởi động lại máy chủ hộ tịch').waitFor();
    }
    await desk.keep('wide-resolved-phone');
  });
});

/** The browser keeps what was sent from it: the last clerk's page is in the list of the first. */
async function lastFollowed(): Promise<string> {
  await page.goto('about:blank');
  await page.goto(followed);
  const href = await page
    .getByRole('region', { name: 'Các báo cáo đã gửi từ máy này' })
    .getByRole('link')
    .first()
    .getAttribute('href');
  return desk.app.url + href!;
}
