import { z } from 'zod';
import { Moment, Text, Tone } from './common.js';

export const TicketStatus = z.enum(['new', 'in_progress', 'resolved']);
export type TicketStatus = z.infer<typeof TicketStatus>;
export const TicketPriority = z.enum(['critical', 'high', 'normal', 'low']);
export type TicketPriority = z.infer<typeof TicketPriority>;

export const TicketRow = z.object({
  id: z.int(),
  number: z.string(),
  title: Text,
  /** "Xã Lạc Lương · Quầy 3", or the center alone, or the province for a system-wide fault. */
  place: z.string(),
  status: TicketStatus,
  priority: TicketPriority,
  tone: Tone,
  origin: z.enum(['detection', 'clerk']),
  assignee: z.string().nullable(),
  openedAt: Moment,
  beganAt: Moment,
  resolvedAt: Moment.nullable(),
  /** Who knows of it: no reminders any more. Null: nobody said so. */
  acknowledgedBy: z.string().nullable(),
  /** Hidden from the default list and silent until then, or until it gets worse. */
  snoozedUntil: Moment.nullable(),
  snoozedBy: z.string().nullable(),
});
export type TicketRow = z.infer<typeof TicketRow>;

/** `GET /api/v1/tickets?status=open|snoozed|resolved|all&mine=1&center=&q=&page=`: 50 a page, worst first; open ones oldest first. Snoozed ones are in `snoozed` and `all`. */
export const TicketList = z.object({
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  rows: z.array(TicketRow),
});
export type TicketList = z.infer<typeof TicketList>;

/** One line of the facts column: "Phần mềm: Hộ tịch điện tử". Links point inside the web application. */
export const Fact = z.object({ label: Text, value: Text, link: z.string().nullable() });
export type Fact = z.infer<typeof Fact>;

export const TicketEvent = z.object({
  id: z.int(),
  at: Moment,
  /** Null: the system itself. */
  actor: z.string().nullable(),
  kind: z.enum([
    'opened',
    'evidence',
    'comment',
    'assigned',
    'resolved',
    'reopened',
    'absorbed',
    'clerk',
    'acknowledged',
    'snoozed',
    'woken',
  ]),
  text: Text,
  attachments: z.array(z.object({ id: z.int(), name: z.string(), bytes: z.int(), url: z.string() })),
});
export type TicketEvent = z.infer<typeof TicketEvent>;

/** `GET /api/v1/tickets/:id`. */
export const TicketView = TicketRow.extend({
  /** Optimistic lock: send it back with every verb; a stale one answers 409 `TICKET_CHANGED`. */
  version: z.int(),
  facts: z.array(Fact),
  /** "Vì sao có phiếu này?" from stored reason codes, one sentence each. */
  reasons: z.array(Text),
  /** What was decided about its incident since: joined, widened, taken in, reopened. Oldest first. */
  decisions: z.array(z.object({ at: Moment, text: Text })),
  members: z.array(
    z.object({ deviceId: z.int(), name: z.string(), since: Moment, ended: Moment.nullable() }),
  ),
  events: z.array(TicketEvent),
  assigneeId: z.int().nullable(),
  assignable: z.array(z.object({ id: z.int(), name: z.string() })),
  previousId: z.int().nullable(),
  nextId: z.int().nullable(),
});
export type TicketView = z.infer<typeof TicketView>;

/** `POST /api/v1/tickets/:id/comments` */
export const CommentRequest = z.object({ version: z.int(), body: z.string().trim().min(1).max(8000) });
export type CommentRequest = z.infer<typeof CommentRequest>;
/** `POST /api/v1/tickets/:id/assign`; null puts the ticket back. */
export const AssignRequest = z.object({ version: z.int(), assigneeId: z.int().nullable() });
export type AssignRequest = z.infer<typeof AssignRequest>;
/** `POST /api/v1/tickets/:id/resolve` */
export const ResolveRequest = z.object({ version: z.int(), note: z.string().trim().max(8000).default('') });
export type ResolveRequest = z.infer<typeof ResolveRequest>;
/** `POST /api/v1/tickets/:id/reopen` */
export const ReopenRequest = z.object({ version: z.int(), note: z.string().trim().max(8000).default('') });
export type ReopenRequest = z.infer<typeof ReopenRequest>;

/** `POST /api/v1/tickets/:id/acknowledge`: "đã biết"; false takes it back. Since 0.2. */
export const AcknowledgeRequest = z.object({ version: z.int(), acknowledged: z.boolean() });
export type AcknowledgeRequest = z.infer<typeof AcknowledgeRequest>;
/** `POST /api/v1/tickets/:id/snooze`; null wakes it. Since 0.2. */
export const SnoozeRequest = z.object({ version: z.int(), until: Moment.nullable() });
export type SnoozeRequest = z.infer<typeof SnoozeRequest>;

/** `GET /api/v1/public/centers/:link`: what the form without a password may know. No sign-in. */
export const PublicCenter = z.object({
  center: z.string(),
  province: z.string(),
  devices: z.array(z.object({ id: z.int(), name: z.string() })),
  categories: z.array(z.object({ id: z.string(), label: Text })),
  maxPictureBytes: z.int(),
});
export type PublicCenter = z.infer<typeof PublicCenter>;

/**
 * `POST /api/v1/public/centers/:link/reports`, multipart/form-data: the fields below, and at most one file `picture`
 * (PNG, JPEG or WebP).
 */
export const PublicReport = z.object({
  name: z.string().trim().min(1).max(100),
  phone: z
    .string()
    .transform((text) => text.replace(/[\s.-]/g, '').replace(/^\+84/, '0'))
    .pipe(z.string().regex(/^0([35789]\d{8}|2\d{9})$/)),
  category: z.enum(['one_stop', 'civil_registration', 'signature', 'printer', 'network', 'slow', 'other']),
  deviceId: z.coerce.number().int().optional(),
  what: z.string().trim().min(1).max(4000),
});
export type PublicReport = z.infer<typeof PublicReport>;
export const PublicReportReply = z.object({ number: z.string() });
export type PublicReportReply = z.infer<typeof PublicReportReply>;
