import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accessCommands } from '../../src/access/index.js';
import type { BoardView, MadeWallLink, WallLinkPage } from '../../src/contracts/api/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { type Caller, cookieOf, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { EventReader } from '../fakes/event-reader.js';

// The 3,321 centers of the nation are put into the database first.
jest.setTimeout(90_000);

const DAY = 24 * 3_600_000;

let app: TestApp;
let admin: TestPerson;

beforeAll(async () => {
  app = await startApp({ config: { provinceCode: 'all' } });
  admin = await app.signIn('administrator');
});
afterAll(async () => {
  app.app.getHttpServer().closeAllConnections();
  await app.close();
});

const make = async (province: string | null = null): Promise<MadeWallLink> =>
  (await app.post<MadeWallLink>('/api/v1/wall-links', { name: 'Phòng trực', province }, admin)).body;
const secretOf = ({ url }: MadeWallLink): string => new URL(url).hash.slice(1);
const page = async (): Promise<WallLinkPage> =>
  (await app.get<WallLinkPage>('/api/v1/wall-links', await app.signIn('administrator'))).body;

/** What a screen does that opens its address. */
async function screenOf(made: MadeWallLink): Promise<Caller> {
  const answer = await app.post('/api/v1/wall/screen', { link: secretOf(made) });
  expect(answer.status).toBe(200);
  return { headers: { cookie: cookieOf(answer) } };
}

describe('a link for a screen on the wall', () => {
  it('shows the board for years, without anybody being signed in', async () => {
    const screen = await screenOf(await make());
    app.clock.advance(400 * DAY);
    admin = await app.signIn('administrator');
    const answer = await app.get<BoardView>('/api/v1/wall/board', screen);
    expect(answer.status).toBe(200);
    expect(answer.body.provinces).toHaveLength(34);
  });

  it('is told once, kept as a digest, and says when it was last used', async () => {
    const made = await make('01');
    const [newest] = (await page()).links;
    expect(newest).toMatchObject({
      name: 'Phòng trực',
      by: 'administrator-1',
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(JSON.stringify(await page())).not.toContain(secretOf(made));
    const rows = await app.app.get(Reader).rows('SELECT * FROM wall_link');
    expect(JSON.stringify(rows)).not.toContain(secretOf(made));
    app.clock.advance(DAY);
    admin = await app.signIn('administrator');
    await screenOf(made);
    expect((await page()).links[0]?.lastUsedAt).toBe(app.clock.now());
  });

  it('shows its own province alone', async () => {
    const screen = await screenOf(await make('01'));
    const { body } = await app.get<BoardView>('/api/v1/wall/board?province=25', screen);
    expect(body).toMatchObject({ scope: '01', provinces: [] });
    expect(body.centers.every(({ name }) => name !== 'Xã Lạc Lương')).toBe(true);
    expect((await app.post('/api/v1/wall-links', { name: 'Không có', province: '99' }, admin)).status).toBe(
      404,
    );
  });

  it('opens nothing but the wall', async () => {
    const screen = await screenOf(await make());
    for (const path of ['board', 'tickets', 'search?q=a', 'centers/1', 'devices/1', 'users', 'wall-links'])
      expect([path, (await app.get(`/api/v1/${path}`, screen)).status]).toEqual([path, 401]);
    expect((await app.get('/api/v1/wall/board', admin)).status).toBe(401);
    expect((await app.post('/api/v1/wall/screen', { link: 'guessed' })).status).toBe(401);
  });

  it('is for administrators to make', async () => {
    const technician = await app.signIn('technician');
    expect((await app.get('/api/v1/wall-links', technician)).status).toBe(403);
    expect(
      (await app.post('/api/v1/wall-links', { name: 'Phòng trực', province: null }, technician)).status,
    ).toBe(403);
  });
});

describe('a screen that is open', () => {
  it('hears of changes, and goes dark within 5 s of the link being revoked', async () => {
    const made = await make('25');
    const screen = await screenOf(made);
    const events = await EventReader.open(`${app.url}/api/v1/wall/board/events`, screen.headers);
    const pc = new TestPc(app, await app.enrol());
    await pc.beat();
    app.clock.advance(1_000);
    await events.next('board');

    expect((await app.delete(`/api/v1/wall-links/${made.link.id}`, admin)).status).toBe(204);
    app.clock.advance(5_000);

    await events.ended();
    const refused = await app.get('/api/v1/wall/board', screen);
    expect(refused).toMatchObject({ status: 401, body: { error: { code: 'WALL_LINK_UNUSABLE' } } });
    expect((await page()).links[0]?.revokedAt).not.toBeNull();
    const audit = await app.app
      .get(Reader)
      .rows<{ action: string }>('SELECT action FROM audit_entry WHERE subject = ? ORDER BY id', [
        `wall-link:${made.link.id}`,
      ]);
    expect(audit.map(({ action }) => action)).toEqual(['wall-link.created', 'wall-link.revoked']);
  });

  it('comes back after a restart of the server', async () => {
    const screen = await screenOf(await make());
    app.app.getHttpServer().closeAllConnections();
    app = await startApp({ data: await app.stop(), clock: app.clock, config: { provinceCode: 'all' } });
    expect((await app.get('/api/v1/wall/board', screen)).status).toBe(200);
  });
});

describe('npx trucban wall-link', () => {
  async function command(...words: string[]): Promise<string> {
    const printed: string[] = [];
    const link = accessCommands((work) => work(app.app, app.clock.now())).find(
      (one) => one.name() === 'wall-link',
    )!;
    const { log } = console;
    console.log = (text: string) => void printed.push(text);
    try {
      await link.exitOverride().parseAsync(words, { from: 'user' });
    } finally {
      console.log = log;
    }
    return printed.join('\n');
  }

  it('makes, lists and revokes', async () => {
    const printed = await command('create', '--name', 'Sảnh tầng 1', '--province', '25');
    const link = /#(\S+)/.exec(printed)?.[1];
    expect((await app.post('/api/v1/wall/screen', { link })).status).toBe(200);
    expect(await command('list')).toMatch(/Sảnh tầng 1 +Phú Thọ +\d\d:\d\d/);
    await command('revoke', String((await page()).links[0]?.id));
    expect((await app.post('/api/v1/wall/screen', { link })).status).toBe(401);
    await expect(command('revoke', '999')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
