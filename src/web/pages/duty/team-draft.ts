import type { DutyPage, DutyTeamView, NewDutyTeam } from '../../../contracts/api/index.js';
import { t } from '../../i18n/index.svelte.js';
import { civilDateInput, minuteOfInput, timeInput } from '../../lib/civil-input.js';

/** A row of the week, as its inputs hold it. */
export interface ShiftDraft {
  weekdays: number[];
  from: string;
  to: string;
  firstId: string;
  secondId: string;
}

/** A team, as the form holds it. */
export interface TeamDraft {
  id: number | null;
  version: number;
  name: string;
  province: string;
  centerIds: number[];
  headId: string;
  memberIds: number[];
  fromDate: string;
  shifts: ShiftDraft[];
}

/** By the names that the server uses in refusals. */
export type TeamErrors = Partial<Record<string, string>>;

export const emptyShift = (): ShiftDraft => ({
  weekdays: [1, 2, 3, 4, 5],
  from: '07:00',
  to: '17:00',
  firstId: '',
  secondId: '',
});

export function newTeam(page: DutyPage): TeamDraft {
  return {
    id: null,
    version: 0,
    name: '',
    province: page.provinces[0]?.code ?? '',
    centerIds: [],
    headId: '',
    memberIds: [],
    fromDate: civilDateInput(page.serverTime),
    shifts: [emptyShift()],
  };
}

/** A change holds from today on; what was planned until then stays. */
export function draftOf(team: DutyTeamView, now: number): TeamDraft {
  const { id, version, name, province, centerIds, head, members, shifts, fromDate } = team;
  const today = civilDateInput(now);
  return {
    id,
    version,
    name,
    province,
    centerIds: [...centerIds],
    headId: String(head.id),
    memberIds: members.map((member) => member.id),
    fromDate: fromDate > today ? fromDate : today,
    shifts: shifts.map((shift) => ({
      weekdays: [...shift.weekdays],
      from: timeInput(shift.fromMinute),
      to: timeInput(shift.toMinute),
      firstId: String(shift.firstId),
      secondId: shift.secondId === null ? '' : String(shift.secondId),
    })),
  };
}

export function checkTeam(draft: TeamDraft): TeamErrors {
  const wrong: TeamErrors = {};
  if (draft.name.trim().length < 2) wrong['name'] = t('duty.name.missing');
  if (draft.headId === '') wrong['headId'] = t('duty.head.missing');
  if (draft.memberIds.length === 0) wrong['memberIds'] = t('duty.members.missing');
  if (draft.fromDate === '') wrong['fromDate'] = t('duty.date.missing');
  for (const [at, shift] of draft.shifts.entries()) {
    const row = { row: at + 1 };
    if (shift.weekdays.length === 0) wrong[`shifts[${at}].weekdays`] = t('duty.shift.noDay', row);
    const untimed = minuteOfInput(shift.from) === null || minuteOfInput(shift.to) === null;
    if (untimed) wrong[`shifts[${at}].fromMinute`] = t('duty.shift.noTime', row);
    if (shift.firstId === '') wrong[`shifts[${at}].firstId`] = t('duty.shift.noFirst', row);
  }
  return wrong;
}

/** Of a draft in which `checkTeam` finds nothing. */
export function requestOf(draft: TeamDraft, acceptGaps: boolean): NewDutyTeam {
  const { name, province, centerIds, memberIds, fromDate } = draft;
  return {
    name: name.trim(),
    province,
    centerIds,
    headId: Number(draft.headId),
    memberIds,
    fromDate,
    shifts: draft.shifts.map(({ weekdays, from, to, firstId, secondId }) => ({
      weekdays,
      fromMinute: minuteOfInput(from) ?? 0,
      toMinute: minuteOfInput(to) ?? 0,
      firstId: Number(firstId),
      secondId: secondId === '' ? null : Number(secondId),
    })),
    acceptGaps,
  };
}
