import { z } from 'zod';
import { Moment, Text } from './common.js';

/** Programs with which people share a screen. The product is none of them: it asks, and keeps who agreed. */
export const RemoteTool = z.enum(['ultraviewer', 'teamviewer', 'anydesk', 'zalo', 'other']);
export type RemoteTool = z.infer<typeof RemoteTool>;

/** Đã hỏi, đồng ý, không đồng ý, đang hỗ trợ, đã kết thúc, hết thời gian. */
export const RemoteState = z.enum(['asked', 'accepted', 'declined', 'begun', 'ended', 'expired']);
export type RemoteState = z.infer<typeof RemoteState>;

const Tool = z.object({ id: RemoteTool, label: Text });

/** Part of `TicketView`: what stands open just now, and whom one may ask with which programs. Since 0.5. */
export const RemoteHelpView = z.object({
  tools: z.array(Tool),
  /** Clerks who follow the ticket. */
  clerks: z.array(z.object({ id: z.int(), name: z.string() })),
  /** Null: nothing is asked, and nothing is under way. */
  current: z
    .object({
      tool: Tool,
      /** What was written to the clerk. */
      sentence: z.string(),
      by: z.string(),
      clerk: z.string(),
      state: RemoteState,
      askedAt: Moment,
      acceptedAt: Moment.nullable(),
      begunAt: Moment.nullable(),
      /** When the state passes by itself. */
      expiresAt: Moment,
      /** The clerk typed what the program shows, and it is not forgotten yet. */
      hasCodes: z.boolean(),
      /** Whoever reads this may read the codes, and begins. */
      mine: z.boolean(),
    })
    .nullable(),
});
export type RemoteHelpView = z.infer<typeof RemoteHelpView>;

/** `POST /api/v1/tickets/:id/remote-help`; `clerkId` null: the first who follows the ticket. */
export const RemoteHelpRequest = z.object({
  version: z.int(),
  tool: RemoteTool,
  sentence: z.string().trim().max(300).default(''),
  clerkId: z.int().nullable().default(null),
});
export type RemoteHelpRequest = z.infer<typeof RemoteHelpRequest>;

/** `POST /api/v1/tickets/:id/remote-help/begin` and `…/end`. */
export const RemoteHelpMove = z.object({ version: z.int() });
export type RemoteHelpMove = z.infer<typeof RemoteHelpMove>;

/** `GET /api/v1/tickets/:id/remote-help/codes`: for whoever asked and whoever has the ticket; 403 `REMOTE_HELP_NOT_YOURS`. */
export const RemoteCodes = z.object({
  codes: z.object({ id: z.string(), password: z.string(), forgottenAt: Moment }).nullable(),
});
export type RemoteCodes = z.infer<typeof RemoteCodes>;

/** Part of `FollowedReport`: what the clerk is asked. */
export const FollowedRemoteHelp = z.object({
  id: z.int(),
  tool: Tool,
  sentence: z.string(),
  by: z.string(),
  state: RemoteState,
  /** What the program shows and the clerk types. */
  asks: z.object({ id: z.boolean(), password: z.boolean(), example: z.string() }),
  hasCodes: z.boolean(),
});
export type FollowedRemoteHelp = z.infer<typeof FollowedRemoteHelp>;

/** `POST /api/v1/public/followed/remote-help`: the clerk agrees, does not, or ends it, at any time. */
export const RemoteHelpAnswer = z.object({ id: z.int(), answer: z.enum(['accept', 'decline', 'end']) });
export type RemoteHelpAnswer = z.infer<typeof RemoteHelpAnswer>;

/** `POST /api/v1/public/followed/remote-help/codes`; typed again, they take the place of the former. */
export const RemoteCodesSaid = z.object({
  id: z.int(),
  code: z.string().trim().max(60),
  password: z.string().trim().max(60).default(''),
});
export type RemoteCodesSaid = z.infer<typeof RemoteCodesSaid>;
