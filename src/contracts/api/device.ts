import { z } from 'zod';
import { BarSpan } from './bar.js';
import { CivilDate, DevicePresence, Moment, PresenceState, Text, Tone } from './common.js';
import { TicketRow } from './ticket.js';
import { CertificateRow } from './reports.js';

/** What is believed of one source of one program, and since when. */
export const SourceState = z.object({
  source: z.enum(['process', 'listener', 'window', 'tab', 'probe']),
  tone: Tone,
  text: Text,
  since: Moment,
});
export type SourceState = z.infer<typeof SourceState>;

export const DeviceProgram = z.object({
  id: z.string(),
  name: Text,
  kind: z.enum(['web', 'desktop']),
  tone: Tone,
  sources: z.array(SourceState),
});
export type DeviceProgram = z.infer<typeof DeviceProgram>;

export const DeviceView = z.object({
  id: z.int(),
  name: z.string(),
  center: z.object({ id: z.int(), name: z.string() }),
  presence: DevicePresence,
  state: PresenceState,
  tone: Tone,
  /** One sentence: how it is and since when. */
  sentence: Text,
  since: Moment.nullable(),
  lastSeenAt: Moment.nullable(),
  serverTime: Moment,
  /** Why the device carries a flag (a clone that enrolled anew), or null. */
  flag: Text.nullable(),
  problems: z.array(z.object({ tone: Tone, title: Text, since: Moment, ticketId: z.int().nullable() })),
  /** The last 24 hours. */
  bar: z.array(BarSpan),
  programs: z.array(DeviceProgram),
  certificates: z.array(CertificateRow),
  load: z
    .object({
      at: Moment,
      cpuPercent: z.number(),
      memoryPercent: z.number(),
      disks: z.array(z.object({ mount: z.string(), totalBytes: z.number(), freeBytes: z.number() })),
    })
    .nullable(),
  hardware: z
    .object({
      osName: z.string(),
      osVersion: z.string(),
      manufacturer: z.string().nullable(),
      model: z.string().nullable(),
      serialNumber: z.string().nullable(),
      cpu: z.string().nullable(),
      memoryBytes: z.number().nullable(),
      diskBytes: z.number().nullable(),
      diskKind: z.enum(['hdd', 'ssd', 'unknown']),
      reportedAt: Moment,
    })
    .nullable(),
  age: z.object({
    years: z.number().nullable(),
    from: CivilDate.nullable(),
    source: z.enum(['entered', 'bios', 'os_install', 'unknown']),
  }),
  agentVersion: z.string(),
  tickets: z.array(TicketRow),
  /** Where the clerk reads what this PC sends. */
  enrolledAt: Moment,
});
export type DeviceView = z.infer<typeof DeviceView>;
