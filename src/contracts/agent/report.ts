import { z } from 'zod';
import { Instant, digest, documentedText, randomId, serverId } from './carries.js';
import { Certificates, Inventory } from './documents.js';
import {
  CONTRACT_VERSION,
  Goodbye,
  ProbeCode,
  ProbePhase,
  ProbeState,
  ProgramSource,
  ProgramState,
} from './vocabulary.js';

export const REPORT_LIMITS = {
  bodyBytes: 256 * 1024,
  programs: 256,
  probes: 64,
  disks: 16,
  history: 200,
} as const;

const Milliseconds = z.int().min(0).max(600_000);
const Percent = z.number().min(0).max(100);

/** Who is speaking: one agent process, in one Windows session, since one boot of the PC. */
export const Speaker = z.object({
  boot: randomId(),
  instance: randomId(),
  /** Windows session id; 0 where the platform has none. */
  session: z.int().min(0).max(65_535),
  /** Counts the reports of this instance from 1. (instance, sequence) names a report for ever. */
  sequence: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  version: documentedText('agent version', 32, /^\d+\.\d+\.\d+[0-9A-Za-z.+-]*$/),
});
export type Speaker = z.infer<typeof Speaker>;

export const Disk = z.object({
  mount: documentedText('disk mount point', 64, /^([A-Z]:|\/[\w./-]*)$/),
  totalBytes: z.int().min(1).max(1e17),
  freeBytes: z.int().min(0).max(1e17),
});

export const Load = z.object({
  cpuPercent: Percent,
  memoryPercent: Percent,
  uptimeSeconds: z.int().min(0).max(1e9),
  disks: z.array(Disk).max(REPORT_LIMITS.disks),
});
export type Load = z.infer<typeof Load>;

/** `since` is the agent's clock at the first of the samples that agree; the server corrects it by the measured skew. */
export const ProgramObservation = z.object({
  id: serverId(),
  source: ProgramSource,
  state: ProgramState,
  since: Instant,
});
export type ProgramObservation = z.infer<typeof ProgramObservation>;

/** How the failing or slow step presented itself. Null fields were not reached. */
const ProbeDetail = {
  phase: ProbePhase.nullable(),
  code: ProbeCode.nullable(),
  httpStatus: z.int().min(100).max(599).nullable(),
};

export const ProbeObservation = z.object({
  id: serverId(),
  state: ProbeState,
  since: Instant,
  /** Agent clock at the end of the last try. */
  at: Instant,
  ...ProbeDetail,
  timesMs: z.object({
    dns: Milliseconds.nullable(),
    tcp: Milliseconds.nullable(),
    tls: Milliseconds.nullable(),
    http: Milliseconds.nullable(),
  }),
});
export type ProbeObservation = z.infer<typeof ProbeObservation>;

/** A state that began and ended before any report with it was answered: history, never a present fact. */
export const PastSpan = z
  .object({
    id: serverId(),
    source: z.enum([...ProgramSource.options, 'probe']),
    state: z.enum([...ProgramState.options, 'failed']),
    from: Instant,
    until: Instant,
    ...ProbeDetail,
  })
  .refine((span) => span.until >= span.from, { path: ['until'], message: 'must not be before `from`' });
export type PastSpan = z.infer<typeof PastSpan>;

export const Report = z.object({
  v: z.literal(CONTRACT_VERSION),
  agent: Speaker,
  /** Digest of the PC's hardware identity; null when the PC has none that can be trusted. */
  hardware: digest().nullable(),
  /** Agent clock when the report left. */
  sentAt: Instant,
  policyVersion: z.int().min(0),
  load: Load,
  programs: z.array(ProgramObservation).max(REPORT_LIMITS.programs),
  probes: z.array(ProbeObservation).max(REPORT_LIMITS.probes),
  history: z.array(PastSpan).max(REPORT_LIMITS.history),
  digests: z.object({ inventory: digest().nullable(), certificates: digest().nullable() }),
  /** What waits on the PC's disk for the server, and what had to be dropped because the spool was full. */
  spool: z.object({ waiting: z.int().min(0), dropped: z.int().min(0) }),
  goodbye: Goodbye.optional(),
  inventory: Inventory.optional(),
  certificates: Certificates.optional(),
});
export type Report = z.infer<typeof Report>;
