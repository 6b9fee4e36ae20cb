import { z } from 'zod';
import { Moment, Text } from './common.js';
import { NoticeOutcome } from './notices.js';
import { TicketPriority } from './ticket.js';

/** The turns of a ticket that people are told of, but for what they write to each other. */
export const WebhookKind = z.enum([
  'opened',
  'clerk',
  'evidence',
  'assigned',
  'escalated',
  'woken',
  'resolved',
  'reopened',
  'cancelled',
]);
export type WebhookKind = z.infer<typeof WebhookKind>;

/** `POST /api/v1/webhooks`, and to change one `POST /api/v1/webhooks/:id`. */
export const NewWebhook = z.object({
  name: z.string().trim().min(2).max(100),
  /** https; http only for addresses of this machine and of private networks. */
  url: z.string().trim().min(1).max(500),
  kinds: z.array(WebhookKind).min(1).max(WebhookKind.options.length),
  /** Tickets of this priority and more urgent ones. */
  leastPriority: TicketPriority,
  /** Code of the province; null: everywhere. */
  province: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  enabled: z.boolean(),
});
export type NewWebhook = z.infer<typeof NewWebhook>;

export const WebhookOutcome = z.object({
  at: Moment,
  ticketId: z.int(),
  number: z.string(),
  what: Text,
  outcome: NoticeOutcome,
  became: Text,
  attempts: z.int(),
});
export type WebhookOutcome = z.infer<typeof WebhookOutcome>;

export const WebhookView = NewWebhook.extend({
  id: z.int(),
  provinceName: z.string().nullable(),
  /** What turned it off; null: it is on. */
  off: z.object({ reason: z.enum(['BY_HAND', 'GONE', 'FAILING']), at: Moment }).nullable(),
  /** Since when every message to it failed; null: it answers, or nothing was sent yet. */
  failingSince: Moment.nullable(),
  /** Until when messages are signed with the former secret, too; null: there is none. */
  formerUntil: Moment.nullable(),
  /** The last ten, newest first. */
  outcomes: z.array(WebhookOutcome),
});
export type WebhookView = z.infer<typeof WebhookView>;

/** `GET /api/v1/webhooks` (webhooks.manage). Since 0.5. */
export const WebhookPage = z.object({
  endpoints: z.array(WebhookView),
  provinces: z.array(z.object({ code: z.string(), name: z.string() })),
});
export type WebhookPage = z.infer<typeof WebhookPage>;

/** The answer to making one, and to `POST /api/v1/webhooks/:id/secret`: the only time that the secret is told. */
export const WebhookSecret = z.object({ id: z.int(), name: z.string(), secret: z.string() });
export type WebhookSecret = z.infer<typeof WebhookSecret>;

/** `POST /api/v1/webhooks/:id/test`: what the other side said to a test message. */
export const WebhookTest = z.object({
  ok: z.boolean(),
  /** Null: it gave no answer, and `fault` says why. */
  status: z.int().nullable(),
  fault: z.string().nullable(),
  /** The beginning of its answer. */
  answer: z.string(),
});
export type WebhookTest = z.infer<typeof WebhookTest>;
