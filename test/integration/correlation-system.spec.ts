import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Centers, Programs } from '../../src/inventory/index.js';
import { DEFAULT_PROGRAMS } from '../../src/inventory/default-programs.js';
import { DEPENDENCIES } from '../../src/incidents/policies/dependencies.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { factOf, kinds, onlyTicket, pass, ticket, tickets, titles } from './support/timeline.js';

// Hours are lived through in steps of 15 s.
jest.setTimeout(120_000);

let app: TestApp;
let pcs: TestPc[];
/** By center, then by counter. */
let centers: TestPc[][];

beforeEach(async () => {
  app = await startApp();
  pcs = [];
  centers = [];
  await watchWebSystem(app, 'hotich');
});
afterEach(() => app.close());

const PROGRAM = 'Phần mềm hộ tịch điện tử';
const REFUSED = `${PROGRAM}: máy chủ từ chối kết nối (TCP)`;
const PROVINCE = 'Toàn tỉnh';
const NARROW = 300;

const fails = (pc: TestPc, system = 'hotich'): void =>
  pc.probed(system, { state: 'failed', phase: 'tcp', code: 'CONNECTION_REFUSED', httpStatus: null });
const reaches = (pc: TestPc, system = 'hotich'): void => pc.probed(system, {});

/** Centers with so many PCs each, all of which reach the system. */
async function province(...counts: number[]): Promise<void> {
  const all = await app.app.get(Centers).all();
  for (const [index, count] of counts.entries()) {
    const here: TestPc[] = [];
    for (let n = 1; n <= count; n++) here.push(await newPc(all[index]!.id, `Quầy ${n}`));
    centers.push(here);
  }
}

async function newPc(centerId: number, name: string): Promise<TestPc> {
  const pc = new TestPc(app, await app.enrol(centerId, { name }));
  reaches(pc);
  await pc.beat();
  pcs.push(pc);
  return pc;
}

async function restart(): Promise<void> {
  const { clock } = app;
  const data = await app.stop();
  clock.advance(5_000);
  app = await startApp({ clock, data });
  await app.settle();
  for (const pc of pcs) pc.app = app;
}

const said = (view: { decisions: { text: { vi: string } }[] }): string =>
  view.decisions.map(({ text }) => text.vi).join('\n');

describe('a system that fails in several centers', () => {
  it('is one widespread incident with the list of its centers; who notices later joins in silence', async () => {
    await province(2, 2, 2, 1);
    centers.slice(0, 3).forEach(([first]) => fails(first!));
    await pass(app, 75, ...pcs);
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ place: PROVINCE, priority: 'critical' });
    expect(view.title.vi).toBe(`${REFUSED} – hệ thống`);
    expect(factOf(view, 'Trung tâm bị ảnh hưởng')).toMatch(/^3: /);

    pcs.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);

    const wide = await onlyTicket(app);
    expect(wide.id).toBe(view.id);
    expect(wide.members).toHaveLength(7);
    expect(factOf(wide, 'Trung tâm bị ảnh hưởng')).toMatch(/^4: /);
    expect(said(wide)).toContain('không báo riêng');
    expect(await tickets(app, 'all')).toHaveLength(1);
  });

  it('takes in a hung page of the same system, there already or new', async () => {
    await province(1, 1, 1);
    pcs[0]!.sees('hotich', 'tab', 'not_responding');
    await pass(app, 75, ...pcs);
    await onlyTicket(app);
    pcs.forEach((pc) => fails(pc));
    await pass(app, 75, ...pcs);
    pcs[1]!.sees('hotich', 'tab', 'not_responding');
    await pass(app, 90, ...pcs);
    expect(await onlyTicket(app)).toMatchObject({ place: PROVINCE });
  });

  it('is one ticket for each of two systems that are down at once', async () => {
    await watchWebSystem(app, 'motcua');
    await province(2, 2, 2);
    for (const pc of pcs) reaches(pc, 'motcua');
    await pass(app, 30, ...pcs);
    for (const pc of pcs) {
      fails(pc);
      fails(pc, 'motcua');
    }
    await pass(app, 120, ...pcs);
    expect((await tickets(app)).map(({ place }) => place)).toEqual([PROVINCE, PROVINCE]);
    pcs.forEach((pc) => reaches(pc));
    await pass(app, 60, ...pcs);
    expect((await onlyTicket(app)).title.vi).toContain('một cửa');
    expect(await tickets(app, 'all')).toHaveLength(2);
  });

  it('survives a restart of the server in the middle', async () => {
    await province(1, 1, 1);
    pcs.forEach((pc) => fails(pc));
    await pass(app, 15, ...pcs);
    await restart();
    await pass(app, 75, ...pcs);
    const { id } = await onlyTicket(app);
    await restart();
    await pass(app, 90, ...pcs);
    expect(await onlyTicket(app)).toMatchObject({ id, place: PROVINCE });
  });
});

describe('a system that only one center does not reach', () => {
  it('is one ticket of that center', async () => {
    await province(3, 2);
    centers[0]!.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const view = await onlyTicket(app);
    expect(view.title.vi).toBe(`${REFUSED} – cả trung tâm`);
    expect(view.place).not.toBe(PROVINCE);
    expect(view.place).not.toContain('·');
    expect(view.members).toHaveLength(3);
    expect(said(view)).toContain('2 máy ở nơi khác vẫn vào được');
  });

  it('is the PC’s trouble as long as another PC of the center reaches it', async () => {
    await province(3, 2);
    centers[0]!.slice(0, 2).forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    expect(titles(await tickets(app))).toEqual([`${REFUSED} – máy này`, `${REFUSED} – máy này`]);
  });

  it('becomes the system’s when other centers fail too, and takes the center’s ticket along', async () => {
    await province(2, 2, 2);
    centers[0]!.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const { id } = await onlyTicket(app);
    pcs.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ id, place: PROVINCE });
    expect(said(view)).toContain('Mở rộng phạm vi phiếu');
  });
});

describe('a widespread incident that shrinks', () => {
  it('narrows to the only center that is left, then to the only PC, on the same ticket', async () => {
    await province(2, 2, 2);
    pcs.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const { id } = await onlyTicket(app);
    [...centers[1]!, ...centers[2]!].forEach((pc) => reaches(pc));
    await pass(app, NARROW - 30, ...pcs);
    expect(await onlyTicket(app)).toMatchObject({ id, place: PROVINCE });

    await pass(app, 90, ...pcs);
    const ofCenter = await onlyTicket(app);
    expect(ofCenter.id).toBe(id);
    expect(ofCenter.title.vi).toBe(`${REFUSED} – cả trung tâm`);

    reaches(centers[0]![0]!);
    await pass(app, NARROW + 60, ...pcs);
    const ofPc = await onlyTicket(app);
    expect(ofPc.id).toBe(id);
    expect(ofPc.title.vi).toBe(`${REFUSED} – máy này`);
    expect(ofPc.place).toContain('· Quầy 2');
    expect(said(ofPc)).toContain('chỉ còn một máy bị lỗi');

    pcs.forEach((pc) => reaches(pc));
    await pass(app, 60, ...pcs);
    expect(await tickets(app)).toEqual([]);
    expect(await tickets(app, 'all')).toHaveLength(1);
  });

  it('gives each PC that is left in several centers its own ticket, once, with its true start', async () => {
    await province(2, 2, 2);
    const since = app.clock.now();
    pcs.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const common = await onlyTicket(app);
    const left = [centers[0]![0]!, centers[1]![0]!];
    pcs.filter((pc) => !left.includes(pc)).forEach((pc) => reaches(pc));
    await pass(app, 60, ...pcs);
    await restart();
    await pass(app, NARROW + 60, ...pcs);
    const own = await tickets(app);
    expect(own).toMatchObject([{ beganAt: since }, { beganAt: since }]);
    expect(own.every(({ title }) => title.vi.endsWith('máy này'))).toBe(true);
    expect(await ticket(app, common.id)).toMatchObject({ status: 'resolved' });
    await pass(app, 300, ...pcs);
    expect(await tickets(app, 'all')).toHaveLength(3);
  });

  it('makes no tickets for PCs that cannot be heard when the system is back', async () => {
    await province(2, 2, 2);
    pcs.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const heard = [...centers[1]!, ...centers[2]!];
    await pass(app, 240, ...heard);
    heard.forEach((pc) => reaches(pc));
    await pass(app, NARROW + 120, ...heard);
    expect(titles(await tickets(app))).toEqual(['Cả trung tâm mất kết nối: mất điện hoặc mất đường truyền']);
    pcs.forEach((pc) => reaches(pc));
    await pass(app, 60, ...pcs);
    expect(await tickets(app)).toEqual([]);
  });

  it('is reopened when the system fails again within the window', async () => {
    await province(1, 1, 1);
    pcs.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const { id } = await onlyTicket(app);
    pcs.forEach((pc) => reaches(pc));
    await pass(app, 60, ...pcs);
    expect(await tickets(app)).toEqual([]);
    pcs.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const again = await onlyTicket(app);
    expect(again.id).toBe(id);
    expect(said(again)).toContain('mở lại phiếu cũ');
  });
});

describe('a scope that is not known yet', () => {
  async function unknown(): Promise<number> {
    await province(1);
    fails(pcs[0]!);
    await pass(app, 60, ...pcs);
    const view = await onlyTicket(app);
    expect(view.title.vi).toBe(`${REFUSED} – chưa rõ phạm vi`);
    return view.id;
  }

  it('becomes the PC’s when a second PC turns up that reaches the system', async () => {
    const id = await unknown();
    await newPc(pcs[0]!.device.centerId, 'Quầy 2');
    await pass(app, 60, ...pcs);
    const view = await onlyTicket(app);
    expect(view.id).toBe(id);
    expect(view.title.vi).toBe(`${REFUSED} – máy này`);
    expect(said(view)).toContain('1 máy khác vào được hệ thống');
  });

  it('becomes the system’s when a second PC fails to reach it', async () => {
    const id = await unknown();
    fails(await newPc(pcs[0]!.device.centerId, 'Quầy 2'));
    await pass(app, 90, ...pcs);
    const view = await onlyTicket(app);
    expect(view.id).toBe(id);
    expect(view.title.vi).toBe(`${REFUSED} – hệ thống`);
  });
});

describe('a PC that is moved to another center while it hangs on the ticket of its own', () => {
  it('leaves it', async () => {
    await province(3, 2);
    centers[0]!.forEach((pc) => fails(pc));
    await pass(app, 90, ...pcs);
    const { id } = await onlyTicket(app);
    const old = pcs.shift()!;
    await old.goodbye('shutdown');
    const elsewhere = centers[1]![0]!.device.centerId;
    await pass(app, 120, ...pcs);
    const moved = new TestPc(
      app,
      await app.enrol(elsewhere, { name: 'Quầy 9', hardware: old.device.hardware }),
    );
    fails(moved);
    pcs.push(moved);
    await pass(app, 90, ...pcs);
    const open = await tickets(app);
    expect(open.map(({ title }) => title.vi).sort()).toEqual(
      [`${REFUSED} – cả trung tâm`, `${REFUSED} – máy này`].sort(),
    );
    expect((await ticket(app, id)).members.filter(({ ended }) => ended === null)).toHaveLength(2);
  });
});

describe('a page that needs the signing helper', () => {
  const HELPER = 'Ký số Ban Cơ yếu (VGCA Sign Service) không chạy';

  beforeEach(async () => {
    await watchWebSystem(app, 'motcua');
    await app.app.get(Programs).enable('vgca-sign', { name: 'test', userId: null }, app.clock.now());
    await province(1, 1);
    for (const pc of pcs) pc.sees('vgca-sign', 'process', 'ok');
    await pass(app, 30, ...pcs);
  });

  it('hangs on the helper’s ticket, whichever was seen first, and on its own PC alone', async () => {
    const [pc, other] = pcs as [TestPc, TestPc];
    pc.sees('motcua', 'tab', 'not_responding');
    other.sees('motcua', 'tab', 'not_responding');
    pc.sees('vgca-sign', 'process', 'missing');
    await pass(app, 90, ...pcs);
    expect(await tickets(app)).toHaveLength(2);
    await pass(app, 180, ...pcs);
    const open = await tickets(app);
    expect(titles(open).sort()).toEqual([HELPER, 'Phần mềm một cửa của tỉnh bị treo'].sort());
    const parent = await ticket(app, open.find(({ title }) => title.vi === HELPER)!.id);
    expect(parent.members).toHaveLength(2);
    const [taken] = await tickets(app, 'resolved');
    expect(factOf(await ticket(app, taken!.id), 'Đã gộp vào phiếu')).toBe(parent.number);
  });

  it('hangs there from the start when the helper went first, and is resolved with it', async () => {
    const [pc] = pcs as [TestPc];
    pc.sees('vgca-sign', 'process', 'missing');
    await pass(app, 240, ...pcs);
    pc.sees('motcua', 'tab', 'not_responding');
    await pass(app, 120, ...pcs);
    expect((await onlyTicket(app)).title.vi).toBe(HELPER);
    pc.sees('vgca-sign', 'process', 'ok');
    pc.sees('motcua', 'tab', 'ok');
    await pass(app, 60, ...pcs);
    expect(await tickets(app)).toEqual([]);
    expect(await tickets(app, 'all')).toHaveLength(1);
  });

  it('comes back alone, with its true start, when it still hangs a while after the helper is back', async () => {
    const [pc] = pcs as [TestPc];
    pc.sees('vgca-sign', 'process', 'missing');
    await pass(app, 240, ...pcs);
    const hungSince = app.clock.now();
    pc.sees('motcua', 'tab', 'not_responding');
    await pass(app, 120, ...pcs);
    const parent = await onlyTicket(app);
    pc.sees('vgca-sign', 'process', 'ok');
    await pass(app, NARROW + 90, ...pcs);
    const own = await onlyTicket(app);
    expect(own.id).not.toBe(parent.id);
    expect(own).toMatchObject({ beganAt: hungSince });
    expect(kinds(own)).toEqual(['opened']);
    expect(await ticket(app, parent.id)).toMatchObject({ status: 'resolved' });
  });

  it('is named in the policy only with programs that are shipped', () => {
    const known = DEFAULT_PROGRAMS.map(({ id }) => id);
    for (const { from, hides } of DEPENDENCIES)
      for (const thing of [from.thing, ...hides.things]) expect(known).toContain(thing);
  });
});
