import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BoardView } from '../../src/contracts/api/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { openStaffBrowser, type StaffBrowser } from './support/staff-browser.js';

jest.setTimeout(120_000);
const WEB = fileURLToPath(new URL('../../dist/web', import.meta.url));
const PICTURES = fileURLToPath(new URL('../../test-results/board', import.meta.url));
const PCS_PER_CENTER = 20;
/** Text, because it runs in the page. */
const FITS = 'document.documentElement.scrollHeight <= window.innerHeight';

let app: TestApp;
let technician: TestPerson;
let staff: StaffBrowser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  app = await startApp({ webFolder: WEB, clock: new ManualClock(Date.now()) });
  technician = await app.signIn('technician');
  await fillProvince();
  staff = await openStaffBrowser();
  const [name = '', value = ''] = (technician.headers['cookie'] ?? '').split('=');
  await staff.page.context().addCookies([{ name, value, url: app.url }]);
});
afterAll(async () => {
  await staff?.close();
  await app?.close();
});

const view = async (): Promise<BoardView> => (await app.get('/api/v1/board', technician)).body;

/** 20 PCs that are on in every center but Lạc Lương, by rows: a province has 2,960 and this is about the page. */
async function fillProvince(): Promise<void> {
  const { centers } = await view();
  const now = app.clock.now();
  await app.app.get(UnitOfWork).run(async (tx) => {
    for (const { id, communeCode } of centers) {
      if (communeCode === '05362') continue;
      for (let place = 1; place <= PCS_PER_CENTER; place++) {
        const device = id * 100 + place;
        await tx.run(
          `INSERT INTO device (id, center_id, name, folded, platform, agent_version, token_hash, enrolled_at)
           VALUES (?, ?, ?, ?, 'windows', '0.1.0', ?, ?)`,
          [device, id, `Quầy ${place}`, `quay ${place}`, `token ${device}`, now],
        );
        await tx.run(
          `INSERT INTO device_state (device_id, presence, since, last_received_at, agent_version)
           VALUES (?, 'online', ?, ?, '0.1.0')`,
          [device, now, now],
        );
      }
    }
  });
}

/** PCs of so many centers report a disk that is nearly full. */
async function fillDisks(count: number): Promise<void> {
  const { centers } = await view();
  for (const { id } of centers.slice(-count)) {
    const pc = new TestPc(app, await app.enrol(id, { name: 'Quầy tiếp nhận' }));
    pc.freePercent = 2;
    await pc.beat();
  }
}

const shoot = (name: string) => staff.page.screenshot({ path: join(PICTURES, name) });

describe('the board with a province on it', () => {
  it('shows every center of the province on one screen, without scrolling', async () => {
    const { page } = staff;
    await page.goto(app.url);
    await page.getByText('2.940/2.940').waitFor();
    expect(await page.locator('a.tile').count()).toBe(148);
    expect(await page.evaluate(FITS)).toBe(true);
    await shoot('province.png');
  });

  it('shows a PC that joins without being reloaded', async () => {
    const pc = new TestPc(app, await app.enrol(await app.centerId('05362')));
    await pc.beat();
    app.clock.advance(1_000);
    await staff.page.getByText('2.941/2.941').waitFor();
    await staff.page.setViewportSize({ width: 390, height: 844 });
    await shoot('province-phone.png');
  });
});

describe('the screen on the wall', () => {
  it('fills the screen with figures and work, without anything to press', async () => {
    const { page } = staff;
    await fillDisks(8);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(`${app.url}/wall`);
    await page.getByText('Cập nhật lúc').waitFor();
    await page.getByText('2.949/2.949').waitFor();
    await page.getByText('Trang 1/2').waitFor();
    expect(await page.locator('button, a, input').count()).toBe(0);
    expect(await page.evaluate(FITS)).toBe(true);
    await shoot('wall.png');
  });

  it('says so in large letters when the server is gone', async () => {
    const { page } = staff;
    await app.stop();
    await page.getByRole('alert').getByText('MẤT KẾT NỐI').waitFor();
    await shoot('wall-lost.png');
  });
});
