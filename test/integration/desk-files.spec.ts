import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FollowedReport, TicketView } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { type Caller, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { docxOf, pdfOf, pngOf, zipOf } from '../factories/files.js';
import { reportAndFollow } from './support/clerk.js';

const DAY_MS = 24 * 3_600_000;
let app: TestApp;
let technician: TestPerson;
let id: number;
let follow: string;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.advance(11 * 60_000);
  technician = await app.signIn('technician');
  ({ id, follow } = await reportAndFollow(app));
});

async function uploads(name: string, bytes: Buffer, as: Caller = technician) {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  const address = `${app.url}/api/v1/tickets/${id}/uploads`;
  const response = await fetch(address, { method: 'POST', headers: as.headers, body: form });
  return {
    status: response.status,
    body: (await response.json()) as { id: number; error?: { code: string } },
  };
}
const view = async (as: Caller = technician): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, as)).body;
async function comments(kind: string, files: number[], body = '', as: Caller = technician) {
  const { version } = await view(as);
  return app.post(`/api/v1/tickets/${id}/comments`, { version, kind, body, files }, as);
}
const fetched = (path: string, headers: Record<string, string>) => fetch(app.url + path, { headers });
const clerkSees = async (): Promise<FollowedReport['events']> =>
  (
    await app.request<FollowedReport>('GET', '/api/v1/public/followed', {
      headers: { 'trucban-link': follow },
    })
  ).body.events;
const clerkFetches = (file: number) =>
  fetched(`/api/v1/public/followed/attachments/${file}`, { 'trucban-link': follow });
const onDisk = async (): Promise<number> =>
  (await readdir(join(app.data.dataDir, 'attachments')).catch(() => [])).length;

describe('files of a public answer', () => {
  it('need no words, are saved and not run, and the clerk has them too', async () => {
    const pdf = await uploads('Các bước.pdf', pdfOf());
    const png = await uploads('man-hinh.png', pngOf());
    expect([pdf.status, png.status]).toEqual([201, 201]);
    expect((await comments('reply', [pdf.body.id, png.body.id])).status).toBe(200);

    const shown = (await view()).events.at(-1)!.attachments;
    expect(shown.map(({ name, picture }) => [name, picture])).toEqual([
      ['Các bước.pdf', false],
      ['man-hinh.png', true],
    ]);
    const [first, second] = [...shown];
    const saved = await fetched(first!.url, technician.headers);
    expect(saved.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''C%C3%A1c%20b%C6%B0%E1%BB%9Bc.pdf`,
    );
    expect(saved.headers.get('content-security-policy')).toContain('sandbox');
    expect(saved.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await saved.arrayBuffer()).equals(pdfOf())).toBe(true);
    const picture = await fetched(second!.url, technician.headers);
    expect(picture.headers.get('content-disposition')).toMatch(/^inline;/);

    expect((await clerkSees()).at(-1)).toMatchObject({
      kind: 'reply',
      attachments: [
        { id: first!.id, name: 'Các bước.pdf', picture: false },
        { id: second!.id, picture: true },
      ],
    });
    const theirs = await clerkFetches(first!.id);
    expect([theirs.status, theirs.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  it('are not to be had by the secret of another report, or by none', async () => {
    const { body } = await uploads('a.pdf', pdfOf());
    await comments('reply', [body.id]);
    const file = (await view()).events.at(-1)!.attachments[0]!.id;
    const other = (await reportAndFollow(app)).follow;
    for (const secret of [other, 'x'.repeat(43), ''])
      expect(
        (await fetched(`/api/v1/public/followed/attachments/${file}`, { 'trucban-link': secret })).status,
      ).toBe(404);
  });
});

describe('files of an internal note', () => {
  it('are the desk’s alone: no clerk and no leader gets them', async () => {
    const { body } = await uploads('noi-bo.docx', docxOf());
    expect((await comments('note', [body.id], 'Mật khẩu quản trị ở đây')).status).toBe(200);
    const file = (await view()).events.at(-1)!.attachments[0]!;
    expect((await fetched(file.url, technician.headers)).status).toBe(200);
    expect((await clerkFetches(file.id)).status).toBe(404);
    expect(JSON.stringify(await clerkSees())).not.toContain('noi-bo');
    const viewer = await app.signIn('viewer');
    expect(JSON.stringify(await view(viewer))).not.toContain('noi-bo');
    expect((await fetched(file.url, viewer.headers)).status).toBe(404);
  });
});

describe('a file that is not kept', () => {
  it.each([
    ['macro.docx', docxOf({ 'word/vbaProject.bin': 'x' }), 'macro'],
    ['anh.zip', zipOf({ a: 'b' }), 'tệp nén'],
    ['trang.html', Buffer.from('<script>alert(1)</script>'), 'mã lệnh'],
    ['anh.png', pdfOf(), 'Đuôi tệp'],
    ['a.exe', Buffer.from('MZ'), 'chạy được'],
    ['a.pdf', pdfOf('/S /JavaScript'), 'mã lệnh'],
  ])('%s is refused with a sentence that says why, and leaves nothing', async (name, bytes, why) => {
    const before = await onDisk();
    const answer = await uploads(name, bytes);
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'FILE_REFUSED']);
    expect(JSON.stringify(answer.body)).toContain(why);
    expect(await onDisk()).toBe(before);
  });

  it('is refused for its size before it fills anything', async () => {
    const answer = await uploads('a.pdf', Buffer.concat([pdfOf(), Buffer.alloc(10 * 1024 * 1024)]));
    expect([answer.status, answer.body.error?.code]).toEqual([413, 'FILE_TOO_LARGE']);
  });

  it('and neither is the eleventh, until the others are sent', async () => {
    for (let n = 0; n < 10; n++) expect((await uploads(`${n}.txt`, Buffer.from('a'))).status).toBe(201);
    expect((await uploads('10.txt', Buffer.from('a'))).body.error?.code).toBe('FILES_TOO_MANY');
  });
});

describe('an upload', () => {
  it('is its uploader’s, on this ticket, and goes once', async () => {
    const { body } = await uploads('a.txt', Buffer.from('a'));
    const other = await app.signIn('administrator');
    expect((await comments('note', [body.id], '', other)).body.error.code).toBe('UPLOAD_GONE');
    expect((await comments('note', [body.id])).status).toBe(200);
    expect((await comments('note', [body.id], 'lần nữa')).body.error.code).toBe('UPLOAD_GONE');
    expect((await view()).events.filter(({ attachments }) => attachments.length > 0)).toHaveLength(1);
  });

  it('that is taken back, or never sent, is gone with its file', async () => {
    const before = await onDisk();
    const { body } = await uploads('a.txt', Buffer.from('a'));
    await uploads('b.txt', Buffer.from('b'));
    expect((await app.delete(`/api/v1/tickets/${id}/uploads/${body.id}`, technician)).status).toBe(204);
    expect(await onDisk()).toBe(before + 1);
    for (let night = 0; night < 3; night++) await app.advance(DAY_MS);
    const kept = await app.app.get(Reader).rows('SELECT id FROM ticket_attachment');
    expect(await onDisk()).toBe(kept.length);
  });

  it('without words or files is no comment', async () => {
    expect((await comments('note', [])).body.error).toMatchObject({ code: 'REQUEST_INVALID', path: 'body' });
  });
});
