import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ProbeObservation } from '../../src/contracts/agent/index.js';
import { Centers } from '../../src/inventory/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { factOf, kinds, onlyTicket, pass, ticket, tickets } from './support/timeline.js';

// Hours are lived through in steps of 15 s.
jest.setTimeout(60_000);

let app: TestApp;

beforeEach(async () => {
  app = await startApp();
  await watchWebSystem(app, 'hotich');
});
afterEach(() => app.close());

type Fault = Pick<ProbeObservation, 'phase' | 'code' | 'httpStatus'>;
const REFUSED: Fault = { phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null };
const BAD_GATEWAY: Fault = { phase: 'http', code: 'HTTP_SERVER_ERROR', httpStatus: 502 };
const PROGRAM = 'Phần mềm hộ tịch điện tử';
const WHOLE_PROVINCE = 'Toàn tỉnh';

/** A PC whose probe reaches the system. */
async function reachingPc(name: string, communeCode?: string): Promise<TestPc> {
  const pc = new TestPc(app, await app.enrol(await app.centerId(communeCode), { name }));
  pc.probed('hotich', {});
  await pc.beat();
  return pc;
}

const fails = (pc: TestPc, fault: Fault): void => pc.probed('hotich', { state: 'failed', ...fault });
const recovers = (pc: TestPc): void => pc.probed('hotich', {});

/** They notice it at the same moment, before the server has judged any of them. */
async function failTogether(...pcs: TestPc[]): Promise<void> {
  for (const pc of pcs) {
    fails(pc, REFUSED);
    await pc.send();
  }
  await app.settle();
}

describe('a web system that one PC does not reach while another does', () => {
  it.each([
    [
      'accepts and never answers',
      { phase: 'http', code: 'NO_ANSWER', httpStatus: null } as const,
      'máy chủ nhận kết nối nhưng không trả lời (HTTP)',
    ],
    ['answers 502', BAD_GATEWAY, 'máy chủ báo lỗi 502 (HTTP)'],
    [
      'has an expired certificate',
      { phase: 'tls', code: 'CERTIFICATE_EXPIRED', httpStatus: null } as const,
      'chứng chỉ bảo mật của trang đã hết hạn (TLS)',
    ],
    [
      'has an unknown name',
      { phase: 'dns', code: 'NAME_NOT_FOUND', httpStatus: null } as const,
      'không tìm thấy tên máy chủ (DNS)',
    ],
    ['refuses', REFUSED, 'máy chủ từ chối kết nối (TCP)'],
  ])('%s: one ticket about this PC that names the phase', async (_, fault, words) => {
    const [failing, other] = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2')];
    await pass(app, 30, failing, other);
    const since = app.clock.now();
    fails(failing, fault);
    await failing.beat();
    await pass(app, 15, failing, other);
    expect(await tickets(app)).toEqual([]);

    await pass(app, 75, failing, other);

    const view = await onlyTicket(app);
    expect(view).toMatchObject({ beganAt: since, place: 'Xã Lạc Lương · Quầy 1' });
    expect(view.title.vi).toBe(`${PROGRAM}: ${words} – máy này`);
    expect(factOf(view, 'Bước bị lỗi')).toBe(words);
    expect(factOf(view, 'Phạm vi')).toBe('máy này');
    expect(factOf(view, 'Nguồn phát hiện')).toBe('kiểm tra kết nối');
    expect(kinds(view)).toEqual(['opened']);
  });

  it('resolves the ticket by itself once the PC reaches it again', async () => {
    const [failing, other] = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2')];
    fails(failing, REFUSED);
    await pass(app, 60, failing, other);
    const { id } = await onlyTicket(app);
    recovers(failing);
    await pass(app, 60, failing, other);
    expect(await ticket(app, id)).toMatchObject({ status: 'resolved' });
    expect(await tickets(app)).toEqual([]);
  });

  it('words the ticket anew when another step fails, and opens no second one', async () => {
    const [failing, other] = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2')];
    fails(failing, REFUSED);
    await pass(app, 60, failing, other);
    const { id } = await onlyTicket(app);

    fails(failing, { phase: 'dns', code: 'NAME_NOT_FOUND', httpStatus: null });
    await pass(app, 60, failing, other);
    expect((await onlyTicket(app)).title.vi).toBe(`${PROGRAM}: không tìm thấy tên máy chủ (DNS) – máy này`);
    fails(failing, BAD_GATEWAY);
    await pass(app, 60, failing, other);

    const view = await onlyTicket(app);
    expect(view).toMatchObject({ id, status: 'new' });
    expect(view.title.vi).toBe(`${PROGRAM}: máy chủ báo lỗi 502 (HTTP) – máy này`);
    expect(kinds(view)).toEqual(['opened', 'evidence', 'evidence']);
  });

  it('takes what the browser tab sees into the same ticket', async () => {
    const [failing, other] = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2')];
    failing.sees('hotich', 'tab', 'load_failed');
    await pass(app, 60, failing, other);
    const { id, title } = await onlyTicket(app);
    expect(title.vi).toBe(`${PROGRAM}: trang không mở được trong trình duyệt – máy này`);
    fails(failing, REFUSED);
    await pass(app, 60, failing, other);
    const view = await onlyTicket(app);
    expect(view.id).toBe(id);
    expect(view.title.vi).toBe(`${PROGRAM}: máy chủ từ chối kết nối (TCP) – máy này`);
  });
});

describe('a web system that only one PC watches', () => {
  it('leaves open whose fault it is', async () => {
    const pc = await reachingPc('Quầy 1');
    fails(pc, REFUSED);
    await pass(app, 60, pc);
    const view = await onlyTicket(app);
    expect(view.title.vi).toBe(`${PROGRAM}: máy chủ từ chối kết nối (TCP) – chưa rõ phạm vi`);
    expect(view.place).toBe('Xã Lạc Lương · Quầy 1');
  });
});

describe('a web system that no PC reaches', () => {
  it('gets one ticket about the system when all fail together, resolved when all reach it again', async () => {
    const pcs = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2'), await reachingPc('Quầy 3')];
    await failTogether(...pcs);
    await pass(app, 90, ...pcs);
    const view = await onlyTicket(app);
    expect(view.title.vi).toBe(`${PROGRAM}: máy chủ từ chối kết nối (TCP) – hệ thống`);
    expect(view.place).toBe(WHOLE_PROVINCE);
    expect(view.members.map(({ name }) => name).sort()).toEqual(
      [1, 2, 3].map((n) => `Xã Lạc Lương · Quầy ${n}`),
    );

    pcs.forEach(recovers);
    await pass(app, 60, ...pcs);
    expect(await tickets(app)).toEqual([]);
    expect(await ticket(app, view.id)).toMatchObject({ status: 'resolved' });
    expect(await tickets(app, 'all')).toHaveLength(1);
  });

  it('widens the ticket of the PC that failed first and takes in the tickets of the others', async () => {
    const [first, second, last] = [
      await reachingPc('Quầy 1'),
      await reachingPc('Quầy 2'),
      await reachingPc('Quầy 3'),
    ];
    fails(first, REFUSED);
    await pass(app, 60, first, second, last);
    const firstTicket = await onlyTicket(app);
    fails(second, REFUSED);
    await pass(app, 60, first, second, last);
    expect((await tickets(app)).map(({ place }) => place).sort()).toEqual([
      'Xã Lạc Lương · Quầy 1',
      'Xã Lạc Lương · Quầy 2',
    ]);

    fails(last, BAD_GATEWAY);
    await pass(app, 60, first, second, last);

    const view = await onlyTicket(app);
    expect(view.id).toBe(firstTicket.id);
    expect(view.place).toBe(WHOLE_PROVINCE);
    expect(factOf(view, 'Phạm vi')).toBe('hệ thống');
    expect(view.members).toHaveLength(3);
    const [absorbed] = await tickets(app, 'resolved');
    expect((await ticket(app, absorbed!.id)).events.at(-1)?.text.vi).toContain(
      `Gộp vào phiếu ${view.number}`,
    );

    [first, second, last].forEach(recovers);
    await pass(app, 60, first, second, last);
    expect(await tickets(app)).toEqual([]);
  });

  it('stays one ticket until the last PC reaches it again', async () => {
    const [healed, still] = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2')];
    await failTogether(healed, still);
    await pass(app, 60, healed, still);
    const { id } = await onlyTicket(app);
    recovers(healed);
    await pass(app, 60, healed, still);
    const view = await onlyTicket(app);
    expect(view.id).toBe(id);
    expect(view.members.map(({ ended }) => ended !== null)).toEqual([true, false]);
    recovers(still);
    await pass(app, 60, healed, still);
    expect(await tickets(app)).toEqual([]);
  });

  it('does not count a PC that was switched off among those that reach it', async () => {
    const [failing, other] = [await reachingPc('Quầy 1'), await reachingPc('Quầy 2')];
    await other.goodbye('shutdown');
    fails(failing, REFUSED);
    await pass(app, 60, failing);
    expect(factOf(await onlyTicket(app), 'Phạm vi')).toBe('chưa rõ phạm vi');
  });
});

describe('a web system that fails in several centers', () => {
  it('is one ticket of the system, though PCs that have not probed yet still say they reach it', async () => {
    const codes = await communeCodes(4);
    const pcs = await Promise.all(codes.map((code) => reachingPc('Quầy 1', code)));
    for (const pc of pcs.slice(0, 3)) {
      fails(pc, REFUSED);
      await pass(app, 30, ...pcs);
    }
    await pass(app, 60, ...pcs);
    expect(await tickets(app)).toMatchObject([
      { place: WHOLE_PROVINCE, title: { vi: expect.stringContaining('hệ thống') } },
    ]);
  });
});

async function communeCodes(count: number): Promise<string[]> {
  const centers = await app.app.get(Centers).all();
  return centers.slice(0, count).map((center) => center.communeCode);
}
