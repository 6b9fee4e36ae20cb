import { z } from 'zod';
import { CivilDate, Moment, Text, Version } from './common.js';

/** Once, between two instants; or weekly, by weekday (1 = Thứ Hai … 7 = Chủ nhật) and minutes after local midnight. */
export const MaintenanceWhen = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), fromAt: Moment, untilAt: Moment }),
  z.object({
    kind: z.literal('weekly'),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
    fromMinute: z.int().min(0).max(1439),
    /** Not after `fromMinute`: on the next day. */
    toMinute: z.int().min(0).max(1440),
    fromDate: CivilDate,
    /** The last day on which it begins; null: for ever. */
    untilDate: CivilDate.nullable(),
  }),
]);
export type MaintenanceWhen = z.infer<typeof MaintenanceWhen>;

/** `POST /api/v1/maintenance` (maintenance.manage). A program narrows the place to that program. Since 0.2. */
export const NewMaintenance = z.object({
  scope: z.enum(['device', 'center', 'province']),
  deviceId: z.int().nullable().default(null),
  centerId: z.int().nullable().default(null),
  programId: z.string().max(64).nullable().default(null),
  when: MaintenanceWhen,
  reason: z.string().trim().min(3).max(500),
  /** Clerks read it on the form of their center. */
  announced: z.boolean().default(false),
});
export type NewMaintenance = z.infer<typeof NewMaintenance>;
/** `POST /api/v1/maintenance/:id`: the whole window anew. */
export const ChangeMaintenance = NewMaintenance.extend({ version: Version });
export type ChangeMaintenance = z.infer<typeof ChangeMaintenance>;
/** `POST /api/v1/maintenance/:id/end`: over, from now on. */
export const EndMaintenance = z.object({ version: Version });
export type EndMaintenance = z.infer<typeof EndMaintenance>;

export const MaintenanceView = NewMaintenance.extend({
  id: z.int(),
  version: z.int(),
  /** "Xã Lạc Lương · Quầy 3", the center, or the province. */
  place: z.string(),
  program: Text.nullable(),
  state: z.enum(['active', 'planned', 'over']),
  /** The stretch that holds now, or the next; null when over. */
  nextFrom: Moment.nullable(),
  nextUntil: Moment.nullable(),
  author: z.string(),
  createdAt: Moment,
  endedAt: Moment.nullable(),
  endedBy: z.string().nullable(),
});
export type MaintenanceView = z.infer<typeof MaintenanceView>;

/** `GET /api/v1/maintenance`: under way first, then planned, then what is over (the last 50). */
export const MaintenancePage = z.object({
  serverTime: Moment,
  province: z.string(),
  programs: z.array(z.object({ id: z.string(), name: Text })),
  centers: z.array(z.object({ id: z.int(), name: z.string() })),
  rows: z.array(MaintenanceView),
});
export type MaintenancePage = z.infer<typeof MaintenancePage>;

/** Work that clerks are told of: "Hệ thống hộ tịch bảo trì đến 12:00". `GET /api/v1/maintenance/announced?center=`. */
export const MaintenanceNotice = z.object({
  id: z.int(),
  text: Text,
  reason: z.string(),
  from: Moment,
  until: Moment,
  active: z.boolean(),
});
export type MaintenanceNotice = z.infer<typeof MaintenanceNotice>;

/** `GET /api/v1/devices/:id/quiet`: a fault that holds and of which nobody is told, with the reason in words. Since 0.2. */
export const QuietFault = z.object({
  code: z.enum(['MAINTENANCE', 'SNOOZED', 'ACKNOWLEDGED', 'GROUPED', 'DIGEST']),
  text: Text,
  since: Moment,
  ticketId: z.int().nullable(),
});
export type QuietFault = z.infer<typeof QuietFault>;
