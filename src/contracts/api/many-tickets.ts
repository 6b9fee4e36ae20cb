import { z } from 'zod';
import { Moment, ReportCategory, Text, Version } from './common.js';
import { Grade, TicketPriority } from './ticket.js';

/** So many tickets at once: what is selected, and what one request changes. */
export const MOST_SELECTED = 200;

/**
 * `POST /api/v1/tickets/:id/split`: these entries of its history become a ticket of their own, whose time counts from the first of
 * them. `followBoth`: clerks who have words in both follow both; else the new one alone. Since 0.5.
 */
export const SplitRequest = z.object({
  version: Version,
  entries: z.array(z.int()).max(200),
  title: z.string().trim().min(1).max(200),
  category: ReportCategory,
  priority: TicketPriority,
  followBoth: z.boolean().default(true),
});
export type SplitRequest = z.infer<typeof SplitRequest>;
export const SplitReply = z.object({ id: z.int(), number: z.string() });
export type SplitReply = z.infer<typeof SplitReply>;

/** A ticket as it is selected. `readers`: clerks whom an answer reaches by mail. */
export const SelectedTicket = z.object({
  id: z.int(),
  number: z.string(),
  version: z.int(),
  readers: z.int(),
});
export type SelectedTicket = z.infer<typeof SelectedTicket>;
/** `GET /api/v1/tickets/selection`, asked like the list: the first `MOST_SELECTED` of it. Since 0.5. */
export const TicketSelection = z.object({
  total: z.int(),
  more: z.boolean(),
  rows: z.array(SelectedTicket),
});
export type TicketSelection = z.infer<typeof TicketSelection>;

export const BulkAct = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('assign'), assigneeId: z.int().nullable() }),
  z.object({ verb: z.literal('acknowledge') }),
  z.object({ verb: z.literal('snooze'), until: Moment.nullable() }),
  z.object({ verb: z.literal('prioritise'), impact: Grade, urgency: Grade }),
  z.object({ verb: z.literal('categorise'), category: ReportCategory }),
  z.object({ verb: z.literal('reply'), body: z.string().trim().min(1).max(8000) }),
  z.object({ verb: z.literal('resolve'), note: z.string().trim().max(8000).default('') }),
  z.object({ verb: z.literal('close') }),
  z.object({
    verb: z.literal('merge'),
    into: z
      .string()
      .trim()
      .regex(/^(PH-\d{4}-)?\d{1,6}$/i),
  }),
]);
export type BulkAct = z.infer<typeof BulkAct>;

/**
 * `POST /api/v1/tickets/bulk`: one verb for many tickets, each in its own unit of work. The answer is a stream of lines of JSON, each a
 * BulkLine, one a ticket in their order. `operation` is made by whoever asks: asked again with it, what was done is not done
 * again. Since 0.5.
 */
export const BulkRequest = z.object({
  operation: z.uuid(),
  tickets: z
    .array(z.object({ id: z.int(), version: Version }))
    .min(1)
    .max(MOST_SELECTED),
  act: BulkAct,
});
export type BulkRequest = z.infer<typeof BulkRequest>;
/** `why`: the refusal of that one; null: done. */
export const BulkLine = z.object({
  id: z.int(),
  code: z.string().nullable(),
  why: Text.nullable(),
});
export type BulkLine = z.infer<typeof BulkLine>;

/** A list of tickets under a name. `query`: that of the list's address, such as `status=open&category=printer`. */
export const SavedViewRequest = z.object({
  name: z.string().trim().min(1).max(100),
  shared: z.boolean(),
  query: z.string().max(500),
});
export type SavedViewRequest = z.infer<typeof SavedViewRequest>;
/** `POST /api/v1/ticket-views/:id`; `DELETE` removes it. Since 0.5. */
export const SavedViewChange = SavedViewRequest.extend({ version: Version });
export type SavedViewChange = z.infer<typeof SavedViewChange>;

export const DeskView = z.object({
  /** The number of a saved one; a word of those that everybody has. */
  id: z.string(),
  name: Text,
  query: z.string(),
  shared: z.boolean(),
  /** Who made it; null: it came with the software. */
  owner: z.string().nullable(),
  editable: z.boolean(),
  version: z.int(),
  /** How many tickets, up to 99; null: also what has ended, which nobody counts. */
  count: z.int().nullable(),
  /** More than `count`. */
  more: z.boolean(),
  /** What it names and is no longer there. */
  missing: Text.nullable(),
});
export type DeskView = z.infer<typeof DeskView>;
/** `GET /api/v1/ticket-views`; `POST` saves one and answers all. Since 0.5. */
export const DeskViews = z.object({
  views: z.array(DeskView),
  /** Whom tickets may be given to, and what they may be about: to filter and to act by. */
  assignable: z.array(z.object({ id: z.int(), name: z.string() })),
  categories: z.array(z.object({ id: ReportCategory, label: Text })),
});
export type DeskViews = z.infer<typeof DeskViews>;
