import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CalendarPlaces, CalendarView, HolidayYearView } from '../../src/contracts/api/index.js';
import { Calendars, Holidays, inventoryCommands, isWorkingTime } from '../../src/inventory/index.js';
import { type Answer, startApp, type TestApp, type TestPerson } from '../factories/app.js';
import { ManualClock } from '../fakes/manual-clock.js';
import { DAY, vietnamTime } from './support/timeline.js';

let app: TestApp;
let admin: TestPerson;
let folder: string;
let printed: string[] = [];
const logged: string[] = [];
const collect = (message: unknown): number => logged.push(String(message));
const logger = { log: () => 0, error: collect, warn: collect };

beforeAll(async () => {
  app = await startApp({ logger });
  admin = await app.signIn('administrator');
  folder = mkdtempSync(join(tmpdir(), 'trucban-calendar-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await app.close();
});
beforeEach(() => {
  printed = [];
});

const office = (times = '07:30-11:30, 13:30-17:00') => ({
  season: '',
  from: null,
  until: null,
  days: [1, 2, 3, 4, 5, 6, 7, 8].map((weekday) => ({ weekday, times: weekday <= 5 ? times : '' })),
});
const setHours = (place: string, hours: unknown[]): Promise<Answer> =>
  app.post(`/api/v1/calendars/${place}`, { hours }, admin);
const hoursOf = async (place: string): Promise<CalendarView> =>
  (await app.get<CalendarView>(`/api/v1/calendars/${place}`, admin)).body;
const yearOf = async (year: number): Promise<HolidayYearView> =>
  (await app.get<HolidayYearView>(`/api/v1/holidays/${year}`, admin)).body;

/** `npx trucban calendar …` on the data of this application; what it prints. */
async function calendar(...words: string[]): Promise<string> {
  const command = inventoryCommands((work) => work(app.app, app.clock.now())).find(
    (one) => one.name() === 'calendar',
  )!;
  const { log } = console;
  console.log = (text: string) => void printed.push(text);
  try {
    await command.exitOverride().parseAsync(words, { from: 'user' });
  } finally {
    console.log = log;
  }
  return printed.join('\n');
}
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const tableOf = async (
  year: number,
  change: (line: string) => string | null = (line) => line,
): Promise<string> => {
  const { days } = await yearOf(year);
  const lines = days.map(({ date, kind, name, standsFor }) => [date, kind, name, standsFor ?? ''].join(','));
  const kept = lines.map(change).filter((line) => line !== null);
  return ['date,kind,name,stands_for', ...kept].join('\r\n');
};

describe('the hours on the calendar page', () => {
  it('are for administrators alone', async () => {
    const technician = await app.signIn('technician');
    expect((await app.get('/api/v1/calendars', technician)).status).toBe(403);
    expect((await app.post('/api/v1/holidays/2027/confirm', {}, technician)).status).toBe(403);
    expect((await app.get('/api/v1/holidays/2027')).status).toBe(401);
  });

  it('say where they come from, and take effect when they are saved', async () => {
    const center = `center:${await app.centerId()}`;
    expect(await hoursOf(center)).toMatchObject({ source: 'office', hours: [office()], atWork: true });
    const summer = { ...office('07:00-11:00, 13:00-16:30'), season: '16/04-15/10' };
    const saturday = { ...office(''), days: [{ weekday: 6, times: '07:30-11:30' }], from: '2027-01-01' };
    expect((await setHours(center, [office(), summer, saturday])).status).toBe(200);
    const view = await hoursOf(center);
    expect(view).toMatchObject({ source: 'center', hours: [office(), { from: '2027-01-01' }, summer] });
    const places = (await app.get<CalendarPlaces>('/api/v1/calendars', admin)).body;
    expect(places.centers.filter(({ own }) => own)).toHaveLength(1);
    expect(places).toMatchObject({ all: false, provinces: [{ place: 'province:25', own: false }] });

    expect((await app.delete(`/api/v1/calendars/${center}`, admin)).status).toBe(204);
    expect((await hoursOf(center)).source).toBe('office');
  });

  it.each([
    ['two sessions that overlap', office('07:30-11:30, 11:00-17:00'), 'hours[0].days[0].times', 'T2'],
    ['a session that ends before it begins', office('11:30-07:30'), 'hours[0].days[0].times', 'kết thúc'],
    ['a season that is none', { ...office(), season: '30/02-15/10' }, 'hours[0].season', '16/04-15/10'],
    [
      'dates the wrong way round',
      { ...office(), from: '2027-02-01', until: '2027-01-01' },
      'hours[0].until',
      'trước',
    ],
    ['no hours at all', office(''), 'hours[0].days[0].times', 'Không hiểu'],
  ])('are refused with %s, by field', async (_, hours, path, said) => {
    const answer = await setHours('all', [hours]);
    expect(answer).toMatchObject({ status: 400, body: { error: { path } } });
    expect(answer.body.error.message.vi).toContain(said);
    expect((await hoursOf('all')).source).toBe('office');
  });

  it('of two groups must not claim the same time', async () => {
    const answer = await setHours('all', [office(), { ...office('10:00-12:00'), from: '2027-01-01' }]);
    expect(answer.body.error).toMatchObject({ code: 'CALENDAR_INVALID', path: 'hours[1].days[0].times' });
  });

  it.each(['province:99', 'center:99999', 'nowhere'])('of %s do not exist', async (place) => {
    expect([400, 404]).toContain((await setHours(place, [office()])).status);
  });
});

describe('the holidays of a year', () => {
  it('are as announced for 2026, and computed from the law for 2030: Tết is 2 February', async () => {
    expect(await yearOf(2026)).toMatchObject({ standing: 'issued', confirmed: null });
    const later = await yearOf(2030);
    expect(later.standing).toBe('computed');
    expect(later.days.filter(({ name }) => name === 'Tết Nguyên đán')[1]).toMatchObject({
      date: '2030-02-02',
    });
  });

  it.each(['1999', '20x7', '2101'])('of %s cannot be asked for', async (year) => {
    expect((await app.get(`/api/v1/holidays/${year}`, admin)).body.error).toMatchObject({
      code: 'CALENDAR_YEAR_INVALID',
    });
  });

  it('are refused when a day of the law is missing, and nothing is stored', async () => {
    const { days } = await yearOf(2027);
    const without = days.filter(({ date }) => date !== '2027-04-16');
    const answer = await app.post('/api/v1/holidays/2027', { days: without }, admin);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'HOLIDAYS_INVALID', path: 'days' } },
    });
    expect(answer.body.error.message.vi).toContain('Giỗ Tổ Hùng Vương');
    expect((await yearOf(2027)).standing).toBe('computed');
  });

  it('that are stored say who vouches for them, and PCs are judged by them at once', async () => {
    const { days } = await yearOf(2027);
    const more = [
      ...days,
      { date: '2027-01-04', kind: 'swap', name: 'Thử', standsFor: null },
      { date: '2027-01-09', kind: 'make-up', name: 'Thử', standsFor: '2027-01-04' },
    ];
    const answer = await app.post<HolidayYearView>('/api/v1/holidays/2027', { days: more }, admin);
    expect(answer.body).toMatchObject({ standing: 'confirmed', confirmed: { by: 'administrator-1' } });
    const center = await app.app.get(Calendars).of(await app.centerId());
    expect(isWorkingTime(center, vietnamTime('2027-01-04', '09:00:00'))).toBe(false);
    expect(isWorkingTime(center, vietnamTime('2027-01-09', '09:00:00'))).toBe(true);
  });
});

describe('npx trucban calendar', () => {
  it('shows the hours of a center and the holidays of a year', async () => {
    const shown = await calendar('show', '--center', '05362', '--year', '2026');
    expect(shown).toContain('T2   07:30-11:30, 13:30-17:00');
    expect(shown).toMatch(/T3 24\/11\/2026\s+nghỉ lễ \/ holiday\s+Ngày Văn hóa Việt Nam/);
    expect(shown).toMatch(
      /T7 10\/01\/2026\s+làm bù \/ make-up day\s+Tết Dương lịch \(cho \/ for 02\/01\/2026\)/,
    );
  });

  it('takes in a year from CSV, and confirms one as it stands', async () => {
    await calendar('import', file('2028.csv', await tableOf(2028)), '--year', '2028');
    expect(await yearOf(2028)).toMatchObject({ standing: 'confirmed', confirmed: { by: 'npx trucban' } });
    await calendar('confirm', '2029');
    expect((await yearOf(2029)).standing).toBe('confirmed');
  });

  it('takes in hours and holidays from YAML, the hours of a province', async () => {
    const { days } = await yearOf(2031);
    const holidays = days.map(
      ({ date, name, kind }) => `  - { date: ${date}, kind: ${kind}, name: ${name} }`,
    );
    const hours = '  - { days: T2-T6, times: "07:00-11:00,13:00-16:30", season: 16/04-15/10 }';
    const text = [
      'year: 2031',
      'holidays:',
      ...holidays,
      'sessions:',
      '  - days: T2-T6',
      '    times: 07:30-11:30',
      hours,
    ];
    await calendar('import', file('2031.yaml', text.join('\n')), '--province', '25');
    expect((await yearOf(2031)).standing).toBe('confirmed');
    expect(await hoursOf('province:25')).toMatchObject({
      source: 'province',
      hours: [{}, { season: '16/04-15/10' }],
    });
    await calendar('reset', '--province', '25');
  });

  it('sets one group of hours and leaves the others', async () => {
    await calendar('set', 'T2-T6=07:30-11:30,13:30-17:00', '--center', '05362');
    await calendar('set', 'T2-T6=07:00-11:00', '--season', '16/04-15/10', '--center', '05362');
    await calendar('set', 'T2-T6=08:00-12:00', '--center', '05362');
    const { hours } = await hoursOf(`center:${await app.centerId()}`);
    expect(hours.map(({ season, days }) => [season, days[0]!.times])).toEqual([
      ['', '08:00-12:00'],
      ['16/04-15/10', '07:00-11:00'],
    ]);
    await calendar('reset', '--center', '05362');
  });

  it.each([
    [
      'an unknown kind',
      (line: string) => line.replace('2032-01-01,holiday', '2032-01-01,nghỉ mát'),
      'dòng 2: Không có loại "nghỉ mát". Chọn: nghỉ lễ',
    ],
    [
      'a date outside the year',
      (line: string) => line.replace('2032-01-01', '2031-01-01'),
      'dòng 2: Ngày "2031-01-01" không thuộc năm của bảng. Sửa ngày',
    ],
    [
      'a day that the law fixes but the table misses',
      (line: string) => (line.startsWith('2032-09-02') ? null : line),
      'Thiếu ngày nghỉ theo luật: Quốc khánh. Thêm dòng "nghỉ lễ" cho 02/09/2032',
    ],
  ])('refuses a file with %s, with line and remedy, and stores nothing', async (_, change, said) => {
    const path = file('wrong.csv', await tableOf(2032, change));
    await expect(calendar('import', path, '--year', '2032')).rejects.toMatchObject({
      code: 'CALENDAR_FILE_INVALID',
      sentence: { vi: expect.stringContaining(said) },
    });
    expect((await yearOf(2032)).standing).toBe('computed');
  });

  it.each([
    [
      'hours.csv',
      'days;times\nT2-T6;07:30-11:30\nT4;11:00-12:00',
      'dòng 3: Buổi "11:00-12:00" trùng với buổi khác của T4 (dòng 2)',
    ],
    [
      'hours.yaml',
      'sessions:\n  - {days: T2, times: 07:30-11:30}\n  - {days: T2, times: 11:00-12:00}',
      'dòng 3: Buổi "11:00-12:00" trùng',
    ],
    ['typo.yaml', 'year: 2027\nholydays: []', 'dòng 2: Không có mục "holydays"'],
    ['broken.yaml', 'year: 2027\nholidays: [', 'Không đọc được YAML'],
    ['no-heading.csv', '2027-01-01,nghỉ lễ', 'dòng 1: Dòng đầu phải là tên cột'],
    ['no-year.csv', 'date,kind\n2027-01-01,nghỉ lễ', 'thêm --year'],
    ['empty.csv', 'date,kind\n', 'không có dòng nào'],
  ])('refuses %s', async (name, text, said) => {
    await expect(calendar('import', file(name, text))).rejects.toMatchObject({
      sentence: { vi: expect.stringContaining(said) },
    });
    expect((await hoursOf('all')).source).toBe('office');
  });
});

describe('a coming year that nobody has confirmed', () => {
  const said = (): number => logged.filter((line) => line.includes('holidays of 2033')).length;

  it('is warned of from 1 November on: on the page, and in the log once a day', async () => {
    const other = await startApp({ clock: new ManualClock(vietnamTime('2032-10-31', '23:59:00')), logger });
    const places = async () =>
      (await other.get<CalendarPlaces>('/api/v1/calendars', await other.signIn('administrator'))).body;
    await other.settle();
    expect([(await places()).unsettledYear, said()]).toEqual([null, 0]);
    await other.advance(60_000);
    expect([(await places()).unsettledYear, said()]).toEqual([2033, 1]);
    for (let hours = 1; hours < 24; hours++) await other.advance(DAY / 24);
    expect(said()).toBe(1);
    await other.advance(DAY / 24);
    expect(said()).toBe(2);
    await other.app.get(Holidays).confirm(2033, { userId: null, name: 'test' }, other.clock.now());
    await other.advance(DAY);
    expect([(await places()).unsettledYear, said()]).toEqual([null, 2]);
    await other.close();
  });
});
