import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { Centers } from '../../src/inventory/index.js';
import { type Caller, startApp, type TestApp } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { formOf, rawUpload } from './support/raw-upload.js';
import { everythingStored } from './support/timeline.js';

jest.setTimeout(60_000);

const GIGABYTES_2 = 2 * 1024 ** 3;
const SLOWEST_MS = 1_500;
let app: TestApp;
let pc: TestPc;
let admin: Caller;
let report: string;

beforeAll(async () => {
  app = await startApp();
  pc = new TestPc(app, await app.enrol());
  await pc.beat();
  admin = await app.signIn('administrator');
  const center = await app.app.get(Centers).byId(pc.device.centerId);
  report = `/api/v1/public/centers/${center!.publicLink}/reports`;
});
afterAll(async () => {
  app.app.getHttpServer().closeAllConnections();
  await app.close();
});

const attachments = (): Promise<string[]> => readdir(join(app.data.dataDir, 'attachments')).catch(() => []);

async function sendPicture(bytes: Buffer<ArrayBuffer>, name = 'anh.png') {
  const form = new FormData();
  const fields = { name: 'Hoa', phone: '0912345678', category: 'one_stop', what: 'Trắng màn hình' };
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('picture', new Blob([bytes]), name);
  const answer = await fetch(app.url + report, { method: 'POST', body: form });
  return { status: answer.status, body: (await answer.json()) as { error?: { code: string } } };
}

describe('an upload that says that it is large', () => {
  it.each([false, true])('is refused before it is there, in chunks: %s', async (chunked) => {
    const form = formOf('anh.png');
    const answer = await rawUpload(app.url, { path: report, bytes: GIGABYTES_2, chunked, ...form });
    expect([answer.status, answer.body.error?.code]).toEqual([413, 'PICTURE_TOO_LARGE']);
    expect(answer.body.error?.message.vi).toContain('5 MB');
    expect(answer.sent).toBeLessThan(64 * 1024 * 1024);
    expect(await attachments()).toEqual([]);
  });

  it.each([false, true])('of JSON is refused as early, in chunks: %s', async (chunked) => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await rawUpload(app.url, {
      path: '/api/v1/session',
      bytes: GIGABYTES_2,
      chunked,
      headers,
    });
    expect([answer.status, answer.body.error?.code]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(answer.sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('is answered also where the sender reads only after all is sent', async () => {
    const form = formOf('anh.png');
    const bytes = 100 * 1024 * 1024;
    for (const chunked of [false, true]) {
      const answer = await rawUpload(app.url, { path: report, bytes, chunked, stubborn: true, ...form });
      expect([answer.status, answer.sent]).toEqual([413, expect.any(Number)]);
    }
  });

  it('leaves the connection good for the next request where it is only a little too large', async () => {
    const answer = await sendPicture(Buffer.alloc(6 * 1024 * 1024, 'x'));
    expect([answer.status, answer.body.error?.code]).toEqual([413, 'PICTURE_TOO_LARGE']);
    expect((await app.get('/api/health/live')).status).toBe(200);
  });

  it('with a picture of just the limit is taken', async () => {
    const bytes = Buffer.alloc(5 * 1024 * 1024);
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
    expect((await sendPicture(bytes)).status).toBe(201);
  });
});

describe('a bomb', () => {
  it.each(['gzip', 'deflate', 'br', 'GZIP', 'gzip, gzip'])(
    'in a body coded as %s is not opened',
    async (encoding) => {
      const body = gzipSync(Buffer.alloc(50_000_000));
      for (const path of ['/api/v1/session', '/api/agent/v1/reports', report]) {
        const headers = {
          'content-type': 'application/json',
          'content-encoding': encoding,
          ...pc.device.headers,
        };
        const answer = await fetch(app.url + path, { method: 'POST', headers, body });
        const { error } = (await answer.json()) as { error: { code: string } };
        expect([answer.status, error.code]).toEqual([415, 'BODY_COMPRESSED']);
      }
    },
  );

  it('of 50,000 by 50,000 pixels in a few kilobytes is no picture', async () => {
    const before = await attachments();
    const answer = await sendPicture(pngOf(50_000, 50_000));
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'PICTURE_TOO_DETAILED']);
    expect(await attachments()).toEqual(before);
  });

  it('of 100,000 brackets is refused, and nothing is stored', async () => {
    const before = await everythingStored(app);
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const depth = open === '[' ? 100_000 : 40_000;
      const deep = `${open.repeat(depth)}1${close.repeat(depth)}`;
      for (const body of [
        deep,
        `{"v":1,"filler":${deep}}`,
        `{"login":"\\u0000","x":${deep.slice(0, 60_000)}`,
      ]) {
        const answer = await app.request('POST', '/api/agent/v1/reports', { as: pc.device, body });
        expect([answer.status, answer.body.error.message.vi]).toEqual([400, expect.any(String)]);
        const people = await app.request('POST', '/api/v1/session', { body });
        expect(people.status).toBeGreaterThanOrEqual(400);
        expect(people.status).toBeLessThan(500);
      }
    }
    expect(await everythingStored(app)).toBe(before);
  });

  it('of ten thousand parts in a form is refused', async () => {
    const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const answer = await fetch(app.url + report, {
      method: 'POST',
      headers,
      body: `${part.repeat(10_000)}--b--`,
    });
    expect(answer.status).toBe(413);
    expect(((await answer.json()) as { error: { message: object } }).error.message).toHaveProperty('vi');
  });

  it('that changes what every object inherits is refused', async () => {
    for (const body of ['{"__proto__":{"role":"administrator"}}', '{"constructor":{"prototype":{"x":1}}}']) {
      const answer = await app.request('POST', '/api/v1/users', { as: admin, body });
      expect(answer.status).toBe(400);
    }
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  });
});

describe('a sender that takes its time', () => {
  /** Of little patience, which the other senders are not to feel on a busy machine. */
  let hasty: TestApp;
  beforeAll(async () => {
    hasty = await startApp({ slowestRequestMs: SLOWEST_MS });
  });
  afterAll(() => hasty.close());

  it.each([
    [
      'with its body',
      `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
    ],
    ['with its header', 'GET /api/health/live HTTP/1.1\r\nX-Slow: '],
  ])('%s is told so, and let go', async (_, begins) => {
    const { hostname, port } = new URL(hasty.url);
    const socket = connect(Number(port), hostname);
    let heard = '';
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('data', (data) => (heard += data.toString('utf8')));
    socket.on('error', () => undefined);
    socket.write(begins);
    const dripping = setInterval(() => socket.write('x'), 100);
    await closed;
    clearInterval(dripping);
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toContain('quá chậm');
  });
});

/** All of one colour: what it holds when it is drawn is a million times what it takes on the disk. */
function pngOf(width: number, height: number): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(1_000_000));
  const chunk = (type: string, data: Buffer): Buffer[] => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return [length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)];
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...chunk('IHDR', head),
    ...chunk('IDAT', rows),
    ...chunk('IEND', Buffer.alloc(0)),
  ]);
}
