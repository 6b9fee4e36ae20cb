import { z } from 'zod';
import { Instant } from './carries.js';
import { CONTRACT_VERSION } from './vocabulary.js';

/** `POST /api/agent/v1/report-links`: where the clerk at this PC reports what is wrong; for one report, until `expiresAt`. */
export const ReportLinkReply = z.object({
  v: z.literal(CONTRACT_VERSION),
  url: z.string(),
  expiresAt: Instant,
});
export type ReportLinkReply = z.infer<typeof ReportLinkReply>;
