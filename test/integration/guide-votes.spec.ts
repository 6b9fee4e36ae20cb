import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  FollowedReport,
  GuideForm,
  GuideSuggestions,
  TicketView,
} from '../../src/contracts/api/index.js';
import { Centers } from '../../src/inventory/index.js';
import {
  startApp,
  type Answer,
  type Caller,
  type TestApp,
  type TestDevice,
  type TestPerson,
} from '../factories/app.js';
import { reportByLink } from './support/clerk.js';
import { guideOf, newGuide, saveGuide } from './support/guides.js';

const DAY_MS = 86_400_000;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
let app: TestApp;
let technician: TestPerson;
let pc: TestDevice;

beforeAll(async () => {
  app = await startApp();
  technician = await app.signIn('technician');
  pc = await app.enrol(undefined, { name: 'Quầy 3' });
});
afterAll(() => app.close());

const pressed = async (): Promise<string> =>
  (await app.post('/api/agent/v1/report-links', undefined, pc)).body.url.split('#')[1];
const withLink = (link: string): Caller => ({ headers: { 'trucban-link': link } });
const vote = (slug: string, link: string, body: object): Promise<Answer> =>
  app.post(`/api/v1/public/guides/${slug}/votes`, body, withLink(link));
const votesOf = async (slug: string) => (await guideOf(app, slug, technician)).votes;
const form = (fields: Record<string, string | Blob>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};

describe('"Hướng dẫn này có ích không?"', () => {
  it('takes one vote of a report link; voting again changes it', async () => {
    const link = await pressed();
    expect((await vote('may-in-khong-in', link, { useful: true })).status).toBe(204);
    expect((await vote('may-in-khong-in', link, { useful: true })).status).toBe(204);
    expect(await votesOf('may-in-khong-in')).toEqual({ yes: 1, no: 0 });
    await vote('may-in-khong-in', link, { useful: false });
    expect(await votesOf('may-in-khong-in')).toEqual({ yes: 0, no: 1 });
    await vote('may-in-khong-in', await pressed(), { useful: true });
    expect(await votesOf('may-in-khong-in')).toEqual({ yes: 1, no: 1 });
  });

  it('still takes it after the report was sent, by its link or by the page of the report', async () => {
    const link = await pressed();
    const sent = await fetch(`${app.url}/api/v1/public/report-link`, {
      method: 'POST',
      headers: { 'trucban-link': link },
      body: form({ category: 'network' }),
    });
    const { follow } = (await sent.json()) as { follow: string };
    expect((await vote('mat-mang', link, { useful: true })).status).toBe(204);
    expect((await vote('mat-mang', follow, { useful: true })).status).toBe(204);
  });

  it('takes one a day of all who share the link of a center', async () => {
    const { publicLink } = (await app.app.get(Centers).byId(pc.centerId))!;
    const slug = 'go-tieng-viet-khong-ra-dau';
    await vote(slug, publicLink, { useful: true });
    await vote(slug, publicLink, { useful: true });
    expect(await votesOf(slug)).toEqual({ yes: 1, no: 0 });
    await app.advance(DAY_MS);
    technician = await app.signIn('technician');
    await vote(slug, publicLink, { useful: true });
    expect(await votesOf(slug)).toEqual({ yes: 2, no: 0 });
  });

  it('takes one of each person who is signed in', async () => {
    const slug = 'usb-token-khong-nhan';
    const say = (as: Caller) => app.post(`/api/v1/guides/${slug}/votes`, { useful: true }, as);
    expect((await say(technician)).status).toBe(204);
    await say(technician);
    await say(await app.signIn('clerk'));
    expect(await votesOf(slug)).toEqual({ yes: 2, no: 0 });
  });

  it('takes none of anybody else, none for a draft, and no book', async () => {
    expect((await vote('mat-mang', 'made-up', { useful: true })).body.error.code).toBe('GUIDE_VOTE_REFUSED');
    expect((await vote('mat-mang', '', { useful: true })).status).toBe(403);
    const { body } = await newGuide(app, technician, { titleVi: 'Chưa đăng', state: 'draft' });
    expect((await vote(body.slug, await pressed(), { useful: true })).status).toBe(404);
    const long = { useful: true, note: 'a'.repeat(501) };
    expect((await vote('mat-mang', await pressed(), long)).status).toBe(400);
  });

  it('keeps a sentence without the numbers that name a citizen, for the desk to read', async () => {
    const note = 'Hồ sơ H48.25-260819-0012 của 025099001234, gọi 0912 345 678';
    await vote('dong-ho-may-tinh-sai', await pressed(), { useful: false, note });
    const { remarks } = await guideOf(app, 'dong-ho-may-tinh-sai', technician);
    expect(remarks).toMatchObject([{ useful: false }]);
    expect(remarks[0]!.note).not.toMatch(/025099001234|0912 345 678|260819/);
    expect(remarks[0]!.note).toContain('của •');
  });
});

describe('pictures of guides', () => {
  const send = async (bytes: Buffer, as: Caller = technician): Promise<Answer> => {
    const body = form({ picture: new File([new Uint8Array(bytes)], 'ảnh.png', { type: 'image/png' }) });
    const answer = await fetch(`${app.url}/api/v1/guides/pictures`, {
      method: 'POST',
      headers: as.headers,
      body,
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };

  it('are read by everybody, as pictures and as nothing else', async () => {
    const { status, body } = await send(PNG);
    expect(status).toBe(201);
    expect(body.url).toMatch(/^\/api\/v1\/public\/guides\/pictures\/[\w-]{36}$/);
    const got = await fetch(app.url + body.url);
    expect(got.headers.get('content-type')).toBe('image/png');
    expect(got.headers.get('content-security-policy')).toContain('sandbox');
    expect(Buffer.from(await got.arrayBuffer()).equals(PNG)).toBe(true);
    expect((await fetch(`${app.url}/api/v1/public/guides/pictures/..%2f..%2ftrucban.db`)).status).toBe(404);
  });

  it('are refused when they are none, too large, or of nobody who may', async () => {
    expect((await send(Buffer.from('<svg onload="alert(1)"/>'))).body.error.code).toBe('PICTURE_INVALID');
    expect((await send(Buffer.concat([PNG, Buffer.alloc(6 * 1024 * 1024)]))).status).toBe(413);
    expect((await send(PNG, await app.signIn('clerk'))).status).toBe(403);
  });

  it('go after a week when no text shows them, and stay with a text that was replaced', async () => {
    const folder = join(app.data.dataDir, 'attachments');
    const used = (await send(PNG)).body.url as string;
    const unused = (await send(PNG)).body.url as string;
    const { body } = await newGuide(app, technician, { titleVi: 'Có ảnh', bodyVi: `![ảnh](${used})` });
    await saveGuide(app, body.slug, technician, { bodyVi: 'Không còn ảnh' });
    await app.advance(8 * DAY_MS);
    await app.advance(DAY_MS);
    expect((await fetch(app.url + used)).status).toBe(200);
    expect((await fetch(app.url + unused)).status).toBe(404);
    expect(existsSync(join(folder, used.split('/').at(-1)!))).toBe(true);
    expect(readdirSync(folder)).not.toContain(unused.split('/').at(-1));
  });
});

describe('guides on a ticket', () => {
  const ticketOf = async (id: number): Promise<TicketView> =>
    (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;

  it('are those that fit it, and one is sent to the clerk who reported it', async () => {
    technician = await app.signIn('technician');
    const link = await pressed();
    const sent = await fetch(`${app.url}/api/v1/public/report-link`, {
      method: 'POST',
      headers: { 'trucban-link': link },
      body: form({ category: 'signature', what: 'Cắm token không nhận' }),
    });
    const { number, follow } = (await sent.json()) as { number: string; follow: string };
    const list = await app.get(`/api/v1/tickets?status=all&q=${number}`, technician);
    const { id, version } = await ticketOf(list.body.rows[0].id as number);
    const fitting = await app.get<GuideSuggestions>(`/api/v1/tickets/${id}/guides`, technician);
    expect(fitting.body.rows[0]).toMatchObject({ slug: 'usb-token-khong-nhan' });

    const send = (slug: string, as: Caller = technician) =>
      app.post<TicketView>(`/api/v1/tickets/${id}/guides`, { version, slug }, as);
    expect((await send('made-up')).status).toBe(404);
    expect((await send('usb-token-khong-nhan', await app.signIn('clerk'))).status).toBe(403);
    const answered = await send('usb-token-khong-nhan');
    expect(answered.body.events.at(-1)).toMatchObject({ kind: 'reply', actor: 'technician-1' });
    expect((await send('usb-token-khong-nhan')).body).toMatchObject({ error: { code: 'TICKET_CHANGED' } });
    const followed = await app.get<FollowedReport>('/api/v1/public/followed', withLink(follow));
    expect(followed.body.events.at(-1)!.text.vi).toBe(
      `Anh/chị làm theo hướng dẫn “Máy không nhận USB Token”:\n${app.url.replace('127.0.0.1', 'localhost')}/guides/usb-token-khong-nhan`,
    );
  });

  it('can be written from one that is resolved, without anybody’s numbers', async () => {
    const id = await reportByLink(app, { category: 'printer', what: 'Máy in nhòe, gọi 0912 345 678 giúp' });
    const draft = () => app.get<GuideForm>(`/api/v1/guides/form?ticket=${id}`, technician);
    expect((await draft()).body).toMatchObject({ error: { code: 'TICKET_NOT_RESOLVED_YET' } });
    const { version } = await ticketOf(id);
    const note = 'Tháo hộp mực ra lắc nhẹ. Lắp lại rồi in thử; người dân 025099001234 đã nhận bản in.';
    await app.post(`/api/v1/tickets/${id}/resolve`, { version, note }, technician);
    const { body } = await draft();
    expect(body.draft).toMatchObject({
      titleVi: 'Báo sự cố: Máy in, máy quét',
      category: 'printer',
      ticket: { id },
    });
    expect(body.draft!.bodyVi).toContain('1. Tháo hộp mực ra lắc nhẹ.\n2. Lắp lại rồi in thử;');
    expect(body.draft!.bodyVi).not.toMatch(/0912 345 678|025099001234/);
    const made = await newGuide(app, technician, { titleVi: 'Máy in nhòe', ticketId: id });
    expect(made.body.ticket).toMatchObject({ id });
  });
});
