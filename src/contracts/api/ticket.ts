import { z } from 'zod';
import { Moment, ReportCategory, Text, Tone } from './common.js';
import { RemoteHelpView } from './remote-help.js';

/** Mới, đã tiếp nhận, đang xử lý, chờ phản hồi, chờ nhà cung cấp, đã xử lý, đã đóng, trùng, đã hủy. */
export const TicketStatus = z.enum([
  'new',
  'acknowledged',
  'in_progress',
  'waiting_user',
  'waiting_vendor',
  'resolved',
  'closed',
  'duplicate',
  'cancelled',
]);
export type TicketStatus = z.infer<typeof TicketStatus>;
/** Of impact (one PC, a center, more) and of urgency (can wait, hampers work, stops work). */
export const Grade = z.enum(['low', 'medium', 'high']);
export type Grade = z.infer<typeof Grade>;
export const TicketPriority = z.enum(['critical', 'high', 'normal', 'low']);
export type TicketPriority = z.infer<typeof TicketPriority>;

/** How a ticket stands by its time: `overdue` is Quá hạn, `soon` Sắp đến hạn. */
export const SlaLevel = z.enum(['ok', 'soon', 'overdue']);
export type SlaLevel = z.infer<typeof SlaLevel>;
/** `dueAt`: what comes first, the first answer or the resolution; null while no clock runs. */
export const SlaMark = z.object({ level: SlaLevel, dueAt: Moment.nullable() });
export type SlaMark = z.infer<typeof SlaMark>;

/** One of the two clocks of a ticket, in working time of its center. */
export const SlaClock = z.object({
  targetMinutes: z.int(),
  usedMinutes: z.int(),
  state: z.enum(['running', 'paused', 'stopped']),
  dueAt: Moment.nullable(),
  overdue: z.boolean(),
});
export type SlaClock = z.infer<typeof SlaClock>;

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
  /** When work on it ended, as resolved, duplicate or cancelled; null while it is open. */
  resolvedAt: Moment.nullable(),
  /** Who knows of it: no reminders any more. Null: nobody said so. */
  acknowledgedBy: z.string().nullable(),
  /** Hidden from the default list and silent until then, or until it gets worse. */
  snoozedUntil: Moment.nullable(),
  snoozedBy: z.string().nullable(),
  sla: SlaMark,
});
export type TicketRow = z.infer<typeof TicketRow>;
/**
 * `excerpt`: of what was written on it, a line that holds what was searched for; null: none does, or nothing was. Since 0.3.
 * `version` and `readers`, clerks whom an answer reaches by mail: since 0.5.
 */
export const TicketHit = TicketRow.extend({
  excerpt: z.string().nullable(),
  version: z.int(),
  readers: z.int(),
});
export type TicketHit = z.infer<typeof TicketHit>;

/**
 * `GET /api/v1/tickets?status=open|overdue|soon|waiting|waiting_user|waiting_vendor|snoozed|resolved|all&mine=1&assignee=none|<id>&category=&center=&order=worst|oldest|newest|due&q=&page=`:
 * 50 a page. What is open comes first, by default worst first, then oldest first; then what has ended, the last first. With `q`: the newest that hold every word, with or without its
 * marks; among them that number first, then those with the very marks. Snoozed ones are in `snoozed` and `all`.
 */
export const TicketList = z.object({
  total: z.int(),
  /** There are more than `total`, which is as far as the pages go. Since 0.3. */
  more: z.boolean(),
  page: z.int(),
  pages: z.int(),
  rows: z.array(TicketHit),
  /** Of new tickets that nobody has: whom the rota would give them to. Since 0.3. */
  proposed: z.array(z.object({ ticketId: z.int(), id: z.int(), name: z.string() })),
});
export type TicketList = z.infer<typeof TicketList>;

/** One line of the facts column: "Phần mềm: Hộ tịch điện tử". Links point inside the web application. */
export const Fact = z.object({ label: Text, value: Text, link: z.string().nullable() });
export type Fact = z.infer<typeof Fact>;

/** `picture`: shown where it stands; others are downloaded. */
export const ShownFile = z.object({ id: z.int(), name: z.string(), bytes: z.int(), picture: z.boolean() });
export type ShownFile = z.infer<typeof ShownFile>;

export const TicketEvent = z.object({
  id: z.int(),
  at: Moment,
  /** Null: the system itself. */
  actor: z.string().nullable(),
  kind: z.enum([
    'opened',
    'evidence',
    'note',
    'reply',
    'clerk',
    'assigned',
    'acknowledged',
    'asked',
    'handed_over',
    'resumed',
    'prioritised',
    'categorised',
    'resolved',
    'closed',
    'reopened',
    'cancelled',
    'merged',
    'absorbed',
    'split',
    'snoozed',
    'woken',
    'due_soon',
    'overdue',
    'escalated',
    'vendor',
    'mail',
    'remote_help',
  ]),
  text: Text,
  /** Of a mail: earlier mails and the signature, shown on demand. */
  quoted: z.string().nullable(),
  /** Somebody's words, which may become part of another ticket. Since 0.5. */
  movable: z.boolean(),
  attachments: z.array(ShownFile.extend({ url: z.string() })),
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
  /** `aroundTheClock`: every hour counts; else the working hours of its center. Null: nothing is owed within hours. */
  clocks: z.object({ answer: SlaClock, resolve: SlaClock, aroundTheClock: z.boolean() }).nullable(),
  /** How far it reaches and how long it can wait, as somebody judged; null: nobody did. */
  impact: Grade.nullable(),
  urgency: Grade.nullable(),
  /** What it is about; null: nobody said. */
  category: ReportCategory.nullable(),
  categories: z.array(z.object({ id: ReportCategory, label: Text })),
  /** The ticket it is a duplicate of, and those that are duplicates of it. */
  mergedInto: z.object({ id: z.int(), number: z.string() }).nullable(),
  duplicates: z.array(z.object({ id: z.int(), number: z.string(), place: z.string() })),
  /** Who stands behind the system that it is about; `since`: when they got it, while it waits for them. Null: nobody is known. */
  vendor: z
    .object({
      name: z.string().nullable(),
      hotline: z.string().nullable(),
      email: z.string().nullable(),
      since: Moment.nullable(),
    })
    .nullable(),
  /** How many clerks read answers on a page of their own. */
  followers: z.int(),
  /** What may be done with it from here. */
  moves: z.array(TicketStatus),
  members: z.array(
    z.object({ deviceId: z.int(), name: z.string(), since: Moment, ended: Moment.nullable() }),
  ),
  events: z.array(TicketEvent),
  assigneeId: z.int().nullable(),
  assignable: z.array(z.object({ id: z.int(), name: z.string() })),
  /** Whom the rota would give it to: on duty, with the fewest open tickets. Null: nobody, or it is not new. Since 0.3. */
  proposed: z.object({ id: z.int(), name: z.string(), team: z.string(), open: z.int() }).nullable(),
  previousId: z.int().nullable(),
  nextId: z.int().nullable(),
  /** Who of the desk is told what becomes of it though it is not theirs. Null: whoever asks is not of the desk. Since 0.5. */
  watchers: z.array(z.object({ id: z.int(), name: z.string() })).nullable(),
  /** Null: whoever asks is not of the desk. Since 0.5. */
  remoteHelp: RemoteHelpView.nullable(),
});
export type TicketView = z.infer<typeof TicketView>;

/**
 * `POST /api/v1/tickets/:id/comments`: an internal note, an answer to whoever reported it, or a question to them, which lets
 * the ticket wait for the answer. `files`: ids of what was uploaded for it before; with some, it needs no words. Since 0.5.
 */
export const CommentRequest = z
  .object({
    version: z.int(),
    body: z.string().trim().max(8000),
    kind: z.enum(['note', 'reply', 'question']).default('note'),
    files: z.array(z.int()).max(10).default([]),
  })
  .refine(({ body, files }) => body !== '' || files.length > 0, {
    path: ['body'],
    message: 'write something, or attach a file',
    params: { vi: 'viết gì đó, hoặc đính kèm một tệp' },
  });
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

/** `POST /api/v1/tickets/:id/hand-over`: the work waits for the vendor of the system. Since 0.3. */
export const HandOverRequest = z.object({
  version: z.int(),
  note: z.string().trim().min(1).max(8000),
  /** `digest` of the mail that was read and is to go out with it; left out: nothing is mailed. Since 0.4. */
  vendorMail: z.string().length(64).optional(),
});
export type HandOverRequest = z.infer<typeof HandOverRequest>;
/** `POST /api/v1/tickets/:id/resume`: it waits for nobody any more. Since 0.3. */
export const ResumeRequest = z.object({ version: z.int(), note: z.string().trim().max(8000).default('') });
export type ResumeRequest = z.infer<typeof ResumeRequest>;
/** `POST /api/v1/tickets/:id/prioritise`: the priority follows from both. Since 0.3. */
export const PrioritiseRequest = z.object({ version: z.int(), impact: Grade, urgency: Grade });
export type PrioritiseRequest = z.infer<typeof PrioritiseRequest>;
/** `POST /api/v1/tickets/:id/company`: I have it open; answers who else has. `DELETE`: I left. Since 0.4. */
export const CompanyRequest = z.object({ writing: z.boolean() });
export type CompanyRequest = z.infer<typeof CompanyRequest>;
export const TicketCompany = z.object({
  others: z.array(z.object({ name: z.string(), writing: z.boolean() })),
});
export type TicketCompany = z.infer<typeof TicketCompany>;
/** `POST /api/v1/tickets/:id/categorise`. Since 0.4. */
export const CategoriseRequest = z.object({ version: z.int(), category: ReportCategory });
export type CategoriseRequest = z.infer<typeof CategoriseRequest>;
/** `POST /api/v1/tickets/:id/close`: whoever reported it agrees, or nobody will ask again. Since 0.3. */
export const CloseRequest = z.object({ version: z.int() });
export type CloseRequest = z.infer<typeof CloseRequest>;
/** `POST /api/v1/tickets/:id/cancel`: there is nothing to do. Since 0.3. */
export const CancelRequest = z.object({ version: z.int(), reason: z.string().trim().min(1).max(8000) });
export type CancelRequest = z.infer<typeof CancelRequest>;
/** `POST /api/v1/tickets/:id/merge`: it is the same as the ticket with this number, PH-2026-000123 or just 123. Since 0.3. */
export const MergeRequest = z.object({
  version: z.int(),
  into: z
    .string()
    .trim()
    .regex(/^(PH-\d{4}-)?\d{1,6}$/i),
});
export type MergeRequest = z.infer<typeof MergeRequest>;

/** `POST /api/v1/tickets/:id/uploads`, multipart with one `file`: kept for a day, until a comment takes it along. Since 0.5. */
export const UploadReply = z.object({ id: z.int(), name: z.string(), bytes: z.int() });
export type UploadReply = z.infer<typeof UploadReply>;
/** `POST /api/v1/tickets/:id/watchers`; null: whoever asks. `DELETE …/watchers/:person` ends it. Since 0.5. */
export const WatchRequest = z.object({ personId: z.int().nullable().default(null) });
export type WatchRequest = z.infer<typeof WatchRequest>;
