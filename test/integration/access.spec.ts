import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { DECLARATION, GUARDED, SetupLinks } from '../../src/access/index.js';
import { cookieOf, startApp, type TestApp } from '../factories/app.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PASSWORD = 'một mật khẩu đủ dài';

const routes: { method: string | string[]; url: string }[] = [];
let app: TestApp;

beforeAll(async () => {
  // As real people's: it is about them that these tests speak.
  app = await startApp({
    passwordCost: GUARDED,
    onRoute: ({ method, url }) => void routes.push({ method, url }),
  });
});
afterAll(() => app.close());

/** A user whom nobody else in this file uses. */
async function addUser(login: string): Promise<void> {
  const administrator = await app.signIn('administrator');
  const user = { login, name: 'Người thử', role: 'technician', email: null, password: PASSWORD };
  const answer = await app.post('/api/v1/users', user, administrator);
  expect(answer.status).toBe(201);
}

const trySignIn = (login: string, password: string) => app.post('/api/v1/session', { login, password });

describe('signing in', () => {
  it('gives a session in a cookie that scripts and other sites cannot use', async () => {
    await addUser('lan');
    const answer = await trySignIn('LAN', PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ login: 'lan', role: 'technician' });
    expect(answer.body.permissions).toContain('tickets.work');
    const cookie = answer.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const session = await app.get('/api/v1/session', { headers: { cookie: cookieOf(answer) } });
    expect(session.body.user.login).toBe('lan');
  });

  it('answers a wrong password and an unknown login in the same words', async () => {
    await addUser('minh');
    const wrong = await trySignIn('minh', 'sai mật khẩu');
    const unknown = await trySignIn('nobody', 'sai mật khẩu');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body.error.code).toBe('SIGN_IN_FAILED');
    expect(unknown.body.error.message).toEqual(wrong.body.error.message);
  });

  it('locks after five wrong passwords, even for the right one, and opens after 15 minutes', async () => {
    await addUser('hoa');
    const tries = await Promise.all(Array.from({ length: 5 }, () => trySignIn('hoa', 'sai mật khẩu')));
    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
    expect((await trySignIn('hoa', PASSWORD)).status).toBe(401);
    app.clock.advance(15 * MINUTE);
    expect((await trySignIn('hoa', PASSWORD)).status).toBe(200);
  });

  it('does not add up wrong passwords across a right one', async () => {
    await addUser('binh');
    for (const password of ['1', '2', '3', '4', PASSWORD, '5', '6', '7', '8']) {
      await trySignIn('binh', password);
    }
    expect((await trySignIn('binh', PASSWORD)).status).toBe(200);
  });
});

describe('a session', () => {
  async function openSession(login: string) {
    await addUser(login);
    const answer = await trySignIn(login, PASSWORD);
    const caller = { headers: { cookie: cookieOf(answer) } };
    return { caller, status: async () => (await app.get('/api/v1/session', caller)).status };
  }

  it('ends when the person signs out', async () => {
    const { caller, status } = await openSession('out');
    expect(await status()).toBe(200);
    expect((await app.delete('/api/v1/session', caller)).status).toBe(204);
    expect(await status()).toBe(401);
  });

  it('ends after half an hour without use', async () => {
    const { status } = await openSession('idle');
    app.clock.advance(29 * MINUTE);
    expect(await status()).toBe(200);
    app.clock.advance(29 * MINUTE);
    expect(await status()).toBe(200);
    app.clock.advance(30 * MINUTE);
    expect(await status()).toBe(401);
  });

  it('ends 12 hours after sign-in, however busy', async () => {
    const { status } = await openSession('busy');
    for (let elapsed = 0; elapsed < 12 * HOUR - 20 * MINUTE; elapsed += 20 * MINUTE) {
      app.clock.advance(20 * MINUTE);
      expect(await status()).toBe(200);
    }
    app.clock.advance(20 * MINUTE);
    expect(await status()).toBe(401);
  });
});

describe('a request that another site made the browser send', () => {
  const user = { login: 'foreign', name: 'x', role: 'viewer', email: null, password: PASSWORD };

  it.each([
    ['by its fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['by a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['by its origin', { origin: 'https://elsewhere.example' }],
  ])('is refused %s', async (_, headers) => {
    const as = await app.signIn('administrator');
    const answer = await app.request('POST', '/api/v1/users', { as, body: user, headers });
    expect(answer.status).toBe(403);
    expect(answer.body.error.code).toBe('FOREIGN_PAGE');
  });

  it('is let through from our own pages', async () => {
    const as = await app.signIn('administrator');
    const headers = { 'sec-fetch-site': 'same-origin', origin: app.url };
    const answer = await app.request('POST', '/api/v1/users', { as, body: user, headers });
    expect(answer.status).toBe(201);
  });
});

describe('the setup link', () => {
  const person = { login: 'first', name: 'Quản trị', email: 'first@example.vn', password: PASSWORD };
  const renew = () => app.app.get(SetupLinks).renew(app.clock.now());

  it('makes an administrator once only, and signs in', async () => {
    const token = await renew();
    expect((await app.get(`/api/v1/setup?token=${token}`)).body).toEqual({ valid: true, reason: 'ok' });
    const bodies = ['first', 'second'].map((login) => ({ ...person, login, token }));
    const answers = await Promise.all(bodies.map((body) => app.post('/api/v1/setup', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
    const winner = answers.find(({ status }) => status === 201);
    expect(winner?.body.user.role).toBe('administrator');
    expect(winner && cookieOf(winner)).toMatch(/^trucban_session=/);
    expect((await app.get(`/api/v1/setup?token=${token}`)).body.reason).toBe('used');
  });

  it('is void once a newer one was made, and after 24 hours', async () => {
    const older = await renew();
    const newer = await renew();
    expect((await app.get(`/api/v1/setup?token=${older}`)).body.reason).toBe('unknown');
    app.clock.advance(24 * HOUR);
    expect((await app.get(`/api/v1/setup?token=${newer}`)).body.reason).toBe('expired');
    expect((await app.post('/api/v1/setup', { ...person, login: 'late', token: newer })).status).toBe(403);
  });

  it('asks for a long password by name', async () => {
    const answer = await app.post('/api/v1/setup', { ...person, token: await renew(), password: 'ngắn' });
    expect(answer.status).toBe(400);
    expect(answer.body.error.path).toBe('password');
  });
});

describe('roles', () => {
  it.each([
    ['administrator', 200],
    ['technician', 403],
    ['clerk', 403],
  ] as const)('%s asking for the list of users gets %i', async (role, status) => {
    expect((await app.get('/api/v1/users', await app.signIn(role))).status).toBe(status);
  });

  it('refuses a second user with the same login', async () => {
    await addUser('twice');
    const user = { login: 'twice', name: 'x', role: 'viewer', email: null, password: PASSWORD };
    const answer = await app.post('/api/v1/users', user, await app.signIn('administrator'));
    expect(answer.status).toBe(409);
    expect(answer.body.error.code).toBe('LOGIN_TAKEN');
  });
});

describe('deny by default', () => {
  /** Served past the guard, for everyone: operations, documentation, pages. */
  const OPEN = /^\/(api\/health\/(live|ready)|metrics|api\/docs.*|\*)$/;
  /** Beats skip the framework for speed and check their token themselves. */
  const AGENT_ONLY = /^\/api\/agent\/v1\//;

  it('finds a declaration on every handler of every controller', () => {
    const undeclared: string[] = [];
    for (const { instance, metatype } of app.app.get(DiscoveryService, { strict: false }).getControllers()) {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      for (const name of new MetadataScanner().getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (!handler || !Reflect.hasMetadata('path', handler)) continue;
        const declared =
          Reflect.hasMetadata(DECLARATION, handler) || Reflect.hasMetadata(DECLARATION, metatype!);
        if (!declared) undeclared.push(`${metatype?.name}.${name}`);
      }
    }
    expect(undeclared).toEqual([]);
  });

  it('answers a stranger on every route with a refusal, except the few public ones', async () => {
    const publicRoutes = new Set([
      'POST /api/v1/session',
      'DELETE /api/v1/session',
      'GET /api/v1/setup',
      'HEAD /api/v1/setup',
      'POST /api/v1/setup',
      'POST /api/agent/v1/enrolments',
      // Brings the secret of a screen's link.
      'POST /api/v1/wall/screen',
      // Bring the secret of a clerk's link.
      ...['GET', 'HEAD', 'POST'].map((verb) => `${verb} /api/v1/public/report-link`),
      ...['GET', 'HEAD'].map((verb) => `${verb} /api/v1/public/followed`),
      ...['answers', 'verdict'].map((said) => `POST /api/v1/public/followed/${said}`),
      // What is published is for everybody; a vote brings the secret of a clerk's link.
      ...['', '/:slug', '/pictures/:name'].flatMap((part) =>
        ['GET', 'HEAD'].map((verb) => `${verb} /api/v1/public/guides${part}`),
      ),
      'POST /api/v1/public/guides/suggestions',
      'POST /api/v1/public/guides/:slug/votes',
    ]);
    const all = routes.flatMap(({ method, url }) => [method].flat().map((verb) => ({ verb, url })));
    expect(all.length).toBeGreaterThan(10);
    const open: string[] = [];
    for (const { verb, url } of all) {
      if (OPEN.test(url) || publicRoutes.has(`${verb} ${url}`) || url.includes(':link')) continue;
      const path = url.replace(/:\w+/g, '1');
      const answer = await app.request(
        verb,
        path,
        AGENT_ONLY.test(url) && verb === 'POST' ? { body: {} } : {},
      );
      if (answer.status !== 401 && answer.status !== 403) open.push(`${verb} ${url}: ${answer.status}`);
    }
    expect(open).toEqual([]);
  });
});
