import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { TicketView } from '../../src/contracts/api/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { reportByLink } from '../integration/support/clerk.js';
import { violations } from './support/axe.js';
import { Desk } from './support/desk.js';

jest.setTimeout(90_000);

const TROUBLES = [
  'Một cửa không mở được',
  'Máy in kẹt giấy',
  'Ký số báo lỗi',
  'Mạng chậm từ sáng',
  'Máy quét không nhận',
];
let desk: Desk;
let page: Page;
let ids: number[];

beforeAll(async () => {
  desk = await Desk.open();
  ids = [];
  for (const what of TROUBLES) {
    ids.push(await reportByLink(desk.app, { what }));
    await desk.app.advance(1_000);
  }
  await desk.app.app
    .get(UnitOfWork)
    .run((tx) =>
      tx.run("UPDATE ticket_follower SET email = 'hoa@example.vn' WHERE ticket_id <= ?", [ids[1]!]),
    );
  page = await desk.sitsDown('technician');
});
afterAll(() => desk?.close());

const view = async (id: number): Promise<TicketView> =>
  (await desk.app.get<TicketView>(`/api/v1/tickets/${id}`, await desk.app.signIn('technician'))).body;
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
const boxes = () => page.locator('tbody input[type=checkbox]');
const selected = (count: number) => page.getByText(`Đã chọn ${count} phiếu`, { exact: true }).waitFor();
const focused = () => page.evaluate<number>('Number(document.activeElement?.dataset.ticket ?? 0)');
const pressed = async (key: string, shows: Locator): Promise<void> => {
  await page.keyboard.press(key);
  await shows.waitFor();
};
/** A dialog that was opened goes with Esc. */
const closes = async (heading: Locator): Promise<void> => {
  await heading.waitFor();
  await page.keyboard.press('Escape');
  await heading.waitFor({ state: 'detached' });
};
const list = async (query = ''): Promise<void> => {
  await desk.goes(`/tickets${query}`);
  await page.locator('tbody tr').first().waitFor();
  await page.getByRole('navigation', { name: 'Danh sách đã lưu' }).getByText('Chưa ai nhận').waitFor();
};

describe('the keys of the list', () => {
  it('go through it, select, open and help', async () => {
    await list();
    await page.keyboard.press('j');
    expect(await focused()).toBe(ids[0]);
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(ids[1]);
    await page.keyboard.press('x');
    await selected(1);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await selected(3);
    await page.keyboard.press('k');
    expect(await focused()).toBe(ids[2]);
    await page.keyboard.press('?');
    await dialog().getByText('Chọn phiếu (Shift: chọn cả đoạn)').waitFor();
    await desk.shoot('tickets-keys');
    expect(await violations(page)).toEqual([]);
    await closes(page.getByRole('heading', { name: 'Phím tắt' }));
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'Trao đổi' }).waitFor();
    expect(page.url()).toContain(`/tickets/${ids[2]}`);
  });

  it('go on from the same ticket when news moves its row', async () => {
    await list();
    const last = ids.at(-1)!;
    for (const id of ids) {
      await page.keyboard.press('j');
      expect(await focused()).toBe(id);
    }
    const weigh = async (grade: string): Promise<void> => {
      const technician = await desk.app.signIn('technician');
      const { version } = await view(last);
      const weight = { version, impact: grade, urgency: grade };
      await desk.app.post(`/api/v1/tickets/${last}/prioritise`, weight, technician);
    };
    await weigh('high');
    // As when the page is looked at again: it does not wait for the half minute.
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
    await page.locator(`tbody tr:first-child a[data-ticket="${last}"]`).waitFor();
    await page.keyboard.press('j');
    expect(await focused()).toBe(ids[0]);
    await weigh('low');
  });

  it('go to other pages after g', async () => {
    for (const [key, path] of [
      ['t', '/tickets'],
      ['d', '/duty'],
      ['b', '/'],
    ] as const) {
      await page.keyboard.press('g');
      await page.keyboard.press(key);
      await page.waitForURL(desk.app.url + path);
    }
  });

  it('do nothing while somebody types, composes a letter or holds a modifier', async () => {
    await list();
    await page.keyboard.press('/');
    await page.keyboard.type('xjo');
    expect(await page.getByRole('searchbox', { name: /Số phiếu/ }).inputValue()).toBe('xjo');
    await list();
    await page.keyboard.press('j');
    await page.keyboard.press('Control+j');
    await page.evaluate(
      `document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'j', isComposing: true, bubbles: true }))`,
    );
    expect(await focused()).toBe(ids[0]);
  });

  it('can be switched off in this browser', async () => {
    await button('Phím tắt').click();
    await page.getByLabel('Dùng phím tắt trên trình duyệt này').uncheck();
    await closes(page.getByRole('heading', { name: 'Phím tắt' }));
    await list();
    await page.keyboard.press('j');
    expect(await focused()).toBe(0);
    await button('Phím tắt').click();
    await page.getByLabel('Dùng phím tắt trên trình duyệt này').check();
    await closes(page.getByRole('heading', { name: 'Phím tắt' }));
    await page.keyboard.press('j');
    expect(await focused()).toBe(ids[0]);
  });
});

describe('tickets that are selected', () => {
  it('are those from one press to the next with Shift, or all of the list', async () => {
    await list();
    await boxes().nth(0).click();
    await boxes()
      .nth(2)
      .click({ modifiers: ['Shift'] });
    await selected(3);
    await desk.shoot('tickets-selected');
    expect(await violations(page)).toEqual([]);
    await button('Chọn cả 5 phiếu của danh sách').click();
    await selected(5);
    await button('Bỏ chọn').click();
    await page.getByText('Đã chọn 5 phiếu', { exact: true }).waitFor({ state: 'detached' });
  });

  it('are answered after a look at how many people are mailed', async () => {
    await list();
    await page.getByLabel('Chọn cả trang').check();
    await button('Trả lời…').click();
    await dialog().getByText('2 cán bộ nhận thư.').waitFor();
    expect(await button('Gửi ở 5 phiếu').isDisabled()).toBe(true);
    await page
      .getByLabel('Viết cho cán bộ đã báo sự cố')
      .fill('Đường truyền đang được sửa, xong trước 11 giờ.');
    await desk.shoot('tickets-bulk-reply');
    expect(await violations(page)).toEqual([]);
    await button('Gửi ở 5 phiếu').click();
    await page.getByText('5 phiếu xong.', { exact: true }).waitFor();
    expect((await view(ids[4]!)).events.at(-1)).toMatchObject({ kind: 'reply' });
  });

  it('say which were not done, and why', async () => {
    const admin = await desk.app.signIn('administrator');
    const [first, second] = [await view(ids[0]!), await view(ids[1]!)];
    await list();
    await boxes().nth(0).check();
    await boxes().nth(1).check();
    await desk.app.post(
      `/api/v1/tickets/${second.id}/comments`,
      { version: second.version, body: 'Tôi đang xem' },
      admin,
    );
    await button('Nhận').click();
    await page.getByText('1 phiếu xong, 1 phiếu không được:').waitFor();
    const why = page.getByRole('listitem').filter({ hasText: 'Phiếu vừa được người khác cập nhật' });
    await why.getByRole('link', { name: second.number }).waitFor();
    await desk.shoot('tickets-bulk-outcome');
    expect(await violations(page)).toEqual([]);
    // What was refused stays selected, and is seen as it is now.
    await selected(1);
    expect((await view(first.id)).status).toBe('in_progress');
    await button('Nhận').click();
    await page.getByText('1 phiếu xong.', { exact: true }).waitFor();
  });

  it('are merged into the oldest of them', async () => {
    const [oldest, other] = [await view(ids[2]!), await view(ids[3]!)];
    await list();
    for (const { number } of [oldest, other]) await page.getByLabel(`Chọn ${number}`).check();
    await button('Gộp…').click();
    await desk.shoot('tickets-bulk-merge');
    await button('Gộp 1 phiếu').click();
    await page.getByText('1 phiếu xong.', { exact: true }).waitFor();
    expect((await view(other.id)).mergedInto).toMatchObject({ number: oldest.number });
  });
});

describe('lists under a name', () => {
  it('are tabs with how many there are, in the address and in the history', async () => {
    await list();
    const nav = page.getByRole('navigation', { name: 'Danh sách đã lưu' });
    await nav.getByRole('link', { name: /Của tôi.*2 phiếu/ }).click();
    await page.waitForURL(/mine=1&view=mine/);
    await page.getByText('2 phiếu', { exact: true }).first().waitFor();
    await nav.getByRole('link', { name: /Chưa ai nhận/ }).click();
    await page.waitForURL(/assignee=none/);
    await desk.shoot('tickets-views');
    await page.goBack();
    await page.waitForURL(/mine=1/);
    expect(await nav.locator('[aria-current]').innerText()).toContain('Của tôi');
  });

  it('are saved, shared, changed and removed', async () => {
    await list();
    await page.getByText('Lọc thêm').click();
    await page.getByLabel('Nhóm sự cố').selectOption({ label: 'Phần mềm một cửa' });
    await page.waitForURL(/category=one_stop/);
    await button('Lưu danh sách này…').click();
    await button('Lưu').click();
    await page.getByText('Đặt tên cho danh sách.').waitFor();
    await page.getByLabel('Tên', { exact: true }).fill('Một cửa cả tỉnh');
    await page.getByLabel('Dùng chung với cả bàn trực').check();
    await desk.shoot('tickets-save-view');
    expect(await violations(page)).toEqual([]);
    await button('Lưu').click();
    const tab = page.getByRole('link', { name: /Một cửa cả tỉnh/ });
    await tab.waitFor();
    expect(await tab.getAttribute('aria-current')).toBe('page');
    await page.getByLabel('Xếp theo').selectOption({ label: 'Mới nhất trước' });
    await button('Sửa danh sách đã lưu…').click();
    await button('Lưu').click();
    await page.waitForURL(/order=newest&view=\d+/);
    page.once('dialog', (asked) => void asked.accept());
    await button('Sửa danh sách đã lưu…').click();
    await button('Xóa danh sách').click();
    await tab.waitFor({ state: 'detached' });
  });

  it('say when nothing is in them, and when they cannot be had', async () => {
    await desk.goes('/tickets?status=waiting_vendor&view=vendor');
    await page.getByText('Không có phiếu nào khớp với bộ lọc.').waitFor();
    await desk.shoot('tickets-view-empty');
    await page.route('**/api/v1/ticket-views', (route) => route.abort());
    await desk.goes('/tickets');
    await page.getByText('Chưa tải được các danh sách đã lưu.').waitFor();
    await desk.shoot('tickets-views-failed');
    await page.unroute('**/api/v1/ticket-views');
    await page.route('**/api/v1/tickets?*', (route) => route.abort());
    await page.route('**/api/v1/tickets', (route) => route.abort());
    await desk.goes('/tickets');
    await page.getByText('Không kết nối được tới máy chủ').first().waitFor();
    await desk.shoot('tickets-failed');
    await page.unrouteAll();
  });
});

describe('the keys of a ticket', () => {
  it('take it, put it off, set its priority, answer it and note something', async () => {
    const id = await reportByLink(desk.app, { what: 'Máy khởi động lại liên tục' });
    await desk.goes(`/tickets/${id}`);
    await page.getByText('Máy khởi động lại liên tục').waitFor();
    await page.keyboard.press('n');
    await page.getByText('Đang xử lý', { exact: true }).waitFor();
    for (const [key, name] of [
      ['s', 'Hoãn đến khi nào?'],
      ['p', 'Mức ưu tiên'],
    ] as const) {
      const heading = page.getByRole('heading', { name });
      await pressed(key, heading);
      await closes(heading);
    }
    await pressed('r', page.getByRole('radio', { name: 'Trả lời', exact: true, checked: true }));
    await page.keyboard.press('Escape');
    await pressed('i', page.getByRole('radio', { name: 'Ghi chú nội bộ', exact: true, checked: true }));
    await page.keyboard.type('nseip');
    expect(await page.getByRole('textbox', { name: 'Viết trao đổi' }).inputValue()).toBe('nseip');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await dialog().getByText('Trả lời cán bộ').waitFor();
    await desk.shoot('ticket-keys');
    await page.keyboard.press('Escape');
  });
});

describe('a ticket with two troubles', () => {
  it('is split, and the new one leads back', async () => {
    const id = await reportByLink(desk.app, { what: 'Hộ tịch không tra được' });
    const { version, number } = await view(id);
    const note = { version, body: 'Cán bộ gọi thêm: điện thoại bàn mất tiếng' };
    await desk.app.post(`/api/v1/tickets/${id}/comments`, note, await desk.app.signIn('technician'));
    await desk.goes(`/tickets/${id}`);
    await button('Tách phiếu…').click();
    await button('Tách phiếu').click();
    await page.getByText('Chọn ít nhất một mục.').waitFor();
    await dialog()
      .getByLabel(/điện thoại bàn mất tiếng/)
      .check();
    await page.getByLabel('Tên phiếu mới').fill('Điện thoại bàn mất tiếng');
    await dialog().getByLabel('Mức ưu tiên').selectOption({ label: 'Thấp' });
    await desk.shoot('ticket-split');
    expect(await violations(page)).toEqual([]);
    await button('Tách phiếu').click();
    await page.getByRole('heading', { name: 'Điện thoại bàn mất tiếng' }).waitFor();
    await page.getByText('Tách từ phiếu', { exact: true }).waitFor();
    await desk.shoot('ticket-split-off');
    await page.getByRole('link', { name: number, exact: true }).click();
    await page.getByText('Phiếu đã tách ra', { exact: true }).waitFor();
    await page.getByText(/tách 1 mục thành phiếu PH-/).waitFor();
    await desk.shootWhole('ticket-split-whole');
  });
});

describe('on a phone', () => {
  it('tickets are selected and lists chosen', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await list();
    await desk.shoot('tickets-views-phone');
    await boxes().nth(0).check();
    await boxes().nth(1).check();
    await selected(2);
    await desk.shoot('tickets-selected-phone');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
    await button('Hoãn…').click();
    await dialog().getByRole('button', { name: 'Đến sáng mai' }).click();
    await desk.shoot('tickets-bulk-snooze-phone');
    await button('Hoãn 2 phiếu').click();
    await page.getByText('2 phiếu xong.', { exact: true }).waitFor();
    await desk.shoot('tickets-bulk-outcome-phone');
    await desk.goes(`/tickets/${ids[0]}`);
    await button('Tách phiếu…').click();
    await page.getByRole('heading', { name: 'Tách thành phiếu mới' }).waitFor();
    await desk.shoot('ticket-split-phone');
  });
});
