import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PolicyService } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';
import { factOf, kinds, MINUTE, onlyTicket, pass, ticket, tickets, titles } from './support/timeline.js';

// Hours are lived through in steps of 15 s.
jest.setTimeout(120_000);

let app: TestApp;
let pcs: TestPc[];

beforeEach(async () => {
  app = await startApp();
  pcs = [];
});
afterEach(() => app.close());

const PLACE = 'Xã Lạc Lương';
const EITHER = 'Cả trung tâm mất kết nối: mất điện hoặc mất đường truyền';
const NARROW = 300;

/** A center with so many PCs, all online. */
async function center(count: number, communeCode?: string): Promise<TestPc[]> {
  const centerId = await app.centerId(communeCode);
  const made: TestPc[] = [];
  for (let n = 1; n <= count; n++) {
    const pc = new TestPc(app, await app.enrol(centerId, { name: `Quầy ${n}` }));
    await pc.beat();
    made.push(pc);
  }
  pcs.push(...made);
  return made;
}

/** The same PC after its power came back: another boot, another agent. */
async function startsAnew(pc: TestPc): Promise<TestPc> {
  const again = new TestPc(app, pc.device);
  await again.beat();
  return again;
}

async function restart(): Promise<void> {
  const { clock } = app;
  const data = await app.stop();
  clock.advance(5_000);
  app = await startApp({ clock, data });
  await app.settle();
  for (const pc of pcs) pc.app = app;
}

async function take(id: number): Promise<void> {
  const technician = await app.signIn('technician');
  const { version } = await ticket(app, id);
  await app.post(`/api/v1/tickets/${id}/assign`, { version, assigneeId: technician.id }, technician);
}

const notices = async (): Promise<number> =>
  (await app.app.get(Reader).row<{ n: number }>('SELECT COUNT(DISTINCT ticket_event_id) AS n FROM notice'))!
    .n;
const said = (view: { decisions: { text: { vi: string } }[] }): string =>
  view.decisions.map(({ text }) => text.vi).join('\n');

describe('a center whose PCs all fall silent', () => {
  it('gets one ticket and one notice, dated at the last report', async () => {
    const all = await center(4);
    await app.signIn('technician');
    await pass(app, 60, ...all);
    const darkSince = app.clock.now();

    await pass(app, 240);

    const view = await onlyTicket(app);
    expect(view).toMatchObject({ place: PLACE, beganAt: darkSince, priority: 'high' });
    expect(view.title.vi).toBe(EITHER);
    expect(view.members).toHaveLength(4);
    expect(await tickets(app, 'all')).toHaveLength(1);
    expect(await notices()).toBe(1);
    expect(said(view)).toContain('4/4 máy của trung tâm cùng mất kết nối trong vòng 3 phút');
  });

  it('of two PCs counts as dark when both do', async () => {
    const [one, two] = await center(2);
    await pass(app, 60, one!, two!);
    await pass(app, 180);
    expect(await onlyTicket(app)).toMatchObject({ place: PLACE, title: { vi: EITHER } });
  });

  it('half of it is enough, less is not', async () => {
    const all = await center(6);
    await pass(app, 60, ...all);
    await pass(app, 240, ...all.slice(3));
    const view = await onlyTicket(app);
    expect(view.members).toHaveLength(3);
    expect(view.title.vi).toBe(EITHER);
  });

  it('two of six are two PCs', async () => {
    const all = await center(6);
    await pass(app, 60, ...all);
    await pass(app, 240, ...all.slice(2));
    expect(titles(await tickets(app))).toEqual(['Máy mất kết nối', 'Máy mất kết nối']);
  });

  it('blames no other center', async () => {
    const dark = await center(3);
    const other = await center(3, '05329');
    await pass(app, 60, ...dark, ...other);
    await pass(app, 240, ...other);
    expect(await onlyTicket(app)).toMatchObject({ place: PLACE });
  });

  it('keeps its one ticket when the server restarts in the middle, before and after it opened', async () => {
    const all = await center(3);
    await pass(app, 60, ...all);
    await pass(app, 105);
    await restart();
    await pass(app, 300);
    const { id } = await onlyTicket(app);
    await restart();
    await pass(app, 300);
    expect(await onlyTicket(app)).toMatchObject({ id, title: { vi: EITHER } });
    for (const pc of all) await startsAnew(pc);
    await pass(app, 30);
    expect(await tickets(app)).toEqual([]);
    expect(await tickets(app, 'all')).toHaveLength(1);
  });
});

describe('one silent PC of a center with several', () => {
  it('waits for the others as long as the policy says, then has a ticket of its own, with its true start', async () => {
    const [gone, ...others] = await center(4);
    await pass(app, 60, gone!, ...others);
    const lastHeard = app.clock.now();
    await pass(app, 135, ...others);
    expect(await tickets(app)).toEqual([]);
    await pass(app, 15, ...others);
    const view = await onlyTicket(app);
    expect(view).toMatchObject({ place: `${PLACE} · Quầy 1`, beganAt: lastHeard });
    expect(said(view)).toContain('Đã chờ 40 giây');
  });

  it('waits for nobody when the policy says so', async () => {
    const [gone, ...others] = await center(4);
    await app.app
      .get(PolicyService)
      .set('center.gatherSeconds', '0', { name: 'test', userId: null }, app.clock.now());
    await pass(app, 60, gone!, ...others);
    await pass(app, 105, ...others);
    expect(await onlyTicket(app)).toMatchObject({ place: `${PLACE} · Quầy 1` });
  });

  it('that is back before it has waited is nobody’s trouble', async () => {
    const [gone, ...others] = await center(4);
    await pass(app, 60, gone!, ...others);
    await pass(app, 120, ...others);
    await app.advance(10_000);
    await gone!.beat();
    await pass(app, 120, gone!, ...others);
    expect(await tickets(app, 'all')).toEqual([]);
  });

  it('long before the center goes dark keeps its own ticket', async () => {
    const [early, ...others] = await center(5);
    await pass(app, 60, early!, ...others);
    await pass(app, 600, ...others);
    const own = await onlyTicket(app);
    await pass(app, 240);
    const open = await tickets(app);
    expect(open.map(({ place }) => place).sort()).toEqual([PLACE, `${PLACE} · Quầy 1`]);
    expect(await ticket(app, own.id)).toMatchObject({ status: 'new' });
  });
});

describe('power or line', () => {
  it('is power when PCs start anew without having said goodbye', async () => {
    const all = await center(4);
    await pass(app, 60, ...all);
    await pass(app, 300);
    const { id } = await onlyTicket(app);
    const back = [await startsAnew(all[0]!), await startsAnew(all[1]!)];
    await pass(app, 30, ...back);
    const view = await ticket(app, id);
    expect(view.title.vi).toBe('Cả trung tâm mất kết nối: mất điện');
    expect(said(view)).toContain('khởi động lại mà không báo tắt');
  });

  it('is the line when PCs ran all the time and tell what they saw, though all come back at once', async () => {
    await watchWebSystem(app, 'hotich');
    const all = await center(3);
    for (const pc of all) pc.probed('hotich', {});
    await pass(app, 60, ...all);
    const lost = app.clock.now() + MINUTE / 60;
    await pass(app, 300);
    const { id } = await onlyTicket(app);
    for (const pc of all) {
      pc.history = [
        {
          ...{ id: 'hotich', source: 'probe', state: 'failed', from: lost, until: app.clock.now() - 1000 },
          ...{ phase: 'tcp', code: 'NETWORK_UNREACHABLE', httpStatus: null },
        },
      ];
      pc.probed('hotich', {});
      await pc.beat();
    }
    await pass(app, 30, ...all);
    const view = await ticket(app, id);
    expect(view.title.vi).toBe('Cả trung tâm mất kết nối: mất đường truyền');
    expect(view.status).toBe('resolved');
    expect(await tickets(app, 'all')).toHaveLength(1);
  });
});

describe('a member that outlives its parent', () => {
  it('has a ticket of its own, once, with its true start, after the others have been back for a while', async () => {
    const all = await center(4);
    await pass(app, 60, ...all);
    const darkSince = app.clock.now();
    await pass(app, 300);
    const common = await onlyTicket(app);
    const back = await Promise.all(all.slice(1).map((pc) => startsAnew(pc)));
    await pass(app, NARROW - 30, ...back);
    expect(await onlyTicket(app)).toMatchObject({ id: common.id });

    await pass(app, 120, ...back);

    const own = await onlyTicket(app);
    expect(own.id).not.toBe(common.id);
    expect(own).toMatchObject({ place: `${PLACE} · Quầy 1`, beganAt: darkSince });
    expect(kinds(own)).toEqual(['opened']);
    expect(said(own)).toContain('có phiếu riêng');
    expect(await ticket(app, common.id)).toMatchObject({ status: 'resolved' });
    await pass(app, 600, ...back);
    expect(await tickets(app, 'all')).toHaveLength(2);
  });

  it('joins again when the parent comes back within the window, and the parent is reopened', async () => {
    const all = await center(4);
    await pass(app, 60, ...all);
    await pass(app, 300);
    const common = await onlyTicket(app);
    const back = await Promise.all(all.slice(1).map((pc) => startsAnew(pc)));
    await pass(app, NARROW + 120, ...back);
    const own = await onlyTicket(app);
    await pass(app, 240);
    const open = await tickets(app);
    expect(open.map(({ id }) => id).sort()).toContain(common.id);
    const again = await ticket(app, common.id);
    expect(again.events.at(-1)?.kind).toBe('reopened');
    expect(again.title.vi).toContain('Cả trung tâm');
    expect(open.map(({ id }) => id).filter((id) => id !== common.id && id !== own.id)).toEqual([]);
  });
});

describe('a parent that is learned late', () => {
  /** Four PCs that go one after the other, a minute apart, with the tickets of the first before the rest. */
  async function oneAfterTheOther(): Promise<TestPc[]> {
    const all = await center(4);
    await app.signIn('technician');
    await app.app
      .get(PolicyService)
      .set('center.gatherSeconds', '0', { name: 'test', userId: null }, app.clock.now());
    await pass(app, 60, ...all);
    await pass(app, 60, ...all.slice(1));
    await pass(app, 60, ...all.slice(2));
    await pass(app, 45, ...all.slice(2));
    return all;
  }

  it('takes in the tickets that are open for its members, with one line and without another mail', async () => {
    await oneAfterTheOther();
    const before = await tickets(app);
    expect(before).toHaveLength(2);
    const mailed = await notices();

    await pass(app, 150);

    const view = await onlyTicket(app);
    expect(view).toMatchObject({ place: PLACE, title: { vi: EITHER } });
    expect(before.map(({ id }) => id)).toContain(view.id);
    const [taken] = await tickets(app, 'resolved');
    const absorbed = await ticket(app, taken!.id);
    expect(kinds(absorbed)).toEqual(['opened', 'absorbed']);
    expect(factOf(absorbed, 'Đã gộp vào phiếu')).toBe(view.number);
    expect(factOf(view, 'Phiếu đã gộp vào')).toBe(absorbed.number);
    expect(await notices()).toBe(mailed + 1);
  });

  it('leaves a ticket that a person has taken to that person, and links it', async () => {
    await oneAfterTheOther();
    const [first, second] = (await tickets(app)).sort((a, b) => a.id - b.id);
    await take(second!.id);
    await pass(app, 150);
    const linked = await ticket(app, second!.id);
    expect(linked).toMatchObject({ status: 'in_progress' });
    expect(factOf(linked, 'Đã gộp vào phiếu')).toBe(first!.number);
    expect((await ticket(app, first!.id)).title.vi).toBe(EITHER);
  });

  it('gives a member its old ticket back when it outlives the parent', async () => {
    const all = await oneAfterTheOther();
    const [, second] = (await tickets(app)).sort((a, b) => a.id - b.id);
    await pass(app, 150);
    const back = await Promise.all([all[0]!, all[2]!, all[3]!].map((pc) => startsAnew(pc)));
    await pass(app, NARROW + 60, ...back);
    const own = await onlyTicket(app);
    expect(own.id).toBe(second!.id);
    expect(kinds(own)).toEqual(['opened', 'absorbed', 'reopened']);
    expect(own.place).toBe(`${PLACE} · Quầy 2`);
  });
});

describe('a PC that is moved to another center while it is a member', () => {
  it('leaves the ticket of the center it stood in as soon as it is heard elsewhere', async () => {
    const all = await center(3);
    await pass(app, 60, ...all);
    await pass(app, 240);
    const { id } = await onlyTicket(app);
    const moved = new TestPc(
      app,
      await app.enrol(await app.centerId('05329'), { name: 'Quầy 1', hardware: all[0]!.device.hardware }),
    );
    expect(moved.device.deviceId).toBe(all[0]!.device.deviceId);
    await moved.beat();
    await pass(app, 60, moved);
    const view = await ticket(app, id);
    expect(view).toMatchObject({ status: 'new', place: PLACE });
    expect(view.members.map(({ ended }) => ended !== null)).toEqual([true, false, false]);
    await pass(app, 240);
    expect((await tickets(app)).map(({ place }) => place).length).toBe(2);
  });
});
