import { z } from 'zod';
import { CivilDate, Moment } from './common.js';

/** Whose hours: `all`, `province:25`, `center:12`. */
export const CalendarPlaceId = z.string().regex(/^(all|province:\d{2}|center:\d{1,15})$/);

/** The hours of one weekday: 1 = Thứ Hai … 7 = Chủ nhật, 8 = ngày lễ; `07:30-11:30, 13:30-17:00`, empty when nobody works. */
export const DayHours = z.object({ weekday: z.int().min(1).max(8), times: z.string().max(100) });
export type DayHours = z.infer<typeof DayHours>;

/** Hours that hold at the same times of the year. */
export const CalendarHours = z.object({
  /** Each year from day/month to day/month, `16/04-15/10`; empty: all year. */
  season: z.string().max(20),
  /** First and last date on which they are in force; null: without such an end. */
  from: CivilDate.nullable(),
  until: CivilDate.nullable(),
  days: z.array(DayHours).max(8),
});
export type CalendarHours = z.infer<typeof CalendarHours>;

/** `GET /api/v1/calendars/:place`; `POST` puts `NewCalendar` in its place, `DELETE` goes back to what it shares with others. */
export const CalendarView = z.object({
  place: z.string(),
  name: z.string(),
  source: z.enum(['center', 'province', 'all', 'office']),
  hours: z.array(CalendarHours),
  atWork: z.boolean(),
  /** When work goes on or begins next; null: never, as far as is known. */
  nextAt: Moment.nullable(),
});
export type CalendarView = z.infer<typeof CalendarView>;
export const NewCalendar = z.object({ hours: z.array(CalendarHours).min(1).max(20) });
export type NewCalendar = z.infer<typeof NewCalendar>;

/** `GET /api/v1/calendars`: whose hours can be set, and who has hours of their own. */
export const CalendarPlaces = z.object({
  all: z.boolean(),
  provinces: z.array(z.object({ place: z.string(), name: z.string(), own: z.boolean() })),
  centers: z.array(z.object({ place: z.string(), name: z.string(), own: z.boolean() })),
  /** The coming year, when it is November or later and nobody has confirmed its holidays. */
  unsettledYear: z.int().nullable(),
});
export type CalendarPlaces = z.infer<typeof CalendarPlaces>;

/** nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù. */
export const HolidayKind = z.enum(['holiday', 'in-lieu', 'swap', 'make-up']);
export type HolidayKind = z.infer<typeof HolidayKind>;

export const HolidayRow = z.object({
  date: CivilDate,
  kind: HolidayKind,
  name: z.string().max(100),
  /** The day that a make-up day is worked for; null for every other kind. */
  standsFor: CivilDate.nullable(),
});
export type HolidayRow = z.infer<typeof HolidayRow>;

/** `GET /api/v1/holidays/:year`; `POST` stores `NewHolidays` and confirms it; `POST …/confirm` confirms what is shown. */
export const HolidayYearView = z.object({
  year: z.int(),
  /** `computed`: from the law, nobody vouches for it; `issued`: shipped as announced; `confirmed`: by a person. */
  standing: z.enum(['computed', 'issued', 'confirmed']),
  confirmed: z.object({ at: Moment, by: z.string() }).nullable(),
  days: z.array(HolidayRow),
});
export type HolidayYearView = z.infer<typeof HolidayYearView>;
export const NewHolidays = z.object({ days: z.array(HolidayRow).max(100) });
export type NewHolidays = z.infer<typeof NewHolidays>;
