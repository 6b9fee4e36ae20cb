import { z } from 'zod';
import { Moment, Text } from './common.js';

/** The ways by which a person is told. */
export const PersonalChannel = z.enum(['mail', 'browser', 'zalo']);
export type PersonalChannel = z.infer<typeof PersonalChannel>;
/** What comes by a channel: everything, urgent tickets and what is for this person by name, or nothing. */
export const NoticeChoice = z.enum(['all', 'urgent', 'none']);
export type NoticeChoice = z.infer<typeof NoticeChoice>;
/** Quiet hours: as the office has them, own ones, or none. */
export const QuietChoice = z.enum(['office', 'own', 'none']);
export type QuietChoice = z.infer<typeof QuietChoice>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** What became of a notice. `held`: quiet hours; `quiet`: nobody was to be told by it; `doubt`: it may have arrived. */
export const NoticeOutcome = z.enum(['sent', 'waiting', 'held', 'quiet', 'failed', 'doubt']);
export type NoticeOutcome = z.infer<typeof NoticeOutcome>;

export const NoticeLine = z.object({
  id: z.int(),
  at: Moment,
  channel: z.enum(['mail', 'browser', 'zalo', 'webhook']),
  /** Null: the daily digest. */
  ticket: z.object({ id: z.int(), number: z.string(), title: Text }).nullable(),
  /** What happened: "Phiếu mới". */
  what: Text,
  outcome: NoticeOutcome,
  /** The same in words: "giữ đến 06:30". */
  became: Text,
  /** Why this person is told, or why not. */
  why: Text,
});
export type NoticeLine = z.infer<typeof NoticeLine>;

export const ChannelView = z.object({
  channel: PersonalChannel,
  choice: NoticeChoice,
  /** `no-address`: the account has no mail address; `not-linked`: no Zalo. Nothing comes by those. */
  state: z.enum(['ready', 'not-set-up', 'no-address', 'not-linked']),
  /** Where it goes, where that is no secret. */
  address: z.string().nullable(),
});
export type ChannelView = z.infer<typeof ChannelView>;

/** `GET /api/v1/my-notices`: of the person who asks. Since 0.5. */
export const MyNoticesView = z.object({
  channels: z.array(ChannelView),
  quiet: z.object({
    choice: QuietChoice,
    from: TimeOfDay,
    to: TimeOfDay,
    office: z.object({ from: TimeOfDay, to: TimeOfDay }),
  }),
  /** Newest first. */
  latest: z.array(NoticeLine),
});
export type MyNoticesView = z.infer<typeof MyNoticesView>;

/** `POST /api/v1/my-notices`. 409 `NOTICES_NO_WAY_LEFT` where nothing would reach this person any more. */
export const NoticeChoices = z.object({
  mail: NoticeChoice,
  browser: NoticeChoice,
  zalo: NoticeChoice,
  quiet: z.object({ choice: QuietChoice, from: TimeOfDay, to: TimeOfDay }),
});
export type NoticeChoices = z.infer<typeof NoticeChoices>;

/** `POST /api/v1/my-notices/zalo`: what to send to the official account, and until when. `DELETE` of it ends the link. */
export const ZaloCode = z.object({ code: z.string(), expiresAt: Moment });
export type ZaloCode = z.infer<typeof ZaloCode>;

/** One line of the bell. */
export const InboxLine = z.object({
  id: z.int(),
  at: Moment,
  ticketId: z.int(),
  number: z.string(),
  title: Text,
  place: z.string(),
  what: Text,
  why: Text,
  urgent: z.boolean(),
  read: z.boolean(),
});
export type InboxLine = z.infer<typeof InboxLine>;

/** `GET /api/v1/my-notices/inbox`: the newest 50, newest first. Since 0.5. */
export const Inbox = z.object({ unread: z.int(), rows: z.array(InboxLine) });
export type Inbox = z.infer<typeof Inbox>;

/** `POST /api/v1/my-notices/read`: this one, or it and all that came before. */
export const InboxRead = z.object({ id: z.int().min(1), before: z.boolean().default(false) });
export type InboxRead = z.infer<typeof InboxRead>;

/** The data of the event `inbox` of `GET /api/v1/my-notices/events`: what there is to read now; `latest`: the newest unread. */
export const InboxHint = z.object({ unread: z.int(), latest: z.int() });
export type InboxHint = z.infer<typeof InboxHint>;

/** `GET /api/v1/tickets/:id/told` (notes.read): who was told of a ticket, newest first, at most 100. Since 0.5. */
export const TicketTold = z.object({
  rows: z.array(NoticeLine.omit({ ticket: true }).extend({ who: Text })),
});
export type TicketTold = z.infer<typeof TicketTold>;
