import { z } from 'zod';

/** The only contract version spoken today. A new version is additive and keeps its golden samples. */
export const CONTRACT_VERSION = 1;

/** Where an observation of a watched program comes from. */
export const ProgramSource = z.enum(['process', 'listener', 'window', 'tab']);
export type ProgramSource = z.infer<typeof ProgramSource>;

/**
 * What was seen of a watched program.
 * - process: `ok`, `missing`
 * - listener: `ok`, `not_listening`
 * - window: `ok`, `not_responding`, `none` (no window is open)
 * - tab: `ok`, `not_responding`, `load_failed`, `server_error`, `slow`, `dialog` (waits for the clerk), `none`
 */
export const ProgramState = z.enum([
  'ok',
  'missing',
  'not_listening',
  'not_responding',
  'load_failed',
  'server_error',
  'slow',
  'dialog',
  'none',
]);
export type ProgramState = z.infer<typeof ProgramState>;

export const ProbeState = z.enum(['ok', 'slow', 'failed']);
export type ProbeState = z.infer<typeof ProbeState>;

/** The step of reaching a web system that went wrong or took the time. */
export const ProbePhase = z.enum(['dns', 'tcp', 'tls', 'http']);
export type ProbePhase = z.infer<typeof ProbePhase>;

export const ProbeCode = z.enum([
  'NAME_NOT_FOUND',
  'NAME_LOOKUP_FAILED',
  'CONNECTION_REFUSED',
  'CONNECTION_RESET',
  'CONNECT_TIMEOUT',
  'NETWORK_UNREACHABLE',
  'PROXY_FAILED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_UNTRUSTED',
  'CERTIFICATE_WRONG_NAME',
  'TLS_FAILED',
  'NO_ANSWER',
  'HTTP_CLIENT_ERROR',
  'HTTP_SERVER_ERROR',
  'INVALID_ANSWER',
]);
export type ProbeCode = z.infer<typeof ProbeCode>;

/** Why an agent says it is going away. */
export const Goodbye = z.enum(['shutdown', 'sleep', 'logoff', 'update', 'stopped_by_hand']);
export type Goodbye = z.infer<typeof Goodbye>;

export const Platform = z.enum(['windows', 'linux', 'other']);
