import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type FollowedReport, LINK_HEADER, type TicketView } from '../../src/contracts/api/index.js';
import { Centers } from '../../src/inventory/index.js';
import type { TestDevice } from '../factories/app.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

const PC = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const MADE_UP = 'x'.repeat(43);
const PUBLIC = '/api/v1/public/';
let desk: Desk;
let page: Page;
let device: TestDevice;
/** What the server answered to the page that is open, by path. */
let answers: Map<string, number>;

beforeAll(async () => {
  desk = await Desk.open({ config: { publicUrl: 'http://localhost' } });
  device = await desk.app.enrol(undefined, { name: 'Quầy 3' });
  page = desk.page;
  page.on('response', (response) => answers.set(new URL(response.url()).pathname, response.status()));
});
afterAll(() => desk?.close());

/** The secret of a link that a PC asks for. */
async function pressed(of = device): Promise<string> {
  const { body } = await desk.app.post<{ url: string }>('/api/agent/v1/report-links', undefined, of);
  return new URL(body.url).hash.slice(1);
}

async function reports(
  secret: string,
  fields: Record<string, string> = {},
): Promise<{ number: string; follow: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ category: 'network', ...fields })) form.set(name, value);
  const options = { method: 'POST', headers: { [LINK_HEADER]: secret }, body: form };
  const answer = await fetch(`${desk.app.url}${PUBLIC}report-link`, options);
  expect(answer.status).toBe(201);
  return (await answer.json()) as { number: string; follow: string };
}

async function opens(address: string): Promise<void> {
  answers = new Map();
  // What stands behind the # alone would not load the page again.
  await page.goto('about:blank');
  await desk.goes(address);
  await page.locator('h1').first().waitFor();
}

async function shootBoth(name: string): Promise<void> {
  for (const [size, suffix] of [
    [PHONE, '-phone'],
    [PC, ''],
  ] as const) {
    await page.setViewportSize(size);
    await desk.shoot(name + suffix);
  }
}

/** Whoever stands before it is told in Vietnamese what to do now, and finds the guides with one press. */
async function isTold(sentence: string | RegExp): Promise<void> {
  await page.getByText(sentence).waitFor();
  const guides = page.getByRole('link', { name: 'Xem hướng dẫn tự xử lý' });
  await guides.waitFor();
  expect(await guides.getAttribute('href')).toBe('/guides');
  expect(await page.locator('form').count()).toBe(0);
}

describe('a link to report by that opens nothing', () => {
  it('because it was made up', async () => {
    await opens(`/report-pc#${MADE_UP}`);
    await isTold('Đường dẫn báo sự cố này không đúng. Bấm lại biểu tượng Báo sự cố trên màn hình.');
    expect(answers.get(`${PUBLIC}report-link`)).toBe(404);
    await shootBoth('link-made-up');
  });

  it('because its secret was lost on the way', async () => {
    await opens('/report-pc');
    await isTold(/^Đường dẫn báo sự cố này không đúng/);
  });

  it('because it was used', async () => {
    const secret = await pressed();
    await reports(secret);
    await opens(`/report-pc#${secret}`);
    await isTold(/^Đường dẫn này đã được dùng để gửi một báo cáo/);
    expect(answers.get(`${PUBLIC}report-link`)).toBe(410);
    await shootBoth('link-used');
  });

  it('because half an hour has passed', async () => {
    const secret = await pressed();
    await desk.pass(31 * 60);
    await opens(`/report-pc#${secret}`);
    await isTold(/^Đường dẫn này đã hết hạn/);
    expect(answers.get(`${PUBLIC}report-link`)).toBe(410);
    await shootBoth('link-expired');
  });

  it('because no center has it', async () => {
    await opens('/report/khong-co-trung-tam');
    await isTold('Đường dẫn báo sự cố này không đúng.');
    expect(answers.get(`${PUBLIC}centers/khong-co-trung-tam`)).toBe(404);
    await shootBoth('link-of-no-center');
  });

  it('because its center has another now', async () => {
    const center = (await desk.app.app.get(Centers).byId(device.centerId))!;
    await desk.sitsDown('administrator');
    await opens(`/centers/${center.id}`);
    await page.getByRole('button', { name: 'Đổi đường dẫn…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đổi đường dẫn' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.context().clearCookies();
    await opens(`/report/${center.publicLink}`);
    await isTold('Đường dẫn báo sự cố này không đúng.');
    const { publicLink } = (await desk.app.app.get(Centers).byId(center.id))!;
    expect(publicLink).not.toBe(center.publicLink);
    await opens(`/report/${publicLink}`);
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).waitFor();
  });

  it('used by two at once, after the form was open', async () => {
    const secret = await pressed();
    await opens(`/report-pc#${secret}`);
    await page.getByText('Mạng', { exact: true }).click();
    await reports(secret);
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).click();
    await page
      .getByRole('alert')
      .getByText(/^Đường dẫn này đã được dùng/)
      .waitFor();
    await shootBoth('link-used-meanwhile');
  });
});

describe('the page of a report', () => {
  it('with a secret that was made up says so', async () => {
    await opens(`/my-report#${MADE_UP}`);
    await isTold('Không mở được báo cáo này.');
    expect(answers.get(`${PUBLIC}followed`)).toBe(404);
    await shootBoth('link-my-report-made-up');
  });
});

describe('a link of another center', () => {
  it('reports for that center, whichever PC is named', async () => {
    const centers = await desk.app.app.get(Centers).all();
    const other = centers.find(({ id }) => id !== device.centerId)!;
    const form = new FormData();
    const fields = { name: 'Hoa', phone: '0912345678', category: 'network', what: 'Mất mạng' };
    for (const [name, value] of Object.entries({ ...fields, deviceId: String(device.deviceId) }))
      form.set(name, value);
    const answer = await fetch(`${desk.app.url}${PUBLIC}centers/${other.publicLink}/reports`, {
      method: 'POST',
      body: form,
    });
    const { number, follow } = (await answer.json()) as { number: string; follow: string };
    const headers = { [LINK_HEADER]: follow };
    const { body } = await desk.app.request<FollowedReport>('GET', `${PUBLIC}followed`, { headers });
    expect(body).toMatchObject({ number, place: other.name });
    const technician = await desk.app.signIn('technician');
    const list = await desk.app.get<{ rows: { id: number }[] }>(
      `/api/v1/tickets?status=all&q=${number}`,
      technician,
    );
    const view = await desk.app.get<TicketView>(`/api/v1/tickets/${list.body.rows[0]!.id}`, technician);
    expect(view.body.place).not.toContain('Quầy 3');
  });
});

describe('a link to the wall', () => {
  it('that was made up leaves the screen dark and says who makes another', async () => {
    await opens(`/wall/screen#${MADE_UP}`);
    await page
      .getByText(/^Liên kết của màn hình này không đúng hoặc đã bị thu hồi\. Quản trị hệ thống tạo/)
      .waitFor();
    expect(answers.get('/api/v1/wall/screen')).toBe(401);
    await shootBoth('link-wall');
  });
});

describe('a link to set up with', () => {
  it('that is none says what to do', async () => {
    await opens('/setup?token=made-up');
    await page.getByText('Liên kết thiết lập này không đúng hoặc không còn hiệu lực.').waitFor();
    await page.getByRole('link', { name: 'Đăng nhập' }).waitFor();
    await shootBoth('link-setup');
  });
});
