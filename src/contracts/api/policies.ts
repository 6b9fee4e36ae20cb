import { z } from 'zod';
import { Moment, Text } from './common.js';

/** One of a few words that a threshold may be, and what people call it. */
export const PolicyChoice = z.object({ value: z.string(), name: Text });
export type PolicyChoice = z.infer<typeof PolicyChoice>;

/** One threshold. Values travel as the text that people type: `60`, `90,60,30`. */
export const PolicyEntry = z.object({
  key: z.string(),
  name: Text,
  does: Text,
  unit: Text,
  kind: z.enum(['number', 'list', 'time', 'choice']),
  /** For numbers; null otherwise. */
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
  /** For a choice; none otherwise. */
  choices: z.array(PolicyChoice),
  /** What is allowed, in words. */
  allowed: Text,
  byDefault: z.string(),
  value: z.string(),
  /** Null: never changed. */
  changed: z.object({ at: Moment, by: z.string() }).nullable(),
});
export type PolicyEntry = z.infer<typeof PolicyEntry>;

/** `GET /api/v1/policies` (policies.manage). */
export const PolicyPage = z.object({
  /** Grows with every change: what is sent back with one, so that nobody overwrites what they have not seen. */
  revision: z.int(),
  groups: z.array(z.object({ id: z.string(), name: Text, entries: z.array(PolicyEntry) })),
});
export type PolicyPage = z.infer<typeof PolicyPage>;

/** New values by key; null is back to the default. */
export const PolicyDraft = z.record(z.string().max(100), z.string().max(2000).nullable());
export type PolicyDraft = z.infer<typeof PolicyDraft>;

/** `POST /api/v1/policies/check`: what is wrong with a draft, without making it. */
export const PolicyCheckRequest = z.object({ changes: PolicyDraft });
export type PolicyCheckRequest = z.infer<typeof PolicyCheckRequest>;
export const PolicyFaults = z.object({
  faults: z.array(z.object({ key: z.string(), code: z.string(), message: Text })),
});
export type PolicyFaults = z.infer<typeof PolicyFaults>;

/** `POST /api/v1/policies`. 409 `POLICY_CHANGED` when somebody else was faster. */
export const PolicySave = z.object({
  revision: z.int().min(0),
  changes: PolicyDraft.refine((changes) => Object.keys(changes).length > 0, {
    message: 'no known threshold is changed',
    params: { vi: 'không có ngưỡng nào (mà hệ thống biết) được đổi' },
  }),
  note: z.string().trim().max(500).default(''),
});
export type PolicySave = z.infer<typeof PolicySave>;

/** `POST /api/v1/policies/changes/:id/undo`: back to the value before that change. */
export const PolicyUndo = z.object({
  revision: z.int().min(0),
  note: z.string().trim().max(500).default(''),
});
export type PolicyUndo = z.infer<typeof PolicyUndo>;

/** `GET /api/v1/policies/changes?page=`: newest first, 50 a page. */
export const PolicyChangeRow = z.object({
  id: z.int(),
  at: Moment,
  by: z.string(),
  key: z.string(),
  name: Text,
  unit: Text,
  choices: z.array(PolicyChoice),
  /** Null: the default. */
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  note: z.string().nullable(),
  /** The number of the change that this one took back. */
  undoes: z.int().nullable(),
  /** False where the value before it holds now, or the key is gone. */
  undoable: z.boolean(),
});
export type PolicyChangeRow = z.infer<typeof PolicyChangeRow>;
export const PolicyHistory = z.object({
  revision: z.int(),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  rows: z.array(PolicyChangeRow),
});
export type PolicyHistory = z.infer<typeof PolicyHistory>;

/**
 * `POST /api/v1/policies/preview`: a stream of lines of JSON, each a PreviewLine. Progress first, the result last; leaving it
 * cancels the work.
 */
export const PreviewFinding = z.object({
  rule: z.string(),
  /** Watched program, disk or the certificate's holder; empty when the PC itself is meant. */
  thing: z.string(),
  deviceId: z.int(),
  device: z.string(),
  centerId: z.int(),
  center: z.string(),
  since: Moment,
  openedAt: Moment,
  /** Null: it would still be open. */
  endedAt: Moment.nullable(),
});
export type PreviewFinding = z.infer<typeof PreviewFinding>;

/** At most `PREVIEW_CAP` rows each; the counts are whole. */
export const PREVIEW_CAP = 200;
/** What history cannot tell about this draft, by code. */
export const PreviewLimit = z.enum([
  'policy-of-then',
  'tickets-join',
  'shorter-silence',
  'disk-now',
  'clock-now',
  'backlog',
  'recurring',
  'programs-now',
  'silences',
  'server',
  'issuers',
  'no-history',
]);
export type PreviewLimit = z.infer<typeof PreviewLimit>;

export const PreviewResult = z.object({
  from: Moment,
  until: Moment,
  devices: z.int(),
  spans: z.int(),
  rules: z.array(z.object({ rule: z.string(), current: z.int(), draft: z.int() })),
  /** With the draft, and not now. */
  more: z.array(PreviewFinding),
  moreCount: z.int(),
  /** Now, and not with the draft. */
  fewer: z.array(PreviewFinding),
  fewerCount: z.int(),
  /** Names of the watched programs that `thing` may be. */
  names: z.record(z.string(), Text),
  limits: z.array(PreviewLimit),
});
export type PreviewResult = z.infer<typeof PreviewResult>;
export const PreviewLine = z.union([
  z.object({ done: z.int(), total: z.int() }),
  z.object({ result: PreviewResult }),
]);
export type PreviewLine = z.infer<typeof PreviewLine>;
