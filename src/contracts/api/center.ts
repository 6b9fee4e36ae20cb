import { z } from 'zod';
import { BarSpan } from './bar.js';
import { DevicePresence, Moment, PresenceState, Text, Tone } from './common.js';
import { TicketRow } from './ticket.js';
import { PresenceCounts } from './board.js';
import { CertificateRow } from './reports.js';

export const DeviceTile = z.object({
  id: z.int(),
  name: z.string(),
  presence: DevicePresence,
  state: PresenceState,
  tone: Tone,
  /** How it is, in a few words: "Một cửa bị treo", "Đang kết nối". */
  summary: Text,
  since: Moment.nullable(),
  lastSeenAt: Moment.nullable(),
});
export type DeviceTile = z.infer<typeof DeviceTile>;

/** One cell of programs × PCs. Absent cells: the PC does not report that program. */
export const ProgramCell = z.object({ programId: z.string(), deviceId: z.int(), tone: Tone, text: Text });

/** `GET /api/v1/centers/:id`. */
export const CenterView = z.object({
  id: z.int(),
  name: z.string(),
  fullName: z.string(),
  communeCode: z.string(),
  province: z.string(),
  tone: Tone,
  counts: PresenceCounts,
  /** Address of the form that needs no password, with the center's link in it. */
  reportUrl: z.string(),
  serverTime: Moment,
  /** The last 24 hours: at each moment the worst among its PCs; empty without any. */
  bar: z.array(BarSpan),
  devices: z.array(DeviceTile),
  programs: z.array(z.object({ id: z.string(), name: Text })),
  cells: z.array(ProgramCell),
  certificates: z.array(CertificateRow),
  tickets: z.array(TicketRow),
});
export type CenterView = z.infer<typeof CenterView>;

/** `POST /api/v1/centers/:id/report-link` (enrolment.manage): the address that takes the place of the one before. Since 0.4. */
export const RenewedLink = z.object({ reportUrl: z.string() });
export type RenewedLink = z.infer<typeof RenewedLink>;

/** `GET /api/v1/centers/:id/join-codes`; `POST` makes one; `DELETE /api/v1/join-codes/:id` revokes. */
export const JoinCodeView = z.object({
  id: z.int(),
  /** Only in the answer to `POST`: the code is stored hashed and cannot be shown again. */
  code: z.string().nullable(),
  createdAt: Moment,
  expiresAt: Moment,
  usesLeft: z.int(),
  revoked: z.boolean(),
  /** The exact commands for the PC, only in the answer to `POST`. */
  commands: z.object({ windows: z.string(), linux: z.string() }).nullable(),
});
export type JoinCodeView = z.infer<typeof JoinCodeView>;
export const NewJoinCode = z.object({
  validHours: z
    .int()
    .min(1)
    .max(24 * 30)
    .default(48),
  uses: z.int().min(1).max(200).default(20),
});
export type NewJoinCode = z.infer<typeof NewJoinCode>;
