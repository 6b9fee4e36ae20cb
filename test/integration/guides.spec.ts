import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Users } from '../../src/access/index.js';
import type {
  GuideList,
  GuideSuggestions,
  GuideView,
  PublicGuide,
  PublicGuides,
} from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { GuideSeeder } from '../../src/tickets/guides/guide.seeder.js';
import { readShippedGuides } from '../../src/tickets/guides/shipped-guides.js';
import { cookieOf, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { guideOf, guideText, newGuide, saveGuide } from './support/guides.js';

let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp();
  technician = await app.signIn('technician');
});
afterAll(() => app.close());

const publicGuide = (slug: string) => app.get<PublicGuide>(`/api/v1/public/guides/${slug}`);
const published = async (query = ''): Promise<string[]> =>
  (await app.get<PublicGuides>(`/api/v1/public/guides${query}`)).body.rows.map(({ slug }) => slug);

describe('the guides that come with the software', () => {
  it('are there at the first start, for everybody, in the order of the pictograms', async () => {
    const { body, status } = await app.get<PublicGuides>('/api/v1/public/guides');
    expect(status).toBe(200);
    expect(body.rows).toHaveLength(12);
    expect(body.rows[0]).toMatchObject({ category: 'one_stop' });
    const guide = await publicGuide('may-in-khong-in');
    expect(guide.body).toMatchObject({
      title: { vi: 'Máy in không in' },
      categoryLabel: { vi: 'Máy in, máy quét' },
    });
    expect(guide.body.html.vi).toContain('<ol>');
    expect(guide.body.html.en).toContain('What to do');
  });

  it('are not written again at the next start', async () => {
    const before = await guideOf(app, 'mat-mang', technician);
    await app.app.get(GuideSeeder).onModuleInit();
    expect(await guideOf(app, 'mat-mang', technician)).toEqual(before);
  });

  const newer = async (slug: string) => {
    const shipped = (await readShippedGuides()).find((guide) => guide.slug === slug)!;
    const version = shipped.version + 1;
    await app.app.get(GuideSeeder).bring([{ ...shipped, version, titleVi: `${shipped.titleVi} (mới)` }]);
  };

  it('take the place of their older text when nobody changed that', async () => {
    await newer('mat-mang');
    const guide = await guideOf(app, 'mat-mang', technician);
    expect(guide).toMatchObject({ newerShipped: false, shippedNumber: null, by: null });
    expect(guide.title.vi).toMatch(/\(mới\)$/);
    expect(guide.history).toMatchObject([
      { number: 2, origin: 'shipped', current: true },
      { number: 1, origin: 'shipped', current: false },
    ]);
  });

  it('wait in the history when a person did, and can be taken from there', async () => {
    const slug = 'dong-ho-may-tinh-sai';
    expect(
      (await saveGuide(app, slug, technician, { bodyVi: 'Gọi số nội bộ.', note: 'số của tỉnh' })).status,
    ).toBe(200);
    await newer(slug);
    const guide = await guideOf(app, slug, technician);
    expect(guide).toMatchObject({ newerShipped: true, shippedNumber: 3, by: 'technician-1' });
    expect((await publicGuide(slug)).body.html.vi).toBe('<p>Gọi số nội bộ.</p>\n');
    expect(guide.history[1]).toMatchObject({
      number: 2,
      current: true,
      note: 'số của tỉnh',
      origin: 'person',
    });

    const restored = await app.post<GuideView>(
      `/api/v1/guides/${slug}/restore`,
      { version: guide.version, number: 3 },
      technician,
    );
    expect(restored.body).toMatchObject({ newerShipped: false, shippedNumber: null });
    expect(restored.body.history[0]).toMatchObject({
      number: 4,
      restoredFrom: 3,
      origin: 'shipped',
      current: true,
    });
    expect((await publicGuide(slug)).body.title.vi).toMatch(/\(mới\)$/);
  });

  it('leave alone the guide of a person who had their address first', async () => {
    const { body } = await newGuide(app, technician, { titleVi: 'Máy chiếu không lên hình' });
    const [shipped] = await readShippedGuides();
    await app.app.get(GuideSeeder).bring([{ ...shipped!, slug: body.slug, version: 9 }]);
    expect((await guideOf(app, body.slug, technician)).history).toHaveLength(1);
  });
});

describe('a guide that a technician writes', () => {
  it('is a draft that nobody else reads until it is published', async () => {
    const { body, status } = await newGuide(app, technician, {
      titleVi: 'Máy chấm công báo lỗi',
      state: 'draft',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      slug: 'may-cham-cong-bao-loi',
      state: 'draft',
      version: 1,
      by: 'technician-1',
    });
    expect((await publicGuide(body.slug)).status).toBe(404);
    expect(await published('?q=chấm công')).not.toContain(body.slug);
    const drafts = await app.get<GuideList>('/api/v1/guides?state=draft', technician);
    expect(drafts.body.rows.map(({ slug }) => slug)).toEqual([body.slug]);

    const saved = await saveGuide(app, body.slug, technician, { state: 'published' });
    expect(saved.body).toMatchObject({ state: 'published', version: 2 });
    expect(saved.body.history).toHaveLength(1);
    expect((await publicGuide(body.slug)).status).toBe(200);
    expect((await published('?q=cham cong'))[0]).toBe(body.slug);
  });

  it('gets an address of its own when two have the same title', async () => {
    const first = await newGuide(app, technician, { titleVi: 'Loa không kêu' });
    const second = await newGuide(app, technician, { titleVi: 'Loa không kêu!' });
    expect([first.body.slug, second.body.slug]).toEqual(['loa-khong-keu', 'loa-khong-keu-2']);
  });

  it('is not overwritten by somebody who read it earlier', async () => {
    const { body } = await newGuide(app, technician, { titleVi: 'Màn hình nhấp nháy' });
    const other = await app.signIn('administrator');
    expect((await saveGuide(app, body.slug, other, { bodyVi: 'Cắm lại dây màn hình.' })).status).toBe(200);
    const late = await saveGuide(app, body.slug, technician, { bodyVi: 'Khác', version: body.version });
    expect(late).toMatchObject({ status: 409, body: { error: { code: 'GUIDE_CHANGED' } } });
    expect((late.body as unknown as { error: { message: { vi: string } } }).error.message.vi).toContain(
      'người khác sửa',
    );
    expect((await guideOf(app, body.slug, technician)).text.bodyVi).toBe('Cắm lại dây màn hình.');
  });

  it('keeps every text it had, to look at and to go back to', async () => {
    const { body } = await newGuide(app, technician, { titleVi: 'Chuột không chạy', bodyVi: 'Bản đầu' });
    await saveGuide(app, body.slug, technician, { bodyVi: 'Bản hai' });
    const old = await app.get(`/api/v1/guides/${body.slug}/versions/1`, technician);
    expect(old.body).toMatchObject({ number: 1, html: { vi: '<p>Bản đầu</p>\n', en: null } });
    const { version } = await guideOf(app, body.slug, technician);
    const again = (number: number) =>
      app.post(`/api/v1/guides/${body.slug}/restore`, { version, number }, technician);
    expect((await again(2)).body.error.code).toBe('GUIDE_HOLDS_ALREADY');
    expect((await again(7)).status).toBe(404);
    expect((await again(1)).body).toMatchObject({ text: { bodyVi: 'Bản đầu' }, version: version + 1 });
  });

  it('leaves who did what in the audit trail', async () => {
    const { body } = await newGuide(app, technician, { titleVi: 'Bàn phím liệt phím' });
    await saveGuide(app, body.slug, technician, { bodyVi: 'Đổi bàn phím.' });
    const rows = await app.app
      .get(Reader)
      .rows('SELECT action, user_id AS "userId" FROM audit_entry WHERE subject = ? ORDER BY id', [
        `guide:${body.slug}`,
      ]);
    expect(rows).toEqual([
      { action: 'guide.created', userId: technician.id },
      { action: 'guide.saved', userId: technician.id },
    ]);
  });

  it('is refused with the field that is wrong', async () => {
    expect((await newGuide(app, technician, { program: 'made-up' })).body).toMatchObject({
      error: { code: 'GUIDE_PROGRAM_UNKNOWN', path: 'program' },
    });
    expect((await newGuide(app, technician, { titleVi: ' ' })).body).toMatchObject({
      error: { path: 'titleVi' },
    });
  });
});

describe('who may write guides', () => {
  it('is nobody without an account, and no clerk', async () => {
    expect((await app.post('/api/v1/guides', guideText())).status).toBe(401);
    const clerk = await app.signIn('clerk');
    expect((await app.post('/api/v1/guides', guideText(), clerk)).status).toBe(403);
    expect((await app.get('/api/v1/guides/mat-mang', clerk)).status).toBe(403);
    expect((await app.post('/api/v1/guides/preview', { body: 'x' }, clerk)).status).toBe(403);
  });

  it('is nobody who is held to one province: guides are read in all of them', async () => {
    const person = { login: 'tinh-25', name: 'Trần Văn Tỉnh', role: 'technician' as const, province: '25' };
    const password = 'mật khẩu để thử 1';
    await app.app.get(Users).add({ ...person, email: null, password }, null, app.clock.now());
    const signedIn = await app.post('/api/v1/session', { login: person.login, password });
    const held = { headers: { cookie: cookieOf(signedIn) } };
    const created = await newGuide(app, held);
    expect(created).toMatchObject({ status: 403, body: { error: { code: 'GUIDE_BEYOND_PROVINCE' } } });
    expect((await saveGuide(app, 'may-in-khong-in', held)).status).toBe(403);
    expect((await app.get('/api/v1/guides/may-in-khong-in', held)).status).toBe(200);
  });
});

describe('what is suggested to a clerk', () => {
  const suggest = async (question: object): Promise<string[]> =>
    (await app.post<GuideSuggestions>('/api/v1/public/guides/suggestions', question)).body.rows.map(
      ({ slug }) => slug,
    );

  it('needs no sign-in, fits what is typed, and is at most three', async () => {
    expect((await suggest({ text: 'cắm token' }))[0]).toBe('usb-token-khong-nhan');
    expect(await suggest({ category: 'signature' })).toHaveLength(3);
    expect(await suggest({ text: 'chào' })).toEqual([]);
  });

  it('is never a draft', async () => {
    const { body } = await newGuide(app, technician, { titleVi: 'Camera mất hình', state: 'draft' });
    expect(await suggest({ text: 'camera mất hình' })).toEqual([]);
    await saveGuide(app, body.slug, technician, { state: 'published' });
    expect(await suggest({ text: 'camera mất hình' })).toEqual([body.slug]);
  });
});

describe('hostile Markdown', () => {
  it('is shown as the text it is, in the preview and to readers', async () => {
    const bodyVi = 'A <script>alert(1)</script> <img src=x onerror=alert(1)> [b](javascript:alert(1))';
    const { body } = await newGuide(app, technician, { titleVi: '<b>Đậm</b>', bodyVi });
    const { html } = (await publicGuide(body.slug)).body;
    expect(html.vi).not.toMatch(/<(script|img|a )/);
    expect(html.vi).toContain('&lt;script&gt;');
    const preview = await app.post('/api/v1/guides/preview', { body: bodyVi }, technician);
    expect(preview.body.html).toBe(html.vi);
  });
});
