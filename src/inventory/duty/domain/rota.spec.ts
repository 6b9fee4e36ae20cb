import { describe, expect, it } from '@jest/globals';
import { civilDay } from '../../../platform/civil/index.js';
import { gapsOf } from './gaps.js';
import { checkShifts } from './rota-check.js';
import { type DutyShift, type DutyTeam, onDuty, type Rota } from './rota.js';

/** "25 09:00" of November 2026 on a Viet Nam wall clock; the 25th is a Wednesday. */
const at = (moment: string): number => Date.parse(`2026-11-${moment.replace(' ', 'T')}:00+07:00`);
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const [LAN, BINH, HUNG, MAI, SON] = [1, 2, 3, 4, 5];
const WEEK = [1, 2, 3, 4, 5];

let shiftId = 0;
const shift = (
  weekdays: readonly number[],
  times: string,
  firstId: number,
  secondId: number | null = null,
  dates: Partial<Pick<DutyShift, 'fromDate' | 'untilDate'>> = {},
): DutyShift => {
  const [from = '', to = ''] = times.split('-');
  const span = { fromMinute: minutes(from), toMinute: minutes(to) };
  return {
    id: ++shiftId,
    weekdays,
    ...span,
    firstId,
    secondId,
    fromDate: '2026-01-01',
    untilDate: null,
    ...dates,
  };
};
const team = (shifts: readonly DutyShift[], rest: Partial<DutyTeam> = {}): DutyTeam => ({
  id: 1,
  name: 'Tổ CNTT',
  provinceCode: '25',
  centerIds: [],
  headId: MAI,
  shifts,
  ...rest,
});
const rota = (teams: DutyTeam[], rest: Partial<Rota> = {}): Rota => ({
  teams,
  swaps: [],
  absences: [],
  exceptions: new Map(),
  ...rest,
});

const DAY_AND_NIGHT = team([
  shift(WEEK, '07:00-17:00', LAN, BINH),
  shift([...WEEK, 6, 7], '17:00-07:00', HUNG, BINH),
]);
const AREA = { provinceCode: '25', centerId: 7 };
const away = (personId: number, from: string, until: string) => ({
  personId,
  fromAt: at(from),
  untilAt: at(until),
});
const people = (given: Rota, moment: string) => {
  const { first, second, head, gap } = onDuty(given, AREA, at(moment));
  return { first, second, head, gap };
};
const has = (first: number | null, second: number | null, head: number | null = MAI) => ({
  first,
  second,
  head,
  gap: first === null,
});

describe('who is on duty', () => {
  const usual = rota([DAY_AND_NIGHT]);
  it.each([
    ['in the day', usual, '25 09:00', has(LAN, BINH)],
    ['from the first minute of a shift', usual, '25 17:00', has(HUNG, BINH)],
    ['until the last minute of a shift', usual, '25 16:59', has(LAN, BINH)],
    ['at midnight, still the night that began the day before', usual, '26 00:00', has(HUNG, BINH)],
    ['before the day begins', usual, '26 06:59', has(HUNG, BINH)],
    ['on Saturday morning, of the night of Friday', usual, '28 06:59', has(HUNG, BINH)],
    ['by day on Saturday: nobody, and the head is there', usual, '28 12:00', has(null, null)],
  ])('%s', (_, given, moment, expected) => {
    expect(people(given, moment)).toEqual(expected);
  });

  it.each([
    [
      'the second moves up when the first is away',
      [away(LAN, '25 00:00', '26 00:00')],
      '25 09:00',
      has(BINH, null),
    ],
    ['only while that lasts', [away(LAN, '25 00:00', '25 09:00')], '25 09:00', has(LAN, BINH)],
    ['from its first instant', [away(LAN, '25 09:00', '25 10:00')], '25 09:00', has(BINH, null)],
    [
      'nobody when both are away',
      [away(LAN, '25 00:00', '26 00:00'), away(BINH, '25 00:00', '26 00:00')],
      '25 09:00',
      has(null, null),
    ],
    ['the head may be away, too', [away(MAI, '25 00:00', '26 00:00')], '25 09:00', has(LAN, BINH, null)],
  ])('absence: %s', (_, absences, moment, expected) => {
    expect(people(rota([DAY_AND_NIGHT], { absences }), moment)).toEqual(expected);
  });

  it.each([
    ['another has the shift on that date', '2026-11-25', LAN, SON, '25 09:00', has(SON, BINH)],
    ['a night goes with the day on which it begins', '2026-11-25', HUNG, SON, '26 03:00', has(SON, BINH)],
    ['and the next night is as usual', '2026-11-25', HUNG, SON, '26 18:00', has(HUNG, BINH)],
    [
      'the second takes the place of the first, and is alone',
      '2026-11-25',
      LAN,
      BINH,
      '25 09:00',
      has(BINH, null),
    ],
  ])('swap: %s', (_, date, personId, takerId, moment, expected) => {
    const swaps = [{ teamId: 1, date, personId, takerId }];
    expect(people(rota([DAY_AND_NIGHT], { swaps }), moment)).toEqual(expected);
  });

  it('who swapped in and is away is passed by', () => {
    const swaps = [{ teamId: 1, date: '2026-11-25', personId: LAN, takerId: SON }];
    const absences = [away(SON, '25 00:00', '26 00:00')];
    expect(people(rota([DAY_AND_NIGHT], { swaps, absences }), '25 09:00')).toEqual(has(BINH, null));
  });

  it('a team goes by its holiday shifts on a holiday, where it has any', () => {
    const exceptions = new Map([[civilDay(at('25 09:00')), { kind: 'rest' } as const]]);
    expect(people(rota([DAY_AND_NIGHT], { exceptions }), '25 09:00')).toEqual(has(LAN, BINH));
    const own = team([...DAY_AND_NIGHT.shifts, shift([8], '06:00-22:00', SON)]);
    expect(people(rota([own], { exceptions }), '25 09:00')).toEqual(has(SON, null));
    // The night that began the day before runs into it.
    expect(people(rota([own], { exceptions }), '25 05:00')).toEqual(has(HUNG, BINH));
    expect(people(rota([own], { exceptions }), '25 06:30')).toEqual(has(SON, HUNG));
    expect(people(rota([own], { exceptions }), '25 23:00')).toEqual(has(null, null));
  });

  it('a make-up day is worked like its weekday', () => {
    const exceptions = new Map([[civilDay(at('28 09:00')), { kind: 'work', weekday: 1 } as const]]);
    expect(people(rota([DAY_AND_NIGHT], { exceptions }), '28 09:00')).toEqual(has(LAN, BINH));
  });

  it('a week holds from a date until another takes its place', () => {
    const changed = team([
      shift(WEEK, '07:00-17:00', LAN, null, { untilDate: '2026-11-25' }),
      shift(WEEK, '07:00-17:00', BINH, null, { fromDate: '2026-11-26' }),
    ]);
    expect(people(rota([changed]), '25 09:00')).toEqual(has(LAN, null));
    expect(people(rota([changed]), '26 09:00')).toEqual(has(BINH, null));
  });

  it('a team of some centers comes before that of the province, which stands in for it', () => {
    const near = team([shift(WEEK, '07:00-12:00', SON)], { id: 2, centerIds: [7], headId: SON });
    const both = rota([DAY_AND_NIGHT, near]);
    expect(onDuty(both, AREA, at('25 09:00'))).toMatchObject({ teamId: 2, first: SON, head: SON });
    expect(onDuty(both, AREA, at('25 14:00'))).toMatchObject({ teamId: 1, first: LAN });
    expect(onDuty(both, { ...AREA, centerId: 8 }, at('25 09:00'))).toMatchObject({ teamId: 1 });
    expect(onDuty(both, { ...AREA, centerId: null }, at('25 09:00'))).toMatchObject({ teamId: 1 });
  });

  it('nobody answers for a province without a team', () => {
    expect(onDuty(rota([DAY_AND_NIGHT]), { provinceCode: '31', centerId: null }, at('25 09:00'))).toEqual({
      teamId: null,
      ...has(null, null, null),
    });
  });
});

describe('gaps', () => {
  const span = { from: at('25 00:00'), until: at('27 00:00') };
  const needed = [
    { from: at('25 07:30'), until: at('25 17:00') },
    { from: at('26 07:30'), until: at('26 17:00') },
  ];
  it('are working hours without a shift, and shifts of which everybody is away', () => {
    const morning = team([shift(WEEK, '07:00-12:00', LAN, BINH)]);
    const absences = [away(LAN, '26 00:00', '27 00:00'), away(BINH, '26 10:00', '27 00:00')];
    expect(gapsOf(rota([morning], { absences }), morning, needed, span)).toEqual([
      { from: at('25 12:00'), until: at('25 17:00'), reason: 'unplanned' },
      { from: at('26 10:00'), until: at('26 12:00'), reason: 'absent' },
      { from: at('26 12:00'), until: at('26 17:00'), reason: 'unplanned' },
    ]);
  });

  it('are none where somebody is always there', () => {
    expect(gapsOf(rota([DAY_AND_NIGHT]), DAY_AND_NIGHT, needed, span)).toEqual([]);
  });

  it('see a night in which nobody is left', () => {
    const absences = [away(HUNG, '25 00:00', '28 00:00'), away(BINH, '25 22:00', '26 05:00')];
    expect(gapsOf(rota([DAY_AND_NIGHT], { absences }), DAY_AND_NIGHT, needed, span)).toEqual([
      { from: at('25 22:00'), until: at('26 05:00'), reason: 'absent' },
    ]);
  });
});

describe('a week that is asked for', () => {
  const members = [LAN, BINH, HUNG];
  const check = (...shifts: DutyShift[]) => checkShifts(shifts, members);
  it.each([
    ['shifts that touch', [shift(WEEK, '07:00-17:00', LAN), shift(WEEK, '17:00-07:00', HUNG)], null],
    ['a shift around the clock', [shift([6, 7], '07:00-07:00', LAN)], null],
    [
      'one that runs into the next morning',
      [shift([1], '22:00-08:00', HUNG), shift([2], '07:00-17:00', LAN)],
      { code: 'overlap', row: 1, otherRow: 0, weekday: 2 },
    ],
    [
      'Sunday night into Monday',
      [shift([1], '06:00-12:00', LAN), shift([7], '22:00-07:00', HUNG)],
      { code: 'overlap', row: 1, otherRow: 0, weekday: 7 },
    ],
    [
      'a holiday shift beside usual ones',
      [shift(WEEK, '07:00-17:00', LAN), shift([8], '07:00-17:00', HUNG)],
      null,
    ],
    [
      'two at once on holidays',
      [shift([8], '07:00-17:00', LAN), shift([8], '16:00-18:00', HUNG)],
      { code: 'overlap', row: 1 },
    ],
    [
      'somebody who is no member',
      [shift([1], '07:00-17:00', SON)],
      { code: 'not-a-member', row: 0, field: 'firstId' },
    ],
    [
      'a second who is no member',
      [shift([1], '07:00-17:00', LAN, SON)],
      { code: 'not-a-member', field: 'secondId' },
    ],
    [
      'one person in both places',
      [shift([1], '07:00-17:00', LAN, LAN)],
      { code: 'same-person-twice', row: 0 },
    ],
  ])('%s', (_, shifts, expected) => {
    const found = check(...shifts);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});
