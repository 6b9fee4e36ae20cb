import type { ProbeCode, ProbePhase } from '../contracts/agent/index.js';
import { ProxyError } from './tunnel.js';

type Phase = ProbePhase;
type Code = ProbeCode;

/** A step that failed, in the words of the contract. */
export class ProbeFailure extends Error {
  constructor(
    readonly phase: Phase,
    readonly code: Code,
    readonly httpStatus: number | null = null,
  ) {
    super(`${phase}: ${code}`);
  }
}

const TIMEOUTS: Record<Phase, Code> = {
  dns: 'NAME_LOOKUP_FAILED',
  tcp: 'CONNECT_TIMEOUT',
  tls: 'NO_ANSWER',
  http: 'NO_ANSWER',
};

const REST: Record<Phase, Code> = {
  dns: 'NAME_LOOKUP_FAILED',
  tcp: 'NETWORK_UNREACHABLE',
  tls: 'TLS_FAILED',
  http: 'INVALID_ANSWER',
};

const BY_CODE: Record<string, Code> = {
  ENOTFOUND: 'NAME_NOT_FOUND',
  ENODATA: 'NAME_NOT_FOUND',
  EAI_AGAIN: 'NAME_LOOKUP_FAILED',
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  ETIMEDOUT: 'CONNECT_TIMEOUT',
  ENETUNREACH: 'NETWORK_UNREACHABLE',
  EHOSTUNREACH: 'NETWORK_UNREACHABLE',
  EADDRNOTAVAIL: 'NETWORK_UNREACHABLE',
};

/** What a step's error means. `timedOut` says that the probe's own time ran out in this step. */
export function failureOf(phase: Phase, error: unknown, timedOut: boolean): ProbeFailure {
  if (error instanceof ProbeFailure) return error;
  if (error instanceof ProxyError) return new ProbeFailure(phase, 'PROXY_FAILED');
  if (timedOut) return new ProbeFailure(phase, TIMEOUTS[phase]);
  const code = systemCode(error);
  return new ProbeFailure(phase, BY_CODE[code] ?? REST[phase]);
}

/** Connecting to several addresses fails with all their errors in one; a refusal says more than a missing route. */
function systemCode(error: unknown): string {
  if (error instanceof AggregateError) {
    const codes = error.errors.map(systemCode);
    return codes.find((code) => code === 'ECONNREFUSED') ?? codes[0] ?? '';
  }
  return (error as { code?: string } | null)?.code ?? '';
}

/**
 * Why a certificate was not accepted. The dates come first: an expired certificate signed by an unknown authority is
 * named by what its owner can see and mend.
 */
export function certificateFailure(reason: string, validTo: number | null, now: number): ProbeFailure {
  if (reason === 'CERT_HAS_EXPIRED' || (validTo !== null && validTo < now)) {
    return new ProbeFailure('tls', 'CERTIFICATE_EXPIRED');
  }
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID') return new ProbeFailure('tls', 'CERTIFICATE_WRONG_NAME');
  return new ProbeFailure('tls', 'CERTIFICATE_UNTRUSTED');
}

/**
 * Whether a status means that the system serves people. A page that wants a sign-in (401) or does not do HEAD
 * (405, 501) does; redirects are counted, not followed.
 */
export function statusFailure(status: number): ProbeFailure | null {
  if (status < 400 || status === 401 || status === 405 || status === 501) return null;
  return new ProbeFailure('http', status >= 500 ? 'HTTP_SERVER_ERROR' : 'HTTP_CLIENT_ERROR', status);
}
