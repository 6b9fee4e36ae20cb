import { civilDay, MINUTE_MS, startOfCivilDay, weekday } from '../../../platform/civil/index.js';
import { type DayException, isoOfDay } from '../../domain/working-calendar.js';

/** The weekday of shifts that stand in the place of a team's usual ones on a holiday. */
export const HOLIDAY_SHIFTS = 8;

/** One shift of every week. */
export interface DutyShift {
  id: number;
  /** 1 = Thứ Hai … 7 = Chủ nhật, 8 = ngày lễ: the days on which it begins. */
  weekdays: readonly number[];
  /** Minutes after local midnight; an end that is not after the beginning is on the next day. */
  fromMinute: number;
  toMinute: number;
  firstId: number;
  secondId: number | null;
  /** First and last civil date (yyyy-MM-dd) on which it begins; null: without an end. */
  fromDate: string;
  untilDate: string | null;
}

/** People who answer for an area: a province, or some of its centers. */
export interface DutyTeam {
  id: number;
  name: string;
  provinceCode: string;
  /** Empty: every center of the province. */
  centerIds: readonly number[];
  headId: number;
  shifts: readonly DutyShift[];
}

/** `takerId` stands in for `personId` in the shifts of a team that begin on `date`. */
export interface DutySwap {
  teamId: number;
  date: string;
  personId: number;
  takerId: number;
}

/** From `fromAt` until `untilAt` (epoch ms, not included) the person cannot be on duty. */
export interface DutyAbsence {
  personId: number;
  fromAt: number;
  untilAt: number;
}

export interface Rota {
  teams: readonly DutyTeam[];
  swaps: readonly DutySwap[];
  absences: readonly DutyAbsence[];
  /** By civil day: holidays, and days that are worked like another weekday. */
  exceptions: ReadonlyMap<number, DayException>;
}

/** Where something happened; without a center it concerns the whole province. */
export interface DutyArea {
  provinceCode: string;
  centerId: number | null;
}

/** Ids of people. Whoever is absent is in none of the places: the second moves up. */
export interface OnDuty {
  teamId: number | null;
  first: number | null;
  second: number | null;
  head: number | null;
  /** Nobody of the rota can be reached now. */
  gap: boolean;
}

/** A shift on one day, with who has it after swaps and absences. */
export interface DutyTurn {
  shiftId: number;
  /** The civil day on which it begins. */
  day: number;
  from: number;
  until: number;
  /** As the week says, before swaps and absences. */
  planned: readonly number[];
  /** Who has it after swaps; absences are asked by instant. */
  people: readonly number[];
}

const NOBODY: OnDuty = { teamId: null, first: null, second: null, head: null, gap: true };

/**
 * Who answers for `area` at `instant`: swaps and absences win over the week. A team of some centers comes before one of the
 * whole province, which stands in while the smaller one has nobody. `gap`: nobody, and then `head` is whom to turn to.
 */
export function onDuty(rota: Rota, area: DutyArea, instant: number): OnDuty {
  const answers = teamsOf(rota, area).map((team) => onDutyOf(rota, team, instant));
  return answers.find(({ gap }) => !gap) ?? answers.find(({ head }) => head !== null) ?? answers[0] ?? NOBODY;
}

/** The teams that answer for an area, the most particular one first. */
export function teamsOf(rota: Rota, { provinceCode, centerId }: DutyArea): DutyTeam[] {
  const particular = (team: DutyTeam): boolean => team.centerIds.length > 0;
  return rota.teams
    .filter((team) => team.provinceCode === provinceCode)
    .filter((team) => !particular(team) || (centerId !== null && team.centerIds.includes(centerId)))
    .sort((a, b) => Number(particular(b)) - Number(particular(a)) || a.id - b.id);
}

export function onDutyOf(rota: Rota, team: DutyTeam, instant: number): OnDuty {
  const [first = null, second = null] = presentOf(rota, team, instant);
  const head = isAbsent(rota, team.headId, instant) ? null : team.headId;
  return { teamId: team.id, first, second, head, gap: first === null };
}

/** Those of the rota who can be reached now, the one to turn to first at the head. */
function presentOf(rota: Rota, team: DutyTeam, instant: number): number[] {
  const today = civilDay(instant);
  const turns = [...turnsOn(rota, team, today - 1), ...turnsOn(rota, team, today)]
    .filter(({ from, until }) => from <= instant && instant < until)
    // A holiday's own shift begins while the night before it still runs: the newcomer has it.
    .sort((a, b) => b.from - a.from);
  const people = turns.flatMap((turn) => turn.people).filter((id) => !isAbsent(rota, id, instant));
  return [...new Set(people)];
}

/** The shifts of a team that begin on a civil day, in order. */
export function turnsOn(rota: Rota, team: DutyTeam, day: number): DutyTurn[] {
  const date = isoOfDay(day);
  const valid = team.shifts.filter(
    ({ fromDate, untilDate }) => fromDate <= date && date <= (untilDate ?? date),
  );
  const like = weekdayOf(rota, valid, day);
  const swaps = rota.swaps.filter((swap) => swap.teamId === team.id && swap.date === date);
  return valid
    .filter(({ weekdays }) => weekdays.includes(like))
    .map((shift) => {
      const planned = [shift.firstId, shift.secondId].filter((id) => id !== null);
      const people = planned.map((id) => swaps.find(({ personId }) => personId === id)?.takerId ?? id);
      return { shiftId: shift.id, day, ...spanOf(shift, day), planned, people: [...new Set(people)] };
    })
    .sort((a, b) => a.from - b.from);
}

/**
 * By which weekday's shifts a day goes. On a holiday those for holidays, where the team has any: a team that planned none is
 * on duty as in any other week, because a night of Tết without anybody must be wanted, not forgotten.
 */
function weekdayOf(rota: Rota, valid: readonly DutyShift[], day: number): number {
  const exception = rota.exceptions.get(day);
  if (exception?.kind === 'work') return exception.weekday;
  const forHolidays = valid.some(({ weekdays }) => weekdays.includes(HOLIDAY_SHIFTS));
  return exception && forHolidays ? HOLIDAY_SHIFTS : weekday(day);
}

/** When a shift that begins on `day` runs, epoch ms. */
export function spanOf(
  { fromMinute, toMinute }: Pick<DutyShift, 'fromMinute' | 'toMinute'>,
  day: number,
): { from: number; until: number } {
  const start = startOfCivilDay(day);
  const ends = toMinute > fromMinute ? toMinute : toMinute + 24 * 60;
  return { from: start + fromMinute * MINUTE_MS, until: start + ends * MINUTE_MS };
}

/** Is the person away for any part of the span? */
export function isAwayIn(
  rota: Rota,
  personId: number,
  { from, until }: { from: number; until: number },
): boolean {
  return rota.absences.some(
    (absence) => absence.personId === personId && absence.fromAt < until && from < absence.untilAt,
  );
}

export function isAbsent(rota: Rota, personId: number, instant: number): boolean {
  return rota.absences.some(
    (absence) => absence.personId === personId && absence.fromAt <= instant && instant < absence.untilAt,
  );
}
