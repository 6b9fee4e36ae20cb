import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BuiltProduct } from '../factories/built-product.js';

let product: BuiltProduct;

beforeAll(async () => {
  product = await BuiltProduct.start();
}, 60_000);
afterAll(() => product.close());

describe('a server that is started and ended', () => {
  it('prints the one-time link to the first administrator, and is ready', async () => {
    const link = new URL(await product.setupLink());
    const status = await product.request('GET', `/api/v1/setup${link.search}`);
    expect(status.body).toEqual({ valid: true, reason: 'ok' });
    expect((await product.request('GET', '/api/health/ready')).status).toBe(200);
  });

  it('refuses to be a second server on the same data', async () => {
    const second = BuiltProduct.start({ TRUCBAN_DATA_DIR: product.folder }, product.folder);
    await expect(second).rejects.toThrow(/another server runs on .*TRUCBAN_DATA_DIR/s);
  }, 30_000);

  it('ends cleanly when it is told to, with live pages open', async () => {
    const technician = await product.signIn('technician');
    const stream = await fetch(`${product.url}/api/v1/board/events`, { headers: technician.headers });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const told = Date.now();
    await product.server.end('SIGTERM');
    expect(product.server.child.exitCode).toBe(0);
    expect(Date.now() - told).toBeLessThan(8_000);
    expect(product.server.printed).not.toContain('"level":"error"');
    await stream.body?.cancel().catch(() => undefined);
  }, 20_000);
});
