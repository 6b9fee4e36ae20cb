import { describe, expect, it } from '@jest/globals';
import type { TicketStatus } from '../../contracts/api/index.js';
import {
  type DayException,
  OFFICE_CALENDAR,
  OFFICE_HOURS,
  type WorkingCalendar,
} from '../../inventory/index.js';
import { slaHoursOf } from '../sla-hours.js';
import { AROUND_THE_CLOCK, type Hours, nextCheckAt, slaLevelOf, slaOf, type SlaEvent } from './sla.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** "2026-11-25 09:00" on a Viet Nam wall clock. */
const at = (moment: string): number => Date.parse(`${moment.replace(' ', 'T')}:00+07:00`);
const shown = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant + 7 * HOUR).toISOString().slice(0, 16).replace('T', ' ');
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** 07:30–11:30 and 13:30–17:00, Monday to Friday, with the rests and the make-up day that the cases meet. */
const RESTS = ['02-16', '02-17', '02-18', '02-19', '02-20', '08-31', '09-01', '09-02', '11-24'];
const year2026: WorkingCalendar = {
  layers: [OFFICE_HOURS],
  exceptions: new Map<number, DayException>([
    ...RESTS.map((day): [number, DayException] => [dayOf(`2026-${day}`), { kind: 'rest' }]),
    [dayOf('2026-08-22'), { kind: 'work', weekday: 1 }],
  ]),
};
const OFFICE = slaHoursOf(year2026);

/** `new 2026-11-25 09:00` and so on; a trailing `!` marks an answer of a person. */
const history = (...lines: string[]): SlaEvent[] =>
  lines.map((line) => {
    const [status, date, time] = line.replace('!', '').split(' ') as [TicketStatus | '-', string, string];
    return {
      at: at(`${date} ${time}`),
      status: status === '-' ? null : status,
      answers: line.endsWith('!'),
    };
  });
const resolveIn = (hours: number) => ({ answerMs: HOUR / 2, resolveMs: hours * HOUR });

describe('when a ticket is due, computed by hand', () => {
  it.each<[string, string, number, string, Hours?]>([
    ['within one morning', '2026-11-25 08:00', 3, '2026-11-25 11:00'],
    ['at the very end of a morning', '2026-11-25 08:30', 3, '2026-11-25 11:30'],
    ['over lunch', '2026-11-25 11:00', 1, '2026-11-25 14:00'],
    ['over midnight', '2026-11-25 16:30', 4, '2026-11-26 11:00'],
    ['opened at night', '2026-11-25 22:00', 4, '2026-11-26 11:30'],
    ['over a weekend', '2026-11-27 16:00', 4, '2026-11-30 10:30'],
    ['over a public holiday', '2026-11-23 16:00', 4, '2026-11-25 10:30'],
    ['over Tết', '2026-02-13 15:00', 4, '2026-02-23 09:30'],
    ['into a make-up Saturday', '2026-08-21 16:00', 4, '2026-08-22 10:30'],
    ['over the holidays that the Saturday made up for', '2026-08-28 16:00', 4, '2026-09-03 10:30'],
    ['around the clock, Saturday night', '2026-11-28 23:00', 4, '2026-11-29 03:00', AROUND_THE_CLOCK],
  ])('%s', (_, opened, hours, due, of = OFFICE) => {
    const { resolve } = slaOf(history(`new ${opened}`), resolveIn(hours), of, at(opened));
    expect(shown(resolve.dueAt)).toBe(due);
    expect(resolve).toMatchObject({ state: 'running', overdue: false });
  });

  it('stands still while the ticket waits for the user, Tết and all', () => {
    const asked = history('new 2026-02-13 15:00', 'waiting_user 2026-02-13 16:00!');
    const inTet = slaOf(asked, resolveIn(4), OFFICE, at('2026-02-18 10:00'));
    expect(inTet.resolve).toEqual({
      targetMs: 4 * HOUR,
      usedMs: HOUR,
      state: 'paused',
      dueAt: null,
      overdue: false,
    });

    const answered = [...asked, ...history('in_progress 2026-02-23 09:00')];
    const after = slaOf(answered, resolveIn(4), OFFICE, at('2026-02-23 09:00'));
    expect(shown(after.resolve.dueAt)).toBe('2026-02-23 14:00');
  });

  it('stands still from one wait into the other', () => {
    const waits = history(
      'new 2026-11-25 08:00',
      'waiting_user 2026-11-25 09:00!',
      'waiting_vendor 2026-11-25 10:00',
      'in_progress 2026-11-26 08:00',
    );
    expect(shown(slaOf(waits, resolveIn(4), OFFICE, at('2026-11-26 08:00')).resolve.dueAt)).toBe(
      '2026-11-26 11:00',
    );
  });

  it('goes on where it stopped when the ticket is reopened', () => {
    const reopened = history(
      'new 2026-11-25 08:00',
      'resolved 2026-11-25 10:00!',
      'in_progress 2026-11-26 14:00',
    );
    const { answer, resolve } = slaOf(reopened, resolveIn(8), OFFICE, at('2026-11-26 14:00'));
    expect(resolve.usedMs).toBe(2 * HOUR);
    expect(shown(resolve.dueAt)).toBe('2026-11-27 10:30');
    expect(answer).toMatchObject({ state: 'stopped', overdue: true });
  });

  it('goes by the priority that the ticket has now, from its opening on', () => {
    const opened = history('new 2026-11-25 08:00');
    const now = at('2026-11-25 14:00');
    expect(shown(slaOf(opened, resolveIn(8), OFFICE, now).resolve.dueAt)).toBe('2026-11-26 08:30');
    expect(slaOf(opened, resolveIn(3), OFFICE, now).resolve).toMatchObject({
      dueAt: at('2026-11-25 11:00'),
      usedMs: 4 * HOUR,
      overdue: true,
    });
  });

  it('is put right when the calendar is', () => {
    const opened = history('new 2026-11-27 16:00');
    const saturdays = slaHoursOf({
      layers: [[...OFFICE_HOURS, { weekday: 6, fromMinute: 450, toMinute: 690 }]],
      exceptions: new Map(),
    });
    const now = at('2026-11-28 12:00');
    expect(shown(slaOf(opened, resolveIn(4), OFFICE, now).resolve.dueAt)).toBe('2026-11-30 10:30');
    expect(shown(slaOf(opened, resolveIn(4), saturdays, now).resolve.dueAt)).toBe('2026-11-28 10:30');
  });

  it('keeps the past of hours that change from a day on', () => {
    const short = [{ weekday: 4, fromMinute: 480, toMinute: 540, from: '2026-11-26', until: '2026-11-26' }];
    const hours = slaHoursOf({ layers: [short, OFFICE_HOURS], exceptions: new Map() });
    // Wednesday 16:00–17:00, Thursday the one hour that is left of it, Friday from 07:30.
    const { resolve } = slaOf(history('new 2026-11-25 16:00'), resolveIn(3), hours, at('2026-11-25 16:00'));
    expect(shown(resolve.dueAt)).toBe('2026-11-27 08:30');
  });
});

describe('the first answer', () => {
  const opened = 'new 2026-11-25 08:00';
  it.each([
    ['in time', '- 2026-11-25 08:29!', false],
    ['in the instant it was due', '- 2026-11-25 08:30!', false],
    ['a minute late', '- 2026-11-25 08:31!', true],
  ])('%s', (_, answered, overdue) => {
    const { answer } = slaOf(history(opened, answered), resolveIn(4), OFFICE, at('2026-11-26 10:00'));
    expect(answer).toMatchObject({ state: 'stopped', overdue, dueAt: null });
  });

  it('is still owed when the server alone did something', () => {
    const { answer, answeredAt } = slaOf(
      history(opened, '- 2026-11-25 08:10'),
      resolveIn(4),
      OFFICE,
      at('2026-11-25 08:20'),
    );
    expect(answeredAt).toBeNull();
    expect(shown(answer.dueAt)).toBe('2026-11-25 08:30');
  });

  it('is not owed any more by a ticket that resolved itself', () => {
    const gone = history(opened, 'resolved 2026-11-25 08:20');
    const { answer } = slaOf(gone, resolveIn(4), OFFICE, at('2026-11-25 12:00'));
    expect(answer).toMatchObject({ state: 'stopped', overdue: false });
  });
});

describe('when to look again', () => {
  const target = resolveIn(4);
  const opened = history('new 2026-11-25 08:00');
  const look = (events: SlaEvent[], now: string): [string, string | null] => {
    const sla = slaOf(events, target, OFFICE, at(now));
    return [slaLevelOf(sla), shown(nextCheckAt(sla, OFFICE, at(now)))];
  };

  it('is three quarters into a target, then at its end, then never by itself', () => {
    expect(look(opened, '2026-11-25 08:00')).toEqual(['ok', '2026-11-25 08:22']);
    expect(look(opened, '2026-11-25 08:23')).toEqual(['soon', '2026-11-25 08:30']);
    expect(look(opened, '2026-11-25 08:30')).toEqual(['overdue', '2026-11-25 11:00']);
    const answered = [...opened, ...history('in_progress 2026-11-25 08:10!')];
    expect(look(answered, '2026-11-25 10:59')).toEqual(['ok', '2026-11-25 11:00']);
    expect(look(answered, '2026-11-25 11:00')).toEqual(['soon', '2026-11-25 14:00']);
    expect(look(answered, '2026-11-25 15:00')).toEqual(['overdue', null]);
  });

  it('is the next morning when the afternoon does not suffice', () => {
    const evening = history('in_progress 2026-11-25 13:00!');
    expect(look(evening, '2026-11-25 16:59')).toEqual(['soon', '2026-11-26 08:00']);
  });

  it('is never while the ticket waits', () => {
    expect(look([...opened, ...history('waiting_user 2026-11-25 08:05!')], '2026-11-25 12:00')).toEqual([
      'ok',
      null,
    ]);
  });

  it('has no instant where no working time is known', () => {
    const never: Hours = { between: () => 0, after: () => null };
    const sla = slaOf(opened, target, never, at('2026-11-25 09:00'));
    expect(sla.resolve.dueAt).toBeNull();
    expect(nextCheckAt(sla, never, at('2026-11-25 09:00'))).toBeNull();
  });

  it('does not end for a short target', () => {
    const sla = slaOf(
      opened,
      { answerMs: MINUTE, resolveMs: MINUTE },
      slaHoursOf(OFFICE_CALENDAR),
      at('2026-11-25 08:00'),
    );
    expect(nextCheckAt(sla, OFFICE, at('2026-11-25 08:00'))).toBeGreaterThan(at('2026-11-25 08:00'));
  });
});
