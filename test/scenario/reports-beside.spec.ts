import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CertificateList, DeviceAgeList } from '../../src/contracts/api/index.js';
import { ENTITIES } from '../../src/app.module.js';
import { Config } from '../../src/platform/config/index.js';
import { UnitOfWork } from '../../src/platform/database/index.js';
import { openDatabase } from '../../src/platform/database/database.module.js';
import type { Caller } from '../factories/app.js';
import { BuiltProduct } from '../factories/built-product.js';
import { freshData, type TestData } from '../factories/database.js';

const PCS = 66_420;
/** A thread that makes a report in two pieces lets others through once in between, however long they take. */
const ANSWERS_OF_A_FREE_SERVER = 4;

let data: TestData;
let product: BuiltProduct;
let technician: Caller;

beforeAll(async () => {
  data = await freshData();
  const settings: Record<string, string> = { TRUCBAN_DATA_DIR: data.dataDir };
  if (data.databaseUrl !== null) settings.TRUCBAN_DATABASE_URL = data.databaseUrl;
  product = await BuiltProduct.start(settings, data.dataDir);
  technician = await product.signIn('technician');
  await enrolMany();
}, 180_000);
afterAll(async () => {
  await product.close();
  await data.remove();
});

/** Rows as enrolment leaves them, all at once. */
async function enrolMany(): Promise<void> {
  const { dataDir, databaseUrl } = data;
  const config = new Config(
    '127.0.0.1',
    0,
    dataDir,
    databaseUrl,
    'http://localhost:0',
    '25',
    null,
    '',
    'inline',
  );
  const { write, read, dialect } = await openDatabase(config, ENTITIES);
  await new UnitOfWork(write, dialect).run((tx) =>
    tx.run(
      `INSERT INTO device (center_id, name, folded, platform, agent_version, token_hash, enrolled_at)
       WITH RECURSIVE pc (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM pc WHERE i < ${PCS})
       SELECT 1 + i % 100, 'Máy quầy ' || i, 'may quay ' || i, 'windows', '0.1.0', 'token ' || i, 1 FROM pc`,
    ),
  );
  if (read !== write) await read.destroy();
  await write.destroy();
}

/** How many health checks, one after the other, are answered before `work` is done. */
async function answersDuring<T>(work: Promise<T>): Promise<{ answers: number; done: T }> {
  let over = false;
  const done = work.finally(() => (over = true));
  let answers = 0;
  while (!over) {
    const { status } = await product.request('GET', '/api/health/live');
    expect(status).toBe(200);
    if (!over) answers += 1;
  }
  return { answers, done: await done };
}

const report = <T>(path: string): Promise<{ status: number; body: T }> =>
  product.request<T>('GET', `/api/v1/reports/${path}`, undefined, technician);
const file = (signal?: AbortSignal): Promise<Response> =>
  fetch(`${product.url}/api/v1/reports/devices.csv`, {
    headers: technician.headers,
    ...(signal ? { signal } : {}),
  });

describe('while a report of a nation is made, the server answers others:', () => {
  it('a page of PCs', async () => {
    const { answers, done } = await answersDuring(report<DeviceAgeList>('devices?q=may&page=1000'));
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ total: PCS, page: 1000, pages: 1329, unknownAge: PCS });
    expect(done.body.rows).toHaveLength(50);
    expect(answers).toBeGreaterThanOrEqual(ANSWERS_OF_A_FREE_SERVER);
  }, 60_000);

  it('a page of certificates', async () => {
    const { status, body } = await report<CertificateList>('certificates');
    expect([status, body.total]).toEqual([200, 0]);
  }, 60_000);

  it('a file of all PCs', async () => {
    const { answers, done } = await answersDuring(file().then((answer) => answer.text()));
    expect(done.trimEnd().split('\r\n')).toHaveLength(PCS + 1);
    expect(answers).toBeGreaterThanOrEqual(ANSWERS_OF_A_FREE_SERVER);
  }, 60_000);

  it('files that nobody waits for any more end their work, and make room for others', async () => {
    for (let asked = 0; asked < 6; asked++) {
      const gone = new AbortController();
      const answer = await file(gone.signal);
      expect(answer.status).toBe(200);
      await answer.body?.getReader().read();
      gone.abort();
    }
    expect((await file()).status).toBe(200);
  }, 60_000);

  it('several pages at once', async () => {
    const pages = [1, 2, 3, 1329].map((page) => report<DeviceAgeList>(`devices?page=${page}`));
    const rows = (await Promise.all(pages)).map(({ body }) => body.rows.length);
    expect(rows).toEqual([50, 50, 50, 20]);
  }, 60_000);
});
