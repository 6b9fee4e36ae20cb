import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { z } from 'zod';
import { EnrolmentRequest } from '../../src/contracts/agent/index.js';
import { LINK_HEADER, PcReport, PublicReport } from '../../src/contracts/api/index.js';
import { hardwareOf, startApp, type TestApp } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { placesOf, sampleOf, withValue } from './support/bodies.js';
import { EveryRoute } from './support/every-route.js';
import { EXTREME_NUMBERS, HOSTILE, UNREADABLE, WRONG_KINDS } from './support/hostile.js';
import { MailServer } from './support/mail-server.js';
import type { Route } from './support/routes.js';

// Every field of every route, one value after the other.
jest.setTimeout(600_000);

let mail: MailServer;
let app: TestApp;
let every: EveryRoute;
/** Where hostile markup was taken as text, as "POST /api/v1/users name". */
const taken = new Set<string>();
/** Answers that explain nothing, or that say that the server failed. */
const unclear: string[] = [];

beforeAll(async () => {
  mail = await MailServer.start();
  app = await startApp({ config: { smtpUrl: mail.url } });
  every = await EveryRoute.open(app);
});
afterAll(async () => {
  mail.hangUp();
  app.app.getHttpServer().closeAllConnections();
  await app.close();
  await mail.close();
});

const withBodies = (): Route[] => every.routes.filter(({ body }) => body !== null);
const nameOf = ({ method, path }: Route, place: readonly unknown[]): string =>
  `${method} ${path} ${place.join('.')}`;

/** A refusal is one sentence in both languages, that nobody has to be a programmer to have been told. */
function judge(what: string, { status, text }: { status: number; text: string }): void {
  if (status >= 200 && status < 300) return;
  let sentence: { vi?: unknown; en?: unknown } = {};
  try {
    sentence = (JSON.parse(text) as { error: { message: object } }).error.message;
  } catch {
    // No JSON: told below.
  }
  const explained = typeof sentence.vi === 'string' && typeof sentence.en === 'string';
  if (status >= 500 || !explained) unclear.push(`${what}: ${status} ${text.slice(0, 200)}`);
}

async function tryField(
  route: Route,
  schema: z.ZodType,
  values: readonly [string, unknown][],
  text: boolean,
) {
  for (const { path, kind } of placesOf(schema)) {
    if ((kind === 'text') !== text) continue;
    for (const [what, value] of values) {
      const answer = await every.send(route, (body) => withValue(body, path, value));
      judge(`${nameOf(route, path)}, ${what}`, answer);
      if (what === 'markup' && answer.status < 300) taken.add(nameOf(route, path));
    }
  }
}

describe('every field of every route', () => {
  it('that takes text answers hostile text clearly', async () => {
    expect(withBodies().length).toBeGreaterThan(35);
    const { markup, unreadable, headers, formula } = HOSTILE;
    const texts = Object.entries({ markup, unreadable, headers, formula, long: 'ấ'.repeat(20_000) });
    for (const route of withBodies()) await tryField(route, route.body!, texts, true);
    expect(unclear.splice(0)).toEqual([]);
  });

  it('takes it as text wherever people write in words of their own', () => {
    expect([...taken].sort()).toEqual(expect.arrayContaining(['POST /api/v1/users name']));
    const free = withBodies().flatMap((route) =>
      placesOf(route.body!)
        .filter(({ kind }) => kind === 'text')
        .map(({ path }) => nameOf(route, path)),
    );
    expect(free.filter((name) => !taken.has(name)).sort()).toEqual(NOT_IN_OWN_WORDS);
  });

  it('answers a megabyte, and a value of another kind, as clearly', async () => {
    const values = WRONG_KINDS.map((value): [string, unknown] => [JSON.stringify(value), value]);
    values.push(['a megabyte', 'x'.repeat(1_000_000)]);
    for (const route of withBodies()) await tryField(route, route.body!, values, true);
    expect(unclear.splice(0)).toEqual([]);
  });

  it('that takes a number answers any number clearly', async () => {
    const numbers = EXTREME_NUMBERS.map((value): [string, unknown] => [String(value), value]);
    for (const route of withBodies()) await tryField(route, route.body!, numbers, false);
    expect(unclear.splice(0)).toEqual([]);
  });

  it('that stands in an address answers hostile text clearly', async () => {
    const parts = [...Object.values(HOSTILE).map(encoded), '%00', '%FF', '..%2f..%2f', 'x'.repeat(2_000)];
    const { headers } = await app.signIn('administrator');
    for (const { method, path, query } of every.routes) {
      const asked = parts.flatMap((part) => [
        ...(path.includes(':') ? [path.replace(/:\w+/g, part)] : []),
        ...(query && method === 'GET'
          ? placesOf(query).map((place) => `${path.replace(/:\w+/g, '1')}?${place.path[0]}=${part}`)
          : []),
      ]);
      for (const address of asked) {
        const answer = await fetch(app.url + address, {
          method,
          headers: { ...headers, 'content-type': 'application/json' },
          ...(method === 'GET' ? {} : { body: '{}' }),
        });
        judge(`${method} ${address}`, { status: answer.status, text: await answer.text() });
      }
    }
    expect(unclear.splice(0)).toEqual([]);
  });
});

/** No address holds half a letter. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''));

const CALENDAR = ['days.0.times', 'from', 'season', 'until'].map(
  (field) => `/calendars/:place hours.0.${field}`,
);
/** Dates, times, numbers, ids and secrets that stand in a text. */
const NOT_IN_OWN_WORDS = [
  ...CALENDAR,
  ...['/duty/teams', '/duty/teams/:id'].flatMap((path) => [`${path} fromDate`, `${path} province`]),
  '/duty/teams/:id/swaps date',
  '/guides program',
  '/guides/:slug program',
  '/holidays/:year days.0.date',
  '/holidays/:year days.0.standsFor',
  '/maintenance programId',
  '/maintenance/:id programId',
  ...['from', 'to'].map((field) => `/my-notices quiet.${field}`),
  '/policies changes.program.hungAfterSeconds',
  '/policies/preview changes.program.hungAfterSeconds',
  '/programs id',
  ...['code', 'password'].map((field) => `/public/followed/remote-help/codes ${field}`),
  '/public/guides/suggestions programs.0',
  // A placeholder that nobody knows is refused.
  ...['/replies', '/replies/:id'].map((path) => `${path} body`),
  ...['login', 'password'].map((field) => `/session ${field}`),
  ...['email', 'login', 'name', 'password', 'token'].map((field) => `/setup ${field}`),
  '/tickets/:id/guides slug',
  '/tickets/:id/hand-over vendorMail',
  '/tickets/:id/merge into',
  '/tickets/bulk operation',
  ...['email', 'login', 'province'].map((field) => `/users ${field}`),
  '/wall-links province',
  ...['/webhooks', '/webhooks/:id'].flatMap((path) => [`${path} province`, `${path} url`]),
  ...['event_name', 'follower.id', 'message.text', 'sender.id', 'timestamp'].map(
    (field) => `/zalo/events ${field}`,
  ),
  '/wall/screen link',
]
  .map((name) => `POST /api/v1${name}`)
  .sort();

describe('a form with a picture', () => {
  const forms: [string, z.ZodType][] = [
    ['center', PublicReport],
    ['PC', PcReport],
  ];
  const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

  async function sendForm(which: string, fields: Record<string, unknown>, fileName: string) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
    form.set('picture', new Blob([PNG]), fileName);
    let address = `${app.url}/api/v1/public/centers/${every.link}/reports`;
    const headers: Record<string, string> = {};
    app.clock.advance(60_000);
    if (which === 'PC') {
      address = `${app.url}/api/v1/public/report-link`;
      const { body } = await app.post<{ url: string }>('/api/agent/v1/report-links', undefined, every.device);
      headers[LINK_HEADER] = new URL(body.url).hash.slice(1);
    }
    const answer = await fetch(address, { method: 'POST', headers, body: form });
    return { status: answer.status, text: await answer.text() };
  }

  it.each(forms)('of a %s answers hostile fields and file names clearly', async (which, schema) => {
    const base = sampleOf(schema, { deviceId: every.device.deviceId, confirms: 1, category: 'other' });
    let stored = 0;
    for (const { path } of placesOf(schema)) {
      for (const [what, value] of Object.entries(HOSTILE)) {
        const answer = await sendForm(which, withValue(base, path, value) as Record<string, unknown>, value);
        judge(`${which} ${path.join('.')}, ${what}`, answer);
        if (answer.status === 201) stored += 1;
      }
    }
    expect(unclear.splice(0)).toEqual([]);
    expect(stored).toBeGreaterThan(10);
  });

  it('that is none is refused', async () => {
    const { headers } = await app.signIn('administrator');
    for (const [type, body] of [
      ['application/json', '{}'],
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="x'],
      [
        'multipart/form-data; boundary=b',
        `--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--`,
      ],
      ['application/x-www-form-urlencoded', 'what=%00'],
      ['text/plain', 'x'],
    ] as const) {
      for (const path of [`/api/v1/public/centers/${every.link}/reports`, '/api/v1/guides/pictures']) {
        const answer = await app.request('POST', path, {
          body,
          headers: { ...headers, 'content-type': type },
        });
        judge(`${type} to ${path}`, { status: answer.status, text: JSON.stringify(answer.body) });
        expect([type, Math.floor(answer.status / 100)]).toEqual([type, 4]);
      }
    }
    expect(unclear.splice(0)).toEqual([]);
  });
});

describe('what a PC says of itself', () => {
  it('is text, whatever its certificates and its maker are called', async () => {
    const pc = new TestPc(app, await app.enrol(undefined, { name: HOSTILE.markup.slice(0, 64) }));
    for (const [index, said] of Object.values(HOSTILE).entries()) {
      const text = said.slice(0, 120);
      const notAfter = app.clock.now() + 86_400_000 * (20 + index);
      await pc.lists([
        {
          thumbprint: hardwareOf(said),
          serial: '0A',
          holder: text,
          organisation: text,
          units: [text],
          email: text,
          issuer: text,
          issuerOrganisation: text,
          notBefore: notAfter - 86_400_000 * 365,
          notAfter,
          store: 'user',
        },
      ]);
      const made = {
        osName: text,
        osVersion: text,
        manufacturer: text,
        model: text,
        serialNumber: text,
        cpu: text,
      };
      const digest = hardwareOf(`inventory ${index}`);
      const rest = {
        cpuCores: 4,
        memoryBytes: 1e9,
        diskBytes: 1e11,
        diskKind: 'ssd',
        biosDate: null,
      } as const;
      await pc.beat({
        inventory: { platform: 'windows', ...made, ...rest, osInstalledOn: null },
        digests: { inventory: digest, certificates: null },
      });
    }
    const view = await app.get<{ name: string }>(
      `/api/v1/devices/${pc.device.deviceId}`,
      await app.signIn('administrator'),
    );
    expect(view.status).toBe(200);
    expect(view.body.name).toContain('<script>');
  });

  it.each(Object.entries(HOSTILE))('is refused or taken when it enrols as %s', async (what, said) => {
    const joinCode = await app.joinCode(await app.centerId());
    for (const { path } of placesOf(EnrolmentRequest)) {
      const about = {
        v: 1,
        joinCode,
        hardware: hardwareOf(what),
        platform: 'windows',
        clonedToken: undefined,
      };
      const body = withValue({ ...about, deviceName: 'Quầy', agentVersion: '0.1.0' }, path, said);
      const answer = await app.post('/api/agent/v1/enrolments', body);
      judge(`enrolment ${path.join('.')}, ${what}`, {
        status: answer.status,
        text: JSON.stringify(answer.body),
      });
    }
    expect(unclear.splice(0)).toEqual([]);
  });
});

describe('what was stored', () => {
  it('is readable, and sent as data that no browser takes for a page', async () => {
    let marked = 0;
    for (const route of every.routes.filter(
      ({ method, path }) => method === 'GET' && !/events|setup|pictures/.test(path),
    )) {
      const { address, caller } = await every.given(route);
      const answer = await fetch(app.url + address, caller);
      const text = await answer.text();
      if (answer.status !== 200) continue;
      expect([address, answer.headers.get('x-content-type-options')]).toEqual([address, 'nosniff']);
      expect([address, answer.headers.get('content-type')]).toEqual([
        address,
        expect.stringMatching(/^(application\/json|text\/csv)/),
      ]);
      const plain = text.replace(/\\u([\da-f]{4})/gi, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16)),
      );
      expect([address, UNREADABLE.exec(plain)?.[0]]).toEqual([address, undefined]);
      if (text.includes('<script>')) marked += 1;
    }
    expect(marked).toBeGreaterThan(10);
  });

  it('runs in no spreadsheet', async () => {
    const admin = await app.signIn('administrator');
    for (const kind of ['devices', 'certificates']) {
      const { body } = await app.get<string>(`/api/v1/reports/${kind}.csv`, admin);
      const cells = cellsOf(body.replace(/^\uFEFF/, ''));
      expect(cells.some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
      expect(cells.filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell))).toEqual([]);
    }
  });

  it('is one harmless text in every mail', async () => {
    await app.settle();
    expect(mail.mails.length).toBeGreaterThan(10);
    for (const { headers, html, subject, to } of mail.mails) {
      expect([headers.has('bcc'), headers.has('x-bad'), html]).toEqual([false, false, false]);
      expect(subject).not.toMatch(/[\r\n]/);
      expect(Array.isArray(to) ? to : to?.value).toHaveLength(1);
    }
  });
});

/** The cells of RFC 4180. */
function cellsOf(csv: string): string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
