import type { AgentErrorCode } from '../../src/contracts/agent/index.js';

/** Codes of failures in which the server itself said nothing that could be understood. */
export type TransportCode =
  AgentErrorCode | 'NETWORK_FAILED' | 'TIMED_OUT' | 'ANSWER_NOT_UNDERSTOOD' | 'REFUSED';

/** Who must act is in the type: time heals a retryable one, only a person or other data heal a permanent one. */
export class TransportError extends Error {
  constructor(
    readonly kind: 'retryable' | 'permanent',
    readonly code: TransportCode,
    message: string,
    readonly detail: { status?: number; path?: string; retryAfterMs?: number } = {},
  ) {
    super(message);
  }
}
