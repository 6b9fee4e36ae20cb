import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Users } from '../../src/access/index.js';
import type { DutyPage } from '../../src/contracts/api/index.js';
import { Rotas } from '../../src/inventory/index.js';
import { Reader } from '../../src/platform/database/index.js';
import { startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { joins, keepTeam, type Named, shift, signIn, teamOf } from './support/duty.js';
import { vietnamTime } from './support/timeline.js';

const HOUR = 3_600_000;

let app: TestApp;
let boss: TestPerson;
let [lan, binh, mai, other]: Named[] = [];
beforeAll(async () => {
  app = await startApp({ clock: new ManualClock(vietnamTime('2026-11-25', '09:00')) });
  boss = await app.signIn('administrator');
  lan = await joins(app, 'Lan');
  binh = await joins(app, 'Binh');
  mai = await joins(app, 'Mai');
  other = await joins(app, 'Other', 'technician', '31');
});
afterAll(() => app.close());

const page = async (by: TestPerson = boss): Promise<DutyPage> =>
  (await app.get<DutyPage>('/api/v1/duty', by)).body;
const nowSays = async (): Promise<string> => (await page()).teams[0]!.now.text.vi;
const audited = async (): Promise<string[]> => {
  const rows = await app.app
    .get(Reader)
    .rows<{ action: string }>("SELECT action FROM audit_entry WHERE action LIKE 'duty.%' ORDER BY id");
  return rows.map(({ action }) => action);
};
const allDay = () => [shift('07:00-17:00', lan!, binh), shift('17:00-07:00', binh!)];

describe('a rota is refused', () => {
  it.each([
    [
      'two shifts at the same time',
      () => ({ shifts: [shift('07:00-17:00', lan!), shift('16:00-23:00', binh!)] }),
      'DUTY_SHIFTS_OVERLAP',
      'shifts[1].fromMinute',
      'Ca 2 (Thứ Hai) chồng giờ với ca 1.',
    ],
    [
      'somebody who is no member',
      () => ({ memberIds: [lan!.id] }),
      'DUTY_NOT_A_MEMBER',
      'shifts[0].secondId',
      'Ca 1: Binh không thuộc tổ này.',
    ],
    [
      'the same person twice',
      () => ({ shifts: [shift('07:00-07:00', lan!, lan)] }),
      'DUTY_SAME_PERSON',
      'shifts[0].secondId',
      'Ca 1: người thứ hai trùng',
    ],
    [
      'a member who may not see the province',
      () => ({ memberIds: [lan!.id, binh!.id, other!.id] }),
      'DUTY_PERSON_OUT_OF_PLACE',
      'memberIds[2]',
      'Other không được giao phiếu của tỉnh này.',
    ],
    [
      'a person that is not there',
      () => ({ headId: 99_999 }),
      'DUTY_PERSON_UNKNOWN',
      'headId',
      'Tải lại trang',
    ],
    [
      'a center of another province',
      () => ({ centerIds: [99_999] }),
      'DUTY_CENTER_UNKNOWN',
      'centerIds[0]',
      'không thuộc tỉnh',
    ],
    [
      'a week that begins in the past',
      () => ({ fromDate: '2026-11-24' }),
      'DUTY_IN_THE_PAST',
      'fromDate',
      'đã qua',
    ],
  ])('%s', async (_, rest, code, path, sentence) => {
    const team = teamOf(mai!, [lan!, binh!], allDay(), rest());
    const { status, body } = await keepTeam(app, team, boss);
    expect(status).toBe(400);
    const { error } = body as unknown as { error: { code: string; path: string; message: { vi: string } } };
    expect(error).toMatchObject({ code, path });
    expect(error.message.vi).toContain(sentence);
  });

  it('from somebody who is neither administrator nor head', async () => {
    expect((await keepTeam(app, teamOf(mai!, [lan!, binh!], allDay()), lan!)).status).toBe(403);
  });

  it('with times at which nobody answers, until that is confirmed', async () => {
    const morning = teamOf(mai!, [lan!, binh!], [shift('07:00-12:00', lan!, binh)]);
    const refused = await app.post('/api/v1/duty/teams', morning, boss);
    expect(refused.status).toBe(409);
    expect(refused.body.error.code).toBe('DUTY_GAPS');
    expect(refused.body.error.message.vi).toContain('Thứ Tư 25/11/2026, 13:30 – 17:00: chưa xếp ai trực.');
    const { status, body } = await keepTeam(app, { ...morning, acceptGaps: true }, boss);
    expect(status).toBe(201);
    expect(body.teams[0]!.gaps[0]!.vi).toContain('chưa xếp ai trực');
  });
});

describe('a rota', () => {
  it('is changed by the head, from a date on, and says who is on duty now', async () => {
    const { id, version } = (await page()).teams[0]!;
    const changed = { ...teamOf(mai!, [lan!, binh!], allDay()), version };
    const { status, body } = await app.post<DutyPage>(`/api/v1/duty/teams/${id}`, changed, mai);
    expect(status).toBe(200);
    expect(body.teams[0]!).toMatchObject({ gaps: [], mayEdit: true, area: 'Phú Thọ' });
    expect(await nowSays()).toBe('Đang trực: Lan. Người thứ hai: Binh.');
    const stale = await app.post(`/api/v1/duty/teams/${id}`, changed, boss);
    expect(stale.body.error.code).toBe('DUTY_CHANGED');
  });

  it('is read by everybody of the province, and by nobody of another', async () => {
    const seen = await page(lan);
    expect(seen.teams[0]!.mayEdit).toBe(false);
    expect(seen.mayAdd).toBe(false);
    expect((await page(other)).teams).toEqual([]);
    expect((await app.get('/api/v1/duty')).status).toBe(401);
  });

  it('knows the night, and who takes a shift over', async () => {
    const { id } = (await page()).teams[0]!;
    const asked = { date: '2026-11-25', personId: binh!.id, takerId: mai!.id };
    const swapped = await app.post<DutyPage>(`/api/v1/duty/teams/${id}/swaps`, asked, boss);
    expect(swapped.status).toBe(200);
    expect(await nowSays()).toBe('Đang trực: Lan. Người thứ hai: Mai.');
    const tonight = await app.app
      .get(Rotas)
      .onDutyFor(await app.centerId(), vietnamTime('2026-11-26', '03:00'));
    expect(tonight).toMatchObject({ team: 'Tổ CNTT', first: { name: 'Mai' }, second: null });
    const { swaps } = swapped.body.teams[0]!;
    expect((await app.delete(`/api/v1/duty/swaps/${swaps[0]!.id}`, boss)).status).toBe(200);
    expect(await nowSays()).toBe('Đang trực: Lan. Người thứ hai: Binh.');
  });

  it('refuses a swap with whoever has no shift, is away, or is the same', async () => {
    const { id } = (await page()).teams[0]!;
    const away = { personId: mai!.id, fromAt: app.clock.now(), untilAt: app.clock.now() + HOUR };
    const absent = await app.post<DutyPage>('/api/v1/duty/absences', away, mai);
    const swap = async (personId: number, takerId: number): Promise<string> =>
      (await app.post(`/api/v1/duty/teams/${id}/swaps`, { date: '2026-11-25', personId, takerId }, boss)).body
        .error.code;
    expect(await swap(mai!.id, lan!.id)).toBe('DUTY_SWAP_NOT_PLANNED');
    expect(await swap(lan!.id, mai!.id)).toBe('DUTY_SWAP_TAKER_AWAY');
    expect(await swap(lan!.id, lan!.id)).toBe('DUTY_SWAP_SAME_PERSON');
    await app.delete(`/api/v1/duty/absences/${absent.body.absences[0]!.id}`, mai);
  });

  it('goes on with the second while the first is away, and warns of what nobody covers', async () => {
    const [fromAt, untilAt] = [app.clock.now(), app.clock.now() + 2 * HOUR];
    const lanAway = { personId: lan!.id, fromAt, untilAt };
    expect((await app.post('/api/v1/duty/absences', lanAway, binh)).status).toBe(403);
    expect(
      (await app.post('/api/v1/duty/absences', { ...lanAway, untilAt: fromAt }, lan)).body.error.path,
    ).toBe('untilAt');
    const reported = await app.post<DutyPage>('/api/v1/duty/absences', lanAway, lan);
    expect(reported.status).toBe(200);
    expect(await nowSays()).toBe('Đang trực: Binh. Không có người thứ hai.');
    await app.post('/api/v1/duty/absences', { personId: binh!.id, fromAt, untilAt }, mai);
    expect(await nowSays()).toBe('Lúc này chưa có ai trực. Việc gấp: gọi tổ trưởng Mai.');
    expect((await page()).teams[0]!.gaps.map(({ vi }) => vi)).toEqual([
      'Thứ Tư 25/11/2026, 09:00 – 11:00: mọi người trong ca đều vắng.',
    ]);
    await app.advance(2 * HOUR);
    lan!.headers = await signIn(app, 'lan');
    boss = await app.signIn('administrator');
    expect(await nowSays()).toBe('Đang trực: Lan. Người thứ hai: Binh.');
  });

  it('passes by whose account was closed', async () => {
    await app.app.get(Users).disable('lan', null, app.clock.now());
    await app.advance(6_000);
    expect(await nowSays()).toBe('Đang trực: Binh. Không có người thứ hai.');
  });

  it('ends, and every change of it is in the audit trail', async () => {
    const { id, version } = (await page()).teams[0]!;
    const ended = await app.post<DutyPage>(`/api/v1/duty/teams/${id}/end`, { version }, boss);
    expect(ended.body.teams).toEqual([]);
    expect(await audited()).toEqual([
      'duty.team-added',
      'duty.team-changed',
      'duty.swapped',
      'duty.swap-undone',
      'duty.absence-reported',
      'duty.absence-removed',
      'duty.absence-reported',
      'duty.absence-reported',
      'duty.team-ended',
    ]);
  });
});
