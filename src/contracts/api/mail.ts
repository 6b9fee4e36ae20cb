import { z } from 'zod';
import { Moment, Text } from './common.js';

/** A mail that waits for a person. */
export const AsideMail = z.object({
  id: z.int(),
  at: Moment,
  from: z.string(),
  name: z.string(),
  subject: z.string(),
  text: z.string(),
  reason: Text,
  bytes: z.int(),
});
export type AsideMail = z.infer<typeof AsideMail>;

/** `GET /api/v1/mail` (tickets.work): how the mailbox is, and what was put aside, the newest 100. Since 0.4. */
export const MailboxView = z.object({
  /** False: no mailbox is set up, and answers by mail are not read. */
  configured: z.boolean(),
  /** When it was last known to have been read; up to 5 minutes behind. */
  readAt: Moment.nullable(),
  /** Null: it can be read. `code` is the network's or the server's, such as ECONNREFUSED. */
  failing: z.object({ since: Moment, code: z.string() }).nullable(),
  total: z.int(),
  aside: z.array(AsideMail),
});
export type MailboxView = z.infer<typeof MailboxView>;

/** `POST /api/v1/mail/aside/:id/open`: the ticket that it became. */
export const MailOpened = z.object({ ticketId: z.int() });
export type MailOpened = z.infer<typeof MailOpened>;

/** `GET /api/v1/tickets/:id/vendor-mail` (tickets.work): the mail that would hand the ticket over, word for word. Since 0.4. */
export const VendorMailPreview = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** Of all three: sent back with the hand-over, so that what goes out is what was read. */
  digest: z.string(),
});
export type VendorMailPreview = z.infer<typeof VendorMailPreview>;
