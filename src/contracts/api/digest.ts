import { z } from 'zod';
import { Moment, Text } from './common.js';

/** What can wait, told by group; numbers first. `path`: the page where it can be seen. */
export const DigestPart = z.object({
  title: Text,
  lines: z.array(z.object({ count: z.int(), text: Text, path: z.string() })),
});
export type DigestPart = z.infer<typeof DigestPart>;

/** `GET /api/v1/digest` (tickets.read). Since 0.2. */
export const DigestView = z.object({
  /** What the next mail would tell if it were made now. */
  coming: z.object({ since: Moment, dueAt: Moment.nullable(), parts: z.array(DigestPart) }),
  /** The one that was made last; null: none was. Empty parts: there was nothing to tell. */
  last: z.object({ since: Moment, madeAt: Moment, parts: z.array(DigestPart) }).nullable(),
  /** Is it mailed to the person who asks? */
  wanted: z.boolean(),
});
export type DigestView = z.infer<typeof DigestView>;

/** `POST /api/v1/digest/wanted` (tickets.read): for the person who asks. */
export const DigestChoice = z.object({ wanted: z.boolean() });
export type DigestChoice = z.infer<typeof DigestChoice>;
