import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { GuideView, TicketList } from '../../src/contracts/api/index.js';
import { TestPc } from '../factories/pc.js';
import { Desk } from './support/desk.js';

jest.setTimeout(90_000);

const PHONE = { width: 390, height: 844 };
const PC = { width: 1366, height: 768 };
const IS_TOO_WIDE = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
const TOKEN = 'usb-token-khong-nhan';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
let desk: Desk;
let page: Page;
let pc: TestPc;

beforeAll(async () => {
  desk = await Desk.open();
  pc = new TestPc(desk.app, await desk.app.enrol(undefined, { name: 'Quầy 3' }));
  page = desk.page;
});
afterAll(() => desk?.close());

/** The icon on the desktop. */
async function pressIcon(): Promise<void> {
  const { body } = await desk.app.post<{ url: string }>('/api/agent/v1/report-links', undefined, pc.device);
  const { pathname, hash } = new URL(body.url);
  await page.goto('about:blank');
  await desk.goes(pathname + hash);
}
const guideOf = async (slug: string): Promise<GuideView> =>
  (await desk.app.get<GuideView>(`/api/v1/guides/${slug}`, await desk.app.signIn('technician'))).body;
const scrolledTo = (name: string) => page.getByRole('button', { name }).boundingBox();

describe('a clerk whose token is not seen', () => {
  it('gets guides while typing, reads one, finds it useful, and loses nothing of what was typed', async () => {
    await page.setViewportSize(PC);
    await pressIcon();
    await page.getByText('Việc khác', { exact: true }).click();
    const before = await scrolledTo('Gửi báo sự cố');
    await page.getByLabel('Chuyện gì đang xảy ra?').fill('Cắm token');
    await page.getByRole('button', { name: 'Máy không nhận USB Token' }).click({ trial: true });
    expect(await scrolledTo('Gửi báo sự cố')).toEqual(before);
    await desk.shoot('report-pc-suggestions');

    await page.getByRole('button', { name: 'Máy không nhận USB Token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Làm thế nào' }).waitFor();
    await dialog.getByRole('img', { name: /đèn trên thân sáng/ }).waitFor();
    await desk.shoot('report-pc-guide');
    await dialog.getByRole('button', { name: 'Có ích' }).click();
    await dialog.getByText('Cảm ơn anh/chị đã cho biết.').waitFor();
    await desk.shoot('report-pc-guide-useful');
    expect((await guideOf(TOKEN)).votes).toEqual({ yes: 1, no: 0 });

    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Chuyện gì đang xảy ra?').inputValue()).toBe('Cắm token');
  });

  it('gets them on a phone in a bar at the foot, which covers no button', async () => {
    await page.setViewportSize(PHONE);
    await pressIcon();
    await page.getByText('Ký số', { exact: true }).click();
    const bar = page.getByRole('button', { name: 'Có 3 hướng dẫn có thể giúp ngay' });
    await bar.waitFor();
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).scrollIntoViewIfNeeded();
    await desk.shoot('report-pc-suggestions-phone');
    await bar.click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ký số đứng yên/ })
      .click();
    await page.getByRole('dialog').getByText('Đừng bấm ký lần nữa, đừng tắt trang.').waitFor();
    await desk.shoot('report-pc-guide-phone');
    await page.getByRole('dialog').getByRole('button', { name: 'Hướng dẫn khác' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
    await page.getByRole('button', { name: 'Gửi báo sự cố' }).click();
    await page.getByRole('heading', { name: 'Đã gửi, đang chờ kỹ thuật viên nhận' }).waitFor();
  });

  it('is sent one by the technician, and opens it from the page of the report', async () => {
    const { rows } = (
      await desk.app.get<TicketList>('/api/v1/tickets?status=all', await desk.app.signIn('technician'))
    ).body;
    const clerksPage = page.url();
    await desk.sitsDown('technician');
    await page.setViewportSize(PC);
    await desk.goes(`/tickets/${rows[0]!.id}`);
    const card = page.getByRole('region', { name: 'Hướng dẫn phù hợp' });
    await card.getByRole('link', { name: 'Máy không nhận USB Token' }).waitFor();
    await card.scrollIntoViewIfNeeded();
    await desk.shoot('ticket-guides');
    await card.getByRole('listitem').filter({ hasText: 'Máy không nhận' }).getByRole('button').click();
    await card.getByText('Đã gửi “Máy không nhận USB Token” cho cán bộ.').waitFor();
    await desk.shoot('ticket-guide-sent');

    await page.context().clearCookies();
    await page.setViewportSize(PHONE);
    await page.goto('about:blank');
    await page.goto(clerksPage);
    const link = page.getByRole('link', { name: 'Mở hướng dẫn' });
    await link.waitFor();
    await desk.shoot('my-report-guide-phone');
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await opened.getByRole('heading', { name: 'Máy không nhận USB Token', level: 1 }).waitFor();
    await opened.getByRole('button', { name: 'Chưa giúp được' }).click();
    await opened.getByLabel(/Còn thiếu hoặc chưa rõ/).fill('Không có biểu tượng chữ V, gọi 0912345678');
    await opened.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await opened.getByText('Đã gửi. Cán bộ hỗ trợ sẽ sửa lại hướng dẫn.').waitFor();
    await opened.close();
    const { votes, remarks } = await guideOf(TOKEN);
    expect(votes.no).toBe(1);
    expect(remarks[0]!.note).toMatch(/^Không có biểu tượng chữ V, gọi •+678$/);
  });
});

describe('the pages of the guides', () => {
  it('are read by anybody, are searched, and say so when nothing is found', async () => {
    await page.setViewportSize(PC);
    await desk.goes('/guides');
    await page.getByRole('link', { name: 'Máy in không in' }).waitFor();
    await desk.shoot('guides');
    await page.getByRole('searchbox').fill('may in');
    await page.getByText('Phần mềm một cửa chậm').waitFor({ state: 'detached' });
    await page.getByRole('searchbox').fill('xyzxyz');
    await page.getByText('Không có hướng dẫn nào khớp.').waitFor();
    await desk.shoot('guides-none');
    await page.getByRole('link', { name: 'Xóa bộ lọc' }).click();
    await page.setViewportSize(PHONE);
    await page.getByRole('link', { name: 'Máy in không in' }).waitFor();
    await desk.shoot('guides-phone');
  });

  it.each([
    'usb-token-khong-nhan',
    'cua-so-ma-pin-bi-che',
    'usb-token-bi-khoa-ma-pin',
    'phan-mem-mot-cua-cham-hoac-treo',
    'xoa-bo-nho-dem-trinh-duyet',
    'may-in-khong-in',
    'dong-ho-may-tinh-sai',
    'go-tieng-viet-khong-ra-dau',
    'mat-mang',
    'gia-han-chung-thu-chu-ky-so',
    'thay-doi-thong-tin-chung-thu',
    'may-nay-thu-thap-gi',
  ])('%s fits a PC and a phone, with every picture there', async (slug) => {
    for (const size of [PC, PHONE]) {
      await page.setViewportSize(size);
      await desk.goes(`/guides/${slug}`);
      await page.locator('article h2').first().waitFor();
      await page.locator('article img').evaluateAll((pictures) =>
        Promise.all(
          pictures.map((picture) => {
            const image = picture as unknown as { loading: string; decode(): Promise<void> };
            image.loading = 'eager';
            return image.decode();
          }),
        ),
      );
      expect(await page.evaluate(IS_TOO_WIDE)).toBe(false);
      await desk.shootWhole(`guide-${slug}${size === PHONE ? '-phone' : ''}`);
    }
  });

  it('lets a script, an event attribute and a javascript: link do nothing', async () => {
    const bodyVi = [
      '<script>window.harmed = 1</script><img src=x onerror="window.harmed = 2">',
      '[bấm](javascript:window.harmed=3) [khác](data:text/html,x) ![x](https://elsewhere.test/x.png)',
      '<a href="javascript:window.harmed=4">thẻ</a>',
      '![x](/guide-pictures/none.svg" onerror="window.harmed=5)',
    ].join('\n\n');
    const technician = await desk.app.signIn('technician');
    const text = {
      titleVi: '<img src=x onerror="window.harmed=6">',
      bodyVi,
      category: 'other',
      state: 'published',
    };
    const { slug } = (await desk.app.post<GuideView>('/api/v1/guides', text, technician)).body;
    await page.setViewportSize(PC);
    await desk.goes(`/guides/${slug}`);
    await page.getByText('[bấm](javascript:window.harmed=3)').waitFor();
    expect(
      await page.locator('article :is(script, img, a[href^="javascript"], a[href^="data"])').count(),
    ).toBe(0);
    await page.getByText('[bấm]').click();
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    await desk.shoot('guide-hostile');
  });
});

describe('a technician who writes a guide', () => {
  it('sees it while writing, drops a picture in, publishes it, and is asked before leaving what is unsaved', async () => {
    await page.setViewportSize(PC);
    await desk.sitsDown('technician');
    await desk.goes('/guides');
    await page.getByRole('link', { name: 'Viết hướng dẫn' }).click();
    await page.getByLabel('Tên hướng dẫn').fill('Máy quét không quét');
    await page.getByLabel('Nhóm sự cố').selectOption({ label: 'Máy in, máy quét' });
    await page.getByLabel('Từ khác cán bộ hay nói').fill('máy quét, scan');
    await page
      .getByLabel('Nội dung', { exact: true })
      .fill('## Làm thế nào\n\n1. **Bật** máy quét.\n2. Đặt giấy.');
    const preview = page.getByRole('region', { name: 'Xem trước' }).first();
    await preview.getByRole('heading', { name: 'Làm thế nào' }).waitFor();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PNG });
    await preview.locator('img').waitFor();
    await desk.shoot('guide-new');

    let asked = '';
    page.once('dialog', (dialog) => {
      asked = dialog.message();
      void dialog.dismiss();
    });
    await page.getByRole('link', { name: 'Phiếu hỗ trợ' }).click();
    expect(asked).toContain('chưa được lưu');
    expect(new URL(page.url()).pathname).toBe('/guides/new');

    await page.getByLabel('Đăng cho mọi người').check();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByRole('heading', { name: 'Sửa hướng dẫn' }).waitFor();
    await desk.shoot('guide-edit');
    expect(await guideOf('may-quet-khong-quet')).toMatchObject({ state: 'published' });
  });

  it('keeps a text that somebody else overtook, and goes back to an older one', async () => {
    const slug = 'may-quet-khong-quet';
    await desk.goes(`/guides/${slug}/edit`);
    await page.getByLabel('Nội dung', { exact: true }).fill('Bản của tôi');
    const { text, category, state, version } = await guideOf(slug);
    const admin = await desk.app.signIn('administrator');
    const other = { ...text, bodyVi: 'Bản của người khác', category, state, version };
    expect((await desk.app.post(`/api/v1/guides/${slug}`, other, admin)).status).toBe(200);
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Hướng dẫn vừa được người khác sửa.').waitFor();
    expect(await page.getByLabel('Nội dung', { exact: true }).inputValue()).toBe('Bản của tôi');
    await desk.shoot('guide-overtaken');

    page.once('dialog', (dialog) => void dialog.accept());
    await desk.goes(`/guides/${slug}/edit`);
    await page.getByRole('button', { name: 'Xem Bản 1' }).click();
    await page.getByRole('dialog').getByText('Đặt giấy.').waitFor();
    await page.getByRole('button', { name: 'Dùng lại bản này' }).click();
    await page.getByText('lấy lại từ bản 1').waitFor();
    await page.setViewportSize(PHONE);
    await desk.shoot('guide-edit-phone');
    expect((await guideOf(slug)).text.bodyVi).toContain('Đặt giấy.');
  });

  it('finds the guides in the frame of an administrator, too, who has the most pages', async () => {
    await desk.sitsDown('administrator');
    await page.setViewportSize(PC);
    await desk.goes('/guides?q=token');
    await page.getByRole('link', { name: 'Máy không nhận USB Token' }).waitFor();
    expect(await page.evaluate(IS_TOO_WIDE)).toBe(false);
    await desk.shoot('guides-administrator');
  });

  it('begins one from a ticket that is resolved', async () => {
    const technician = await desk.app.signIn('technician');
    const { rows } = (await desk.app.get<TicketList>('/api/v1/tickets?status=all', technician)).body;
    const { id } = rows[0]!;
    const { version } = (await desk.app.get<{ version: number }>(`/api/v1/tickets/${id}`, technician)).body;
    const note = 'Cắm token sang cổng sau. Mở lại trình duyệt.';
    await desk.app.post(`/api/v1/tickets/${id}/resolve`, { version, note }, technician);
    await page.setViewportSize(PC);
    await desk.goes(`/tickets/${id}`);
    await page.getByRole('link', { name: 'Viết hướng dẫn từ phiếu này' }).click();
    await page.getByText('Số của người dân đã được che').waitFor();
    expect(await page.getByLabel('Nội dung', { exact: true }).inputValue()).toContain(
      '1. Cắm token sang cổng sau.\n2. Mở lại trình duyệt.',
    );
    await desk.shoot('guide-from-ticket');
  });
});
