import { afterAll, beforeAll, describe, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { TicketList } from '../../src/contracts/api/index.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

let desk: Desk;
let page: Page;
let pcs: TestPc[];

/** Five PCs of one center: their power fails, while a page hangs on one of another center. */
beforeAll(async () => {
  desk = await Desk.open();
  const { app } = desk;
  await watchWebSystem(app, 'hotich');
  pcs = [];
  for (let n = 1; n <= 5; n++) pcs.push(new TestPc(app, await app.enrol(undefined, { name: `Quầy ${n}` })));
  const other = new TestPc(app, await app.enrol(await app.centerId('07948'), { name: 'Quầy tiếp nhận' }));
  for (const pc of [...pcs, other]) await pc.beat();
  other.sees('hotich', 'tab', 'not_responding');
  for (let passed = 0; passed < 8; passed++) {
    await other.beat();
    await desk.pass(30);
  }
  page = await desk.sitsDown('technician');
});
afterAll(() => desk?.close());

async function ticketOf(place: RegExp): Promise<number> {
  const technician = await desk.app.signIn('technician');
  const { rows } = (await desk.app.get<TicketList>('/api/v1/tickets?status=open', technician)).body;
  const row = rows.find((ticket) => place.test(ticket.place));
  if (!row) throw new Error(`no ticket of ${String(place)} in: ${rows.map((ticket) => ticket.place).join()}`);
  return row.id;
}

describe('"Vì sao mở phiếu này"', () => {
  it('says of a hang which threshold it passed and when', async () => {
    await desk.goes(`/tickets/${await ticketOf(/Quầy tiếp nhận/)}`);
    const why = page.getByRole('region', { name: 'Vì sao mở phiếu này' });
    await why
      .getByText('Không phản hồi liên tục quá 60 giây; hộp thoại đang mở không tính là treo.')
      .waitFor();
    await why.getByText(/^Lỗi bắt đầu lúc 09:00 25\/11\/2026, đủ điều kiện mở phiếu lúc 09:01 /).waitFor();
    await desk.shoot('ticket-why-hang');
  });

  it('says of a dark center how many PCs fell silent together, and lists them', async () => {
    await desk.goes(`/tickets/${await ticketOf(/Lạc Lương/)}`);
    const why = page.getByRole('region', { name: 'Vì sao mở phiếu này' });
    await why.getByText(/5/).first().waitFor();
    await page.getByRole('region', { name: 'Các máy cùng bị (5)' }).waitFor();
    await desk.shoot('ticket-why-center');
  });
});

describe('"Vì sao không ai được báo"', () => {
  it('says of a silent PC in which ticket it is told', async () => {
    const technician = await desk.app.signIn('technician');
    const { rows } = (await desk.app.get<TicketList>('/api/v1/tickets?status=open', technician)).body;
    const { number } = rows.find(({ place }) => place.includes('Lạc Lương'))!;
    await desk.goes(`/devices/${pcs[4]!.device.deviceId}`);
    const why = page.getByRole('region', { name: 'Vì sao không ai được báo' });
    await why.getByText(`Gộp chung vào phiếu ${number}: cùng một nguyên nhân, chỉ báo một lần.`).waitFor();
    await desk.shoot('silent-grouped');
  });

  it('says who put it off and until when', async () => {
    const id = await ticketOf(/Quầy tiếp nhận/);
    await desk.goes(`/tickets/${id}`);
    await page.getByRole('button', { name: '1 giờ nữa' }).click();
    await page.getByText(/^technician-1 hoãn đến 25\/11\/2026 10:0\d/).waitFor();
    await page.getByRole('link', { name: 'Quầy tiếp nhận' }).first().click();
    const why = page.getByRole('region', { name: 'Vì sao không ai được báo' });
    await why.getByText(/được technician-1 hoãn đến 10:0\d/).waitFor();
    await desk.shoot('silent-snoozed');
  });
});
