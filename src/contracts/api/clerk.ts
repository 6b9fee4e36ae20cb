import { z } from 'zod';
import { Moment, ReportCategory, Text } from './common.js';
import { FollowedRemoteHelp } from './remote-help.js';
import { ShownFile, TicketStatus } from './ticket.js';

/** Header of every request of a page without sign-in that a secret address opened; the secret stands behind its #. */
export const LINK_HEADER = 'trucban-link';

const Name = z.string().trim().min(1).max(100);
const Phone = z
  .string()
  .transform((text) => text.replace(/[\s.-]/g, '').replace(/^\+84/, '0'))
  .pipe(z.string().regex(/^0([35789]\d{8}|2\d{9})$/));
const What = z.string().trim().min(1).max(4000);

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
  name: Name,
  phone: Phone,
  category: ReportCategory,
  deviceId: z.coerce.number().int().optional(),
  what: What,
});
export type PublicReport = z.infer<typeof PublicReport>;
/** `follow`: the secret of the clerk's own page about it, `/my-report#follow`. */
export const PublicReportReply = z.object({ number: z.string(), follow: z.string() });
export type PublicReportReply = z.infer<typeof PublicReportReply>;

/** What the PC and its center suffer from just now, as far as it is known. */
export const KnownTrouble = z.object({
  incidentId: z.int(),
  title: Text,
  since: Moment,
  category: ReportCategory,
  /** Id of the watched program that it is about; null: none, or not one of those. Since 0.4. */
  program: z.string().nullable(),
  /** Of more than this PC: many have it, and it has one ticket. */
  wide: z.boolean(),
  /** Null: nobody was told yet. */
  ticket: z.object({ number: z.string(), status: TicketStatus }).nullable(),
});
export type KnownTrouble = z.infer<typeof KnownTrouble>;

/**
 * `GET /api/v1/public/report-link`: what the link that a PC asked for opens. 404 `REPORT_LINK_UNKNOWN`, 410
 * `REPORT_LINK_USED` or `REPORT_LINK_EXPIRED`. Since 0.3.
 */
export const PcReportView = z.object({
  device: z.string(),
  center: z.string(),
  province: z.string(),
  troubles: z.array(KnownTrouble),
  announced: z.array(z.object({ id: z.int(), text: Text, reason: z.string() })),
  categories: z.array(z.object({ id: ReportCategory, label: Text })),
  maxPictureBytes: z.int(),
});
export type PcReportView = z.infer<typeof PcReportView>;

/**
 * `POST /api/v1/public/report-link`, multipart/form-data: the fields below, and at most one file `picture`. With `confirms` the
 * report joins the ticket of that incident. The link is used up by it. Since 0.3.
 */
export const PcReport = z
  .object({
    category: ReportCategory,
    what: What.optional(),
    name: Name.optional(),
    phone: Phone.optional(),
    confirms: z.coerce.number().int().optional(),
  })
  .refine(
    ({ what, confirms, category }) => what !== undefined || confirms !== undefined || category !== 'other',
    {
      path: ['what'],
      message: 'say what happens',
      params: { vi: 'cho biết đang bị gì' },
    },
  );
export type PcReport = z.infer<typeof PcReport>;

export const FollowedEvent = z.object({
  id: z.int(),
  at: Moment,
  kind: z.enum([
    'clerk',
    'reply',
    'asked',
    'taken',
    'resolved',
    'reopened',
    'closed',
    'merged',
    'split',
    'cancelled',
    'remote_help',
  ]),
  by: z.string().nullable(),
  text: Text,
  /** `GET /api/v1/public/followed/attachments/:id`, with the secret in `LINK_HEADER`. Since 0.5. */
  attachments: z.array(ShownFile),
});
export type FollowedEvent = z.infer<typeof FollowedEvent>;

/** `GET /api/v1/public/followed`: the clerk's own page about one report. Since 0.3. */
export const FollowedReport = z.object({
  number: z.string(),
  title: Text,
  place: z.string(),
  status: TicketStatus,
  openedAt: Moment,
  resolvedAt: Moment.nullable(),
  /** What clerks and the desk said to each other, and what became of it. Oldest first. */
  events: z.array(FollowedEvent),
  /** Somebody waits for an answer of the clerk. */
  asked: z.boolean(),
  verdict: z.enum(['done', 'still']).nullable(),
  rating: z.int().nullable(),
  /** What the desk handles apart from it. Since 0.5. */
  parts: z.array(
    z.object({
      number: z.string(),
      title: Text,
      status: TicketStatus,
      events: z.array(FollowedEvent),
    }),
  ),
  /** Somebody asks to see the screen of this PC, or does so. Null: nobody. Since 0.5. */
  remoteHelp: FollowedRemoteHelp.nullable(),
});
export type FollowedReport = z.infer<typeof FollowedReport>;

/** `POST /api/v1/public/followed/answers` */
export const FollowerAnswer = z.object({ body: What });
export type FollowerAnswer = z.infer<typeof FollowerAnswer>;
/** `POST /api/v1/public/followed/verdict`: "đã xong" with a rating, or "vẫn còn lỗi", which reopens the ticket. */
export const FollowerVerdict = z.object({
  verdict: z.enum(['done', 'still']),
  rating: z.int().min(1).max(5).nullable().default(null),
  note: z.string().trim().max(4000).default(''),
});
export type FollowerVerdict = z.infer<typeof FollowerVerdict>;
