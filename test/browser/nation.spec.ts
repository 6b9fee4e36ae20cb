import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { BoardView } from '../../src/contracts/api/index.js';
import { TestPc } from '../factories/pc.js';
import { Desk } from './support/desk.js';

jest.setTimeout(120_000);

const HA_NOI = '01';
const LONG_NAME = 'Phường Văn Miếu - Quốc Tử Giám';

let desk: Desk;
let page: Page;
let pc: TestPc;

/** The server of the nation: one PC at work in Phú Thọ, one in Hà Nội that has fallen silent. */
beforeAll(async () => {
  desk = await Desk.open({ config: { provinceCode: 'all' } });
  const { app } = desk;
  const technician = await app.signIn('technician');
  const { centers } = (await app.get<BoardView>(`/api/v1/board?province=${HA_NOI}`, technician)).body;
  const { id } = centers.find(({ name }) => name === LONG_NAME)!;
  pc = new TestPc(app, await app.enrol(await app.centerId(), { name: 'Quầy 1' }));
  const lost = new TestPc(app, await app.enrol(id, { name: 'Quầy tiếp nhận và trả kết quả số 12' }));
  await lost.beat();
  for (let beat = 0; beat < 8; beat++) {
    await pc.beat();
    await desk.pass(30);
  }
  page = await desk.sitsDown('technician');
});
afterAll(() => desk?.close());

const figures = () => page.getByRole('region', { name: 'Số trung tâm theo trạng thái' });

describe('the board of the nation', () => {
  it('counts 3,321 centers and shows the province with the fault first', async () => {
    await desk.goes('/');
    await figures().getByText('3.321').first().waitFor();
    await figures().getByText('1/2').waitFor();
    const provinces = page.getByRole('region', { name: 'Các tỉnh, thành phố' }).getByRole('listitem');
    expect(await provinces.count()).toBe(34);
    expect(await provinces.first().innerText()).toContain('Hà Nội');
    await page
      .getByRole('link', { name: /mất kết nối/i })
      .first()
      .waitFor();
    await desk.shoot('nation');
  });

  it('opens a province with its own centers and work, and leads back', async () => {
    await page
      .getByRole('link', { name: /Hà Nội/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Thành phố Hà Nội' }).waitFor();
    await page.getByRole('link', { name: new RegExp(`${LONG_NAME}.*Sự cố`) }).waitFor();
    expect(await page.getByRole('link', { name: /Lạc Lương/ }).count()).toBe(0);
    await desk.shoot('nation-province');

    await page.getByRole('link', { name: 'Về cả nước' }).click();

    await page.getByRole('heading', { name: 'Các tỉnh, thành phố' }).waitFor();
  });

  it('shows a PC of another province that joins, without being reloaded', async () => {
    const newcomer = new TestPc(desk.app, await desk.app.enrol(pc.device.centerId, { name: 'Quầy 2' }));
    await newcomer.beat();
    await desk.pass(10);
    await figures().getByText('2/3').waitFor();
  });
});

describe('the wall of the nation', () => {
  it('names the place of the fault by its whole name, with nothing to press', async () => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await desk.goes('/wall');
    await page.getByRole('heading', { name: 'Trực Ban · Cả nước' }).waitFor();
    await page.getByText(LONG_NAME).first().waitFor();
    expect(await page.locator('button, a, input').count()).toBe(0);
    await desk.shoot('nation-wall');
  });
});
