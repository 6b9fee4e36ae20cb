import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TicketList, TicketView } from '../../src/contracts/api/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { TestPc, watchWebSystem } from '../factories/pc.js';

let app: TestApp;
let technician: TestPerson;

beforeAll(async () => {
  app = await startApp();
  technician = await app.signIn('technician');
  await watchWebSystem(app, 'hotich');
});
afterAll(() => app.close());

const tickets = async (status = 'open'): Promise<TicketList['rows']> =>
  (await app.get<TicketList>(`/api/v1/tickets?status=${status}`, technician)).body.rows;
const ticket = async (id: number): Promise<TicketView> =>
  (await app.get<TicketView>(`/api/v1/tickets/${id}`, technician)).body;

describe('a page that stops answering', () => {
  let pc: TestPc;
  let id: number;

  it('opens one ticket once it has lasted, dated when it truly began', async () => {
    pc = new TestPc(app, await app.enrol(undefined, { name: 'Quầy 3' }));
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await pc.live(60);
    const hungSince = app.clock.now();
    pc.sees('hotich', 'tab', 'not_responding', hungSince);
    await pc.beat();
    await app.advance(59_000);
    expect(await tickets()).toEqual([]);

    await app.advance(1_000);

    const [row, ...others] = await tickets();
    expect(others).toEqual([]);
    expect(row).toMatchObject({ beganAt: hungSince, status: 'new', place: 'Xã Lạc Lương · Quầy 3' });
    expect(row?.title.vi).toContain('bị treo');
    id = row!.id;
    const view = await ticket(id);
    expect(view.facts.map((fact) => fact.value.vi)).toContain('thẻ trình duyệt');
    expect(view.reasons.length).toBeGreaterThan(0);
  });

  it('does not open a second one however often the PC repeats it', async () => {
    await pc.live(120);
    expect(await tickets()).toHaveLength(1);
  });

  it('resolves itself when the page answers again, and says so', async () => {
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await app.advance(11_000);
    expect(await tickets()).toEqual([]);
    const view = await ticket(id);
    expect(view).toMatchObject({ status: 'resolved', assignee: null });
    expect(view.events.at(-1)).toMatchObject({ kind: 'resolved', actor: null });
    expect(view.events.at(-1)?.text.vi).toContain('Tự xử lý');
  });

  it('reopens the same ticket when it comes back soon', async () => {
    await pc.live(60);
    pc.sees('hotich', 'tab', 'not_responding');
    await pc.beat();
    await pc.live(60);
    expect(await tickets()).toMatchObject([{ id, status: 'new' }]);
    expect((await ticket(id)).events.at(-1)?.kind).toBe('reopened');
  });

  it('leaves a ticket that a person works on to that person', async () => {
    const { version } = await ticket(id);
    const taken = await app.post(
      `/api/v1/tickets/${id}/assign`,
      { version, assigneeId: technician.id },
      technician,
    );
    expect(taken.body).toMatchObject({ status: 'in_progress' });
    pc.sees('hotich', 'tab', 'ok');
    await pc.beat();
    await app.advance(11_000);
    const view = await ticket(id);
    expect(view.status).toBe('in_progress');
    expect(view.events.at(-1)).toMatchObject({ kind: 'evidence', actor: null });
    const stale = await app.post(`/api/v1/tickets/${id}/resolve`, { version, note: '' }, technician);
    expect(stale.body.error.code).toBe('TICKET_CHANGED');
    const done = await app.post(
      `/api/v1/tickets/${id}/resolve`,
      { version: view.version, note: 'Xong' },
      technician,
    );
    expect(done.body).toMatchObject({ status: 'resolved' });
  });
});

describe('what is no hang', () => {
  it.each(['dialog', 'none', 'ok'] as const)('a tab that says %s raises nothing', async (state) => {
    const pc = new TestPc(app, await app.enrol(undefined, { name: `Quầy ${state}` }));
    pc.sees('hotich', 'tab', state);
    await pc.beat();
    await pc.live(180);
    // The PCs of other tests have fallen silent meanwhile.
    expect((await tickets()).filter(({ place }) => place.endsWith(`Quầy ${state}`))).toEqual([]);
  });
});
