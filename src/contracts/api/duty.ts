import { z } from 'zod';
import { CivilDate, Moment, Text, Version } from './common.js';

const Person = z.object({ id: z.int(), name: z.string() });

/** Of every week: weekdays 1 = Thứ Hai … 7 = Chủ nhật, 8 = ngày lễ; minutes after local midnight. */
export const DutyShiftFields = z.object({
  weekdays: z.array(z.int().min(1).max(8)).min(1).max(8),
  fromMinute: z.int().min(0).max(1439),
  /** Not after `fromMinute`: on the next day. */
  toMinute: z.int().min(0).max(1439),
  firstId: z.int().min(1),
  secondId: z.int().min(1).nullable(),
});
export type DutyShiftFields = z.infer<typeof DutyShiftFields>;

/**
 * `POST /api/v1/duty/teams` (duty.manage). 409 `DUTY_GAPS` where nobody would answer in the coming 14 days, unless
 * `acceptGaps`. Since 0.3.
 */
export const NewDutyTeam = z.object({
  name: z.string().trim().min(2).max(100),
  province: z.string().regex(/^\d{2}$/),
  /** Empty: every center of the province. */
  centerIds: z.array(z.int().min(1)).max(200).default([]),
  headId: z.int().min(1),
  memberIds: z.array(z.int().min(1)).min(1).max(100),
  /** The first day on which a shift of this week begins; what was planned until then stays. */
  fromDate: CivilDate,
  shifts: z.array(DutyShiftFields).min(1).max(50),
  acceptGaps: z.boolean().default(false),
});
export type NewDutyTeam = z.infer<typeof NewDutyTeam>;
/** `POST /api/v1/duty/teams/:id` (duty.manage, or the head of the team): all of it anew. */
export const ChangeDutyTeam = NewDutyTeam.extend({ version: Version });
export type ChangeDutyTeam = z.infer<typeof ChangeDutyTeam>;
/** `POST /api/v1/duty/teams/:id/end` (duty.manage). */
export const EndDutyTeam = z.object({ version: Version });
export type EndDutyTeam = z.infer<typeof EndDutyTeam>;

/** `POST /api/v1/duty/teams/:id/swaps` (duty.manage, or the head): `takerId` has the shifts of `personId` that begin on `date`. */
export const NewDutySwap = z.object({ date: CivilDate, personId: z.int().min(1), takerId: z.int().min(1) });
export type NewDutySwap = z.infer<typeof NewDutySwap>;
/** `POST /api/v1/duty/absences`: one's own, or of a member of a team that one may edit. */
export const NewDutyAbsence = z.object({ personId: z.int().min(1), fromAt: Moment, untilAt: Moment });
export type NewDutyAbsence = z.infer<typeof NewDutyAbsence>;

/** Who has a shift on one day. `instead`: whom they stand in for; `absent`: away for a part of it at least. */
export const DutyTurnView = z.object({
  from: Moment,
  until: Moment,
  people: z.array(z.object({ name: z.string(), instead: z.string().nullable(), absent: z.boolean() })),
});
export const DutyTeamView = z.object({
  id: z.int(),
  version: z.int(),
  name: z.string(),
  province: z.string(),
  /** "Phú Thọ", or the names of its centers. */
  area: z.string(),
  centerIds: z.array(z.int()),
  head: Person,
  members: z.array(Person),
  /** The week that holds today, or the one that will. */
  fromDate: CivilDate,
  shifts: z.array(DutyShiftFields),
  /** Another week takes its place on this date. */
  changesOn: CivilDate.nullable(),
  /** "Đang trực: Lan. Người thứ hai: Bình." */
  now: z.object({ gap: z.boolean(), text: Text }),
  /** Today and the six days after it. */
  days: z.array(
    z.object({
      date: CivilDate,
      weekday: z.int(),
      holiday: z.boolean(),
      turns: z.array(DutyTurnView),
    }),
  ),
  swaps: z.array(z.object({ id: z.int(), date: CivilDate, person: z.string(), taker: z.string() })),
  /** Of the coming 14 days, one sentence each. */
  gaps: z.array(Text),
  mayEdit: z.boolean(),
});
export type DutyTeamView = z.infer<typeof DutyTeamView>;

/** `GET /api/v1/duty` (tickets.read): the teams of the provinces that one may see. */
export const DutyPage = z.object({
  serverTime: Moment,
  teams: z.array(DutyTeamView),
  absences: z.array(
    z.object({ id: z.int(), person: z.string(), fromAt: Moment, untilAt: Moment, mayDelete: z.boolean() }),
  ),
  /** Who may be put on a rota; whom oneself may report absent. */
  people: z.array(Person.extend({ province: z.string().nullable(), mayReport: z.boolean() })),
  provinces: z.array(z.object({ code: z.string(), name: z.string() })),
  centers: z.array(z.object({ id: z.int(), name: z.string(), province: z.string() })),
  mayAdd: z.boolean(),
});
export type DutyPage = z.infer<typeof DutyPage>;
