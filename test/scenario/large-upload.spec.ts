import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import type { Caller } from '../factories/app.js';
import { BuiltProduct } from '../factories/built-product.js';
import { formOf, rawUpload } from '../integration/support/raw-upload.js';

// Gigabytes through a socket.
jest.setTimeout(300_000);

const GIGABYTES_2 = 2 * 1024 ** 3;
/** What a process may grow by while it refuses: buffers of sockets, compiled code, garbage. */
const MOST_GROWTH_MB = 120;
/** More than a few buffers of a socket that were on their way. */
const EARLY = 64 * 1024 * 1024;

let product: BuiltProduct;
let admin: Caller;
/** Every address that takes something. */
let posts: string[];

beforeAll(async () => {
  product = await BuiltProduct.start();
  admin = await product.signIn('administrator');
  const { body } = await product.request<{ paths: Record<string, object> }>('GET', '/api/docs/openapi.json');
  posts = Object.entries(body.paths).flatMap(([path, methods]) =>
    'post' in methods ? [path.replace(/\{\w+\}/g, '1')] : [],
  );
});
afterAll(() => product?.close());

/** Resident memory of the server, MB. */
async function memory(): Promise<number> {
  const status = await readFile(`/proc/${product.server.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
const files = async (): Promise<string[]> =>
  (await readdir(product.folder, { recursive: true }))
    .filter((name) => !/sqlite|-wal|-shm/.test(name))
    .sort();

describe('two gigabytes', () => {
  it('to any address are refused early, and the server stays as small as it was', async () => {
    expect(posts.length).toBeGreaterThan(50);
    const headers = { Cookie: admin.headers['cookie'] ?? '' };
    const before = { memory: await memory(), files: await files() };
    let largest = 0;
    for (const path of posts) {
      for (const chunked of [false, true]) {
        for (const kind of [formOf('anh.png'), { headers: { 'Content-Type': 'application/json' } }]) {
          const upload = {
            ...kind,
            headers: { ...kind.headers, ...headers },
            path,
            bytes: GIGABYTES_2,
            chunked,
          };
          const { status, body, sent } = await rawUpload(product.url, upload);
          const form = kind.headers['Content-Type'] !== 'application/json';
          // Where nothing is taken, nothing is read, and what was asked for is done.
          if (form && status < 300) continue;
          expect([path, Math.floor(status / 100)]).toEqual([path, 4]);
          expect(body.error?.message).toEqual({ vi: expect.any(String), en: expect.any(String) });
          expect(sent).toBeLessThan(EARLY);
          largest = Math.max(largest, await memory());
        }
      }
    }
    expect(largest - before.memory).toBeLessThan(MOST_GROWTH_MB);
    expect(await files()).toEqual(before.files);
  });

  it('that are sent to the end before the answer is read are thrown away as they come', async () => {
    const before = await memory();
    const growth: number[] = [];
    const watching = setInterval(() => void memory().then((now) => growth.push(now - before)), 200);
    const form = formOf('anh.png');
    const headers = { ...form.headers, Cookie: admin.headers['cookie'] ?? '' };
    const path = '/api/v1/guides/pictures';
    const upload = { ...form, headers, path, bytes: GIGABYTES_2, chunked: false, stubborn: true };
    const { status, sent } = await rawUpload(product.url, upload);
    clearInterval(watching);
    expect([status, sent]).toEqual([413, GIGABYTES_2]);
    expect(Math.max(0, ...growth)).toBeLessThan(MOST_GROWTH_MB);
    expect((await product.request('GET', '/api/health/ready')).status).toBe(200);
  });
});
