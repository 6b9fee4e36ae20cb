import { z } from 'zod';
import { BarSpan } from './bar.js';
import { CivilDate, Moment, Tone } from './common.js';

/** How long something lasted within the working hours of a day. */
export const ToneSeconds = z.object({ tone: Tone, seconds: z.int() });
export type ToneSeconds = z.infer<typeof ToneSeconds>;

/**
 * One day of a 30-day bar. `before`: the PC had not enrolled; `rest`: no working hours (yet); `usual`: it worked, or worked
 * and was off, and no figures are kept; `told`: the figures, worst first.
 */
export const HistoryDay = z.object({
  date: CivilDate,
  kind: z.enum(['before', 'rest', 'usual', 'told']),
  tone: Tone,
  lasted: z.array(ToneSeconds),
});
export type HistoryDay = z.infer<typeof HistoryDay>;

/** `GET /api/v1/devices/:id/days`, `GET /api/v1/centers/:id/days`: the last 30 days, oldest first, today the last. */
export const HistoryDays = z.object({ days: z.array(HistoryDay) });
export type HistoryDays = z.infer<typeof HistoryDays>;

/** `GET /api/v1/devices/:id/days/:date`, `GET /api/v1/centers/:id/days/:date`: what a day's figures are made of. */
export const DayDetail = z.object({
  date: CivilDate,
  from: Moment,
  until: Moment,
  /** Null: so long ago that only the figures are kept. */
  bar: z.array(BarSpan).nullable(),
});
export type DayDetail = z.infer<typeof DayDetail>;
