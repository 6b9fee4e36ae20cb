import { z } from 'zod';

/** Stable error codes of the agent API. `docs/agent-api.md` explains each; a test keeps the two lists equal. */
export const AgentErrorCode = z.enum([
  'BODY_TOO_LARGE',
  'BODY_NOT_JSON',
  'BODY_COMPRESSED',
  'REPORT_INVALID',
  'VERSION_UNSUPPORTED',
  'TOKEN_MISSING',
  'TOKEN_UNKNOWN',
  'TOKEN_REVOKED',
  'DEVICE_CLONED',
  'ENROLMENT_INVALID',
  'JOIN_CODE_UNKNOWN',
  'JOIN_CODE_EXPIRED',
  'JOIN_CODE_USED_UP',
  'JOIN_CODE_REVOKED',
  'DEVICE_IS_REPORTING',
  'TOO_MANY_REPORT_LINKS',
  'SERVER_BUSY',
]);
export type AgentErrorCode = z.infer<typeof AgentErrorCode>;
