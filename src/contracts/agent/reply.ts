import { z } from 'zod';
import { Instant } from './carries.js';
import { CONTRACT_VERSION } from './vocabulary.js';

/** A long list the server does not have under the digest that the agent named. */
export const WantedDocument = z.enum(['inventory', 'certificates']);
export type WantedDocument = z.infer<typeof WantedDocument>;

/** The answer to a report. It leaves only after the report is durable. */
export const Reply = z.object({
  v: z.literal(CONTRACT_VERSION),
  serverTime: Instant,
  nextBeatSeconds: z.int().min(1).max(3600),
  wants: z.array(WantedDocument),
  /** When it differs from the agent's, the agent fetches `GET /api/agent/v1/policy`. */
  policyVersion: z.int().min(0),
});
export type Reply = z.infer<typeof Reply>;
