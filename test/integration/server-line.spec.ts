/** Real: server, database, HTTP, the board. Played: twelve PCs of six centers, and a line that is cut on the server's side. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BoardCenter, BoardView, CenterView, DeviceView } from '../../src/contracts/api/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc } from '../factories/pc.js';
import { onlyTicket, pass, tickets } from './support/timeline.js';

jest.setTimeout(120_000);

let app: TestApp;
let technician: TestPerson;
const pcs: TestPc[] = [];

beforeAll(async () => {
  app = await startApp();
  technician = await app.signIn('technician');
  const codes = (await board()).centers.map(({ communeCode }) => communeCode).sort();
  for (const code of codes.slice(0, 6)) {
    for (const name of ['Quầy 1', 'Quầy 2'])
      pcs.push(new TestPc(app, await app.enrol(await app.centerId(code), { name })));
  }
  for (const pc of pcs) await pc.beat();
  await pass(app, 60, ...pcs);
});
afterAll(() => app.close());

const board = async (): Promise<BoardView> => (await app.get('/api/v1/board', technician)).body;
const tiles = async (): Promise<BoardCenter[]> => {
  const ids = new Set(pcs.map(({ device }) => device.centerId));
  return (await board()).centers.filter(({ id }) => ids.has(id));
};
const page = async <T>(path: string): Promise<T> => (await app.get<T>(path, technician)).body;

describe('a server that has lost its line', () => {
  it('says so on top of the board, and blames neither a PC nor a center', async () => {
    await pass(app, 150);
    expect(await onlyTicket(app)).toMatchObject({
      title: { vi: 'Máy chủ mất đường truyền: 6/6 trung tâm cùng im lặng' },
      priority: 'critical',
      place: 'Máy chủ Trực Ban',
    });
    const { attention } = await board();
    expect(attention).toMatchObject([{ tone: 'widespread', centerId: null, deviceId: null }]);
  });

  it('says why, and what to do about it', async () => {
    const { reasons, decisions } = await onlyTicket(app);
    expect(reasons.map(({ vi }) => vi).join(' ')).toMatch(
      /đường truyền hoặc mạng của máy chủ.*không máy nào/,
    );
    expect(decisions).toMatchObject([{ text: { vi: expect.stringMatching(/^Mở phiếu về chính máy chủ/) } }]);
  });

  it('shows what it cannot know as not known: tiles, counters and PCs', async () => {
    expect((await tiles()).map(({ tone }) => tone)).toEqual(Array(6).fill('unknown'));
    const [pc] = pcs;
    const device = await page<DeviceView>(`/api/v1/devices/${pc!.device.deviceId}`);
    expect(device).toMatchObject({ state: 'unheard', tone: 'unknown' });
    expect(device.sentence.vi).toMatch(/^Chưa rõ: máy chủ mất đường truyền, không nghe được máy này từ/);
    const center = await page<CenterView>(`/api/v1/centers/${pc!.device.centerId}`);
    expect(center.devices).toMatchObject([
      { state: 'unheard', tone: 'unknown', summary: { vi: 'Chưa rõ' } },
      { state: 'unheard', tone: 'unknown' },
    ]);
  });

  it('resolves its ticket when it hears again, and finds every PC as it was', async () => {
    await pass(app, 180, ...pcs);
    expect(await tickets(app)).toEqual([]);
    expect(await tickets(app, 'all')).toHaveLength(1);
    expect((await tiles()).map(({ tone }) => tone)).toEqual(Array(6).fill('ok'));
  });

  it('finds a center that stayed dark by itself, once its deadline has been granted anew', async () => {
    const [dark, ...others] = [pcs.slice(0, 2), ...pcs.slice(2)] as [TestPc[], ...TestPc[]];
    const heardAt = app.clock.now();
    await pass(app, 150);
    await pass(app, 240, ...others);
    const ticket = await onlyTicket(app);
    expect(ticket).toMatchObject({ beganAt: heardAt });
    expect(ticket.title.vi).toContain('trung tâm');
    expect((await tiles()).filter(({ tone }) => tone === 'problem').map(({ id }) => id)).toEqual([
      dark[0]!.device.centerId,
    ]);
  });
});
