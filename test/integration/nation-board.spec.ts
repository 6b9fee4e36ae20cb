import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BoardDelta, BoardProvince, BoardView, ServerHello } from '../../src/contracts/api/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { EventReader } from '../fakes/event-reader.js';

const PHU_THO = '25';
const HA_NOI = '01';
const MOST_CENTERS_OF_NATION = 24;

let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp({ config: { provinceCode: 'all' } });
  technician = await app.signIn('technician');
});
afterAll(async () => {
  // `fetch` may hold a connection open that never carried a request; a stop would wait for it.
  app.app.getHttpServer().closeAllConnections();
  await app.close();
});

async function board(province?: string): Promise<BoardView> {
  const query = province === undefined ? '' : `?province=${province}`;
  return (await app.get(`/api/v1/board${query}`, technician)).body;
}

const streamOf = (province?: string): Promise<EventReader> =>
  EventReader.open(
    `${app.url}/api/v1/board/events${province === undefined ? '' : `?province=${province}`}`,
    technician.headers,
  );

async function pcIn(province: string, index: number): Promise<TestPc> {
  const { centers } = await board(province);
  const codes = centers.map(({ communeCode }) => communeCode).sort();
  return new TestPc(app, await app.enrol(await app.centerId(codes[index])));
}

const lineOf = (provinces: readonly BoardProvince[] | undefined, wanted: string): BoardProvince | undefined =>
  provinces?.find(({ code }) => code === wanted);

/** Nobody hears of it for so long that its silence is a fault, and the server is not blind meanwhile. */
async function fallSilent(): Promise<void> {
  for (let passed = 0; passed < 4 * 60; passed += 10) await app.advance(10_000);
}

describe('the board of a server for the nation', () => {
  it('tells the provinces, and of 3,321 centers only the worst', async () => {
    const view = await board();
    expect(view).toMatchObject({ scope: null, province: 'Cả nước' });
    expect(view.provinces).toHaveLength(34);
    expect(view.centers.length).toBeLessThanOrEqual(MOST_CENTERS_OF_NATION);
    expect(view.centers.length + view.centersMore).toBe(3321);
  });

  it('tells of one province its centers alone', async () => {
    const view = await board(HA_NOI);
    expect(view).toMatchObject({ scope: HA_NOI, provinces: [], centersMore: 0 });
    expect(view.province).toContain('Hà Nội');
    const { tones } = lineOf((await board()).provinces, HA_NOI)!;
    expect(Object.values(tones).reduce((sum, centers) => sum + centers)).toBe(view.centers.length);
  });

  it('has no board of a province that does not exist', async () => {
    expect((await app.get('/api/v1/board?province=99', technician)).status).toBe(404);
    expect((await app.get('/api/v1/board/events?province=99', technician)).status).toBe(404);
    expect((await app.get('/api/v1/board?province=H', technician)).status).toBe(400);
  });

  it('puts the worst center of any province, and its province, before all others', async () => {
    const pc = await pcIn(HA_NOI, 1);
    await pc.beat();
    await fallSilent();
    const view = await board();
    expect(view.centers[0]).toMatchObject({ id: pc.device.centerId, tone: 'problem' });
    expect(lineOf(view.provinces, HA_NOI)).toMatchObject({ tone: 'problem', devices: { silent: 1 } });
    expect(view.attention[0]).toMatchObject({ centerId: pc.device.centerId });
    expect((await board(PHU_THO)).attention).toHaveLength(0);
    await pc.beat();
  });
});

describe('the streams of a server for the nation', () => {
  it('names the pages of the server first, so that a screen can load new ones', async () => {
    const events = await streamOf(PHU_THO);
    expect((await events.next<ServerHello>('server')).data.version).not.toBe('');
    await events.next('board');
    await events.close();
  });

  it('tell a change to whoever looks at its province, and to the nation as a number', async () => {
    const nation = await streamOf();
    const here = await streamOf(PHU_THO);
    const elsewhere = await streamOf(HA_NOI);
    for (const stream of [nation, here, elsewhere]) await stream.next('board');
    const pc = await pcIn(PHU_THO, 3);
    await pc.beat();
    app.clock.advance(250);
    const told = await here.next<BoardDelta>('board');
    expect(told.data.centers).toMatchObject([{ id: pc.device.centerId, devices: { online: 1 } }]);
    expect(told.data.provinces).toBeUndefined();
    const summed = await nation.next<BoardDelta>('board');
    expect(summed.data.provinces).toHaveLength(1);
    expect(lineOf(summed.data.provinces, PHU_THO)?.devices.online).toBeGreaterThan(0);
    // The next thing that the other province hears of is its own.
    const other = await pcIn(HA_NOI, 4);
    await other.beat();
    app.clock.advance(250);
    const own = await elsewhere.next<BoardDelta>('board');
    expect(own.data.centers).toMatchObject([{ id: other.device.centerId }]);
    for (const stream of [nation, here, elsewhere]) await stream.close();
  });

  it('tell many changes at once, not one by one', async () => {
    const events = await streamOf(PHU_THO);
    await events.next('board');
    const pcs = [await pcIn(PHU_THO, 5), await pcIn(PHU_THO, 6), await pcIn(PHU_THO, 7)];
    for (const pc of pcs) await pc.beat();
    app.clock.advance(250);
    const told = await events.next<BoardDelta>('board');
    expect(told.data.centers.map(({ id }) => id).sort()).toEqual(
      pcs.map(({ device }) => device.centerId).sort(),
    );
    await events.close();
  });
});

describe('the search of a server for the nation', () => {
  it('finds a PC of any province by its name and its commune', async () => {
    const pc = await pcIn(HA_NOI, 8);
    const { centers } = await board(HA_NOI);
    const { name } = centers.find(({ id }) => id === pc.device.centerId)!;
    const { body } = await app.get(`/api/v1/search?q=${encodeURIComponent(`quay ${name}`)}`, technician);
    expect(body.devices).toContainEqual(expect.objectContaining({ id: pc.device.deviceId, center: name }));
  });
});
