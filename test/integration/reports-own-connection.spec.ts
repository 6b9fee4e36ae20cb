import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/inventory/index.js';
import { openReadOnly, type ReadOnlyDatabase } from '../../src/platform/database/index.js';
import { writeTable } from '../../src/reports/export-tables.js';
import { startApp, type TestApp } from '../factories/app.js';

let app: TestApp;
let database: ReadOnlyDatabase;

beforeAll(async () => {
  app = await startApp();
  await app.enrol(await app.centerId('05362'), { name: 'Quầy Địa chính' });
  database = await openReadOnly(app.data);
});
afterAll(async () => {
  await database.close();
  await app.close();
});

describe('the connection that an export worker opens for itself', () => {
  it('reads what the server has committed, and writes the table from it', async () => {
    const filter = { provinceCode: '25', centerIds: [], words: [] };
    const request = { kind: 'devices' as const, filter, policy: DEFAULT_POLICY, now: app.clock.now() };
    let text = '';
    for await (const piece of writeTable(database.reader, request)) text += piece;
    expect(text).toContain('\r\nQuầy Địa chính,Xã Lạc Lương,,,Chưa rõ,');
  });

  it('cannot write', async () => {
    await expect(database.reader.rows('UPDATE device SET name = ? WHERE id = 1', ['x'])).rejects.toThrow(
      /readonly|read-only/,
    );
  });
});
