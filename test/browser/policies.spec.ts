import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { PolicyPage } from '../../src/contracts/api/index.js';
import { PolicyService } from '../../src/inventory/index.js';
import { type Caller, cookieOf } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { Desk } from './support/desk.js';

jest.setTimeout(60_000);

/** Text, because it runs in the page: remembers every line that says how far the preview is. */
const WATCH_PROGRESS = `window.seen = []; new MutationObserver(() => {
  const line = document.querySelector('.progress span'); if (line) window.seen.push(line.textContent); })
  .observe(document.body, { childList: true, subtree: true, characterData: true })`;

let desk: Desk;
let page: Page;

beforeAll(async () => {
  desk = await Desk.open();
  await aMorningWithAHang();
  page = await desk.sitsDown('administrator');
});
afterAll(() => desk?.close());

/** A page hung for 90 seconds: longer than the 60 that count, shorter than the 300 that the story tries. */
async function aMorningWithAHang(): Promise<void> {
  const { app } = desk;
  await watchWebSystem(app, 'hotich');
  const pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
  for (const state of ['ok', 'not_responding', 'not_responding', 'not_responding', 'ok', 'ok'] as const) {
    if (pc.programs[0]?.state !== state) pc.sees('hotich', 'tab', state);
    await pc.beat();
    await desk.pass(30);
  }
}

async function secondAdministrator(): Promise<Caller> {
  const { app } = desk;
  const person = { login: 'lan.nguyen', name: 'Nguyễn Thị Lan', role: 'administrator', email: null };
  const password = 'mưa nắng cây đa bến nước';
  await app.post('/api/v1/users', { ...person, password }, await app.signIn('administrator'));
  const answer = await app.post('/api/v1/session', { login: person.login, password });
  return { headers: { cookie: cookieOf(answer) } };
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true });
const thresholdOf = async (key: 'program.hungAfterSeconds' | 'flap.enterScore'): Promise<number> =>
  (await desk.app.app.get(PolicyService).current()).policy[key];

describe('a threshold', () => {
  it('that contradicts another is refused while it is typed, with what to do', async () => {
    await desk.goes('/policies');
    await field('Chờ trước khi coi là treo').fill('300');
    await field('Thôi coi là chập chờn').fill('6');

    await page.getByText(/Mức thôi chập chờn \(6\) phải thấp hơn mức bắt đầu \(4\)\. Đặt thấp hơn/).waitFor();

    await page.getByText('2 thay đổi chưa lưu').waitFor();
    await page.getByText('Sửa các mục báo đỏ trước khi lưu.').waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator(':focus[aria-invalid="true"]').waitFor();
    expect(await thresholdOf('program.hungAfterSeconds')).toBe(60);
    await desk.shoot('policy-contradiction');
  });

  it('is tried on the last seven days before it is saved', async () => {
    await field('Thôi coi là chập chờn').fill('2');
    await page.getByText('1 thay đổi chưa lưu').waitFor();
    await page.getByText('Sửa các mục báo đỏ').waitFor({ state: 'detached' });
    await page.evaluate(WATCH_PROGRESS);

    await page.getByRole('button', { name: 'Xem thử 7 ngày qua' }).click();

    await page.getByText('Nhiều hơn 0, ít hơn 1 phát hiện so với các giá trị đang dùng.').waitFor();
    expect(await page.evaluate('window.seen.join()')).toMatch(/Đang xem lại lịch sử: \d/);
    await page.getByRole('row', { name: /^Phần mềm treo 1 0/ }).waitFor();
    await page.getByText('Lẽ ra đã không mở (1)').waitFor();
    await page.getByRole('link', { name: 'Xã Lạc Lương · Quầy 3' }).waitFor();
    await desk.shoot('policy-preview');
  });

  it('is saved with its reason and takes effect', async () => {
    await page.getByPlaceholder('Ghi chú: vì sao đổi?').fill('Trang hộ tịch hay đứng buổi sáng');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();

    await page.getByText('Đã lưu. Có hiệu lực trong 5 giây.').waitFor();
    expect(await thresholdOf('program.hungAfterSeconds')).toBe(300);
  });

  it('has a history, from which it is undone', async () => {
    await page.getByRole('link', { name: 'Lịch sử thay đổi' }).click();
    const line = page.getByRole('row', { name: /Chờ trước khi coi là treo/ });
    await line.getByText('Trang hộ tịch hay đứng buổi sáng').waitFor();
    await line.getByText('300 giây').first().waitFor();

    await line.getByRole('button', { name: /^Trở lại/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trở lại', exact: true }).click();

    await page.getByText(/^Đã trở lại: Chờ trước khi coi là treo là/).waitFor();
    await page.getByText('Trở lại giá trị trước lần đổi số 1').waitFor();
    expect(await thresholdOf('program.hungAfterSeconds')).toBe(60);
    await desk.shoot('policy-history');
  });

  it('that somebody else changed meanwhile is shown, and what was typed stays', async () => {
    const lan = await secondAdministrator();
    await page.getByRole('link', { name: 'Ngưỡng', exact: true }).last().click();
    await field('Chờ trước khi coi là treo').fill('90');
    const { revision } = (await desk.app.get<PolicyPage>('/api/v1/policies', lan)).body;
    const changes = { 'flap.enterScore': '5' };
    await desk.app.post('/api/v1/policies', { revision, changes, note: '' }, lan);

    await page.getByRole('button', { name: 'Lưu', exact: true }).click();

    const conflict = page
      .getByRole('alert')
      .filter({ hasText: 'Người khác vừa đổi ngưỡng nên chưa lưu gì.' });
    await conflict.getByText(/Bắt đầu coi là chập chờn: 4.* → 5.*\(Nguyễn Thị Lan\)/).waitFor();
    expect(await field('Chờ trước khi coi là treo').inputValue()).toBe('90');
    expect(await thresholdOf('program.hungAfterSeconds')).toBe(60);
    await desk.shoot('policy-conflict');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu. Có hiệu lực trong 5 giây.').waitFor();
    expect(await thresholdOf('program.hungAfterSeconds')).toBe(90);
    expect(await thresholdOf('flap.enterScore')).toBe(5);
  });

  it('cannot be set so that nobody is told anything', async () => {
    await field('Số nhịp được lỡ').fill('100');
    await field('Nhịp báo').fill('60');
    await page
      .getByText(/100 nhịp lỡ, mỗi nhịp 60 giây: .* Với nhịp 60 giây, cho lỡ tối đa 59 nhịp\./)
      .waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator(':focus[aria-invalid="true"]').waitFor();
    await desk.shoot('policy-silence');
    await page.getByRole('button', { name: 'Bỏ thay đổi' }).click();
    await page.getByText('thay đổi chưa lưu').waitFor({ state: 'detached' });
    expect(await field('Số nhịp được lỡ').inputValue()).toBe('3');
  });

  it('that is one of a few words is chosen, and never typed', async () => {
    const choice = page.getByRole('combobox', { name: 'Giao phiếu theo lịch trực' });
    expect(await choice.getByRole('option').allInnerTexts()).toEqual([
      'Không theo lịch trực',
      'Đề nghị người đang trực',
      'Giao ngay cho người đang trực',
    ]);
    await choice.selectOption('Giao ngay cho người đang trực');
    await page.getByText('Đang dùng: Đề nghị người đang trực').waitFor();
    await choice.scrollIntoViewIfNeeded();
    await desk.shoot('policy-choice');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu. Có hiệu lực trong 5 giây.').waitFor();
    expect((await desk.app.app.get(PolicyService).current()).policy['duty.assign']).toBe('assign');
  });
});

describe('a watched program', () => {
  it('with an address that is none is refused beside its field', async () => {
    await page.getByRole('link', { name: 'Phần mềm theo dõi' }).click();
    await page.getByRole('button', { name: 'Thêm phần mềm' }).click();
    await page.getByText('Không đổi được về sau. Ví dụ: ke-toan').waitFor();
    await page.getByLabel('Mã', { exact: true }).fill('ke-toan');
    await page.getByLabel('Tên tiếng Việt').fill('Phần mềm kế toán');
    await page.getByLabel('Tên tiếng Anh').fill('Accounting');
    await page.getByLabel('Địa chỉ thử kết nối').fill('ketoan');

    await page.getByRole('button', { name: 'Lưu', exact: true }).click();

    await page.locator(':focus[aria-invalid="true"]').waitFor();
    expect(await page.getByLabel('Địa chỉ thử kết nối').getAttribute('aria-invalid')).toBe('true');
    await desk.shoot('program-refused');
  });

  it('is added, and watched once it is switched on', async () => {
    await page.getByLabel('Địa chỉ thử kết nối').fill('https://ketoan.test/');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã thêm Phần mềm kế toán.').waitFor();
    const line = page.getByRole('row', { name: /ke-toan/ });
    await line.getByText('Chưa theo dõi').waitFor();

    await page.getByRole('button', { name: 'Bật theo dõi Phần mềm kế toán' }).click();

    await page.getByText('Đã bật Phần mềm kế toán.').waitFor();
    await line.getByText('Đang theo dõi').waitFor();
    await desk.shoot('programs');
  });
});
