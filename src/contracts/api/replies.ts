import { z } from 'zod';
import { Moment, ReportCategory, Text, Version } from './common.js';

/** What may stand in a canned reply as `{{name}}`: the closed list. */
export const Placeholder = z.enum([
  'clerk',
  'center',
  'device',
  'ticket',
  'me',
  'program',
  'hotline',
  'guides',
]);
export type Placeholder = z.infer<typeof Placeholder>;

export const CannedReply = z.object({
  id: z.int(),
  title: z.string(),
  body: z.string(),
  /** Null: of every category. */
  category: ReportCategory.nullable(),
  /** False: its owner's alone. */
  shared: z.boolean(),
  used: z.int(),
  updatedAt: Moment,
  /** Who changed it last; null: it is as it came with the software. */
  updatedBy: z.string().nullable(),
  /** Optimistic lock: send it back with a change; a stale one answers 409 `REPLY_CHANGED`. */
  version: Version,
});
export type CannedReply = z.infer<typeof CannedReply>;

/** `GET /api/v1/replies` (tickets.work): the shared ones, and one's own. Since 0.5. */
export const CannedReplies = z.object({
  rows: z.array(CannedReply),
  categories: z.array(z.object({ id: ReportCategory, label: Text })),
  /** What each stands for, and what a preview shows in its place. */
  placeholders: z.array(z.object({ name: Placeholder, means: Text, example: z.string() })),
  /** Shared ones are read by all provinces: an account held to one keeps its own alone. */
  mayShare: z.boolean(),
});
export type CannedReplies = z.infer<typeof CannedReplies>;

const Fields = z.object({
  title: z.string().trim().min(1).max(120),
  body: z.string().trim().min(1).max(4000),
  category: ReportCategory.nullable().default(null),
  shared: z.boolean(),
});
/** `POST /api/v1/replies`. 400 `PLACEHOLDER_UNKNOWN` names the one that is not of the list. */
export const NewCannedReply = Fields;
export type NewCannedReply = z.infer<typeof NewCannedReply>;
/** `POST /api/v1/replies/:id`. */
export const CannedReplySave = Fields.extend({ version: Version });
export type CannedReplySave = z.infer<typeof CannedReplySave>;

/** `GET /api/v1/tickets/:id/replies`: filled in for this ticket; those of its category first, then the most used. Since 0.5. */
export const FittingReplies = z.object({
  rows: z.array(
    z.object({ id: z.int(), title: z.string(), text: z.string(), fits: z.boolean(), shared: z.boolean() }),
  ),
});
export type FittingReplies = z.infer<typeof FittingReplies>;
