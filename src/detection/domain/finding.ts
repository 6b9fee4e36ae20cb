import type { Policy } from '../../inventory/index.js';
import type { CertificateEntity, DeviceSnapshot, SpanSource } from '../../state/index.js';

export type Severity = 'critical' | 'high' | 'normal' | 'low';

export type DeviceRuleId =
  | 'device-silent'
  | 'device-stopped-by-hand'
  | 'device-off-for-days'
  | 'program-hung'
  | 'program-missing'
  | 'program-not-listening'
  | 'web-unreachable'
  | 'web-failing'
  | 'web-slow'
  | 'disk-nearly-full'
  | 'clock-wrong';
export type RuleId = DeviceRuleId | 'certificate-ending';

/** Codes and numbers, never sentences. Which fields are there depends on the rule. */
export interface Evidence {
  /** Who saw it. */
  source?: SpanSource;
  phase?: string | null;
  code?: string | null;
  httpStatus?: number | null;
  freePercent?: number;
  /** Positive: the PC's clock is behind the server's. */
  skewMinutes?: number;
  /** What is to be done with a certificate, and the tier (days left) that it has reached. */
  action?: 'renew' | 'replace' | 'expired';
  tierDays?: number;
  notAfter?: number;
  holder?: string;
  /** Is the certificate in the newest list of its PC? If not, when it was seen last. */
  present?: boolean;
  lastSeenAt?: number;
}

/** Something a rule sees. It becomes a finding when it has lasted until `opensAt`. */
export interface Candidate {
  /** Watched program, disk; empty when the subject itself is meant. */
  thing: string;
  /** When it truly began, epoch ms. */
  since: number;
  opensAt: number;
  severity: Severity;
  evidence: Evidence;
}

export interface Judgement {
  candidates: Candidate[];
  /** The rule cannot see now (the PC is silent): what is open stays open, nothing opens. */
  blind: boolean;
  /** A moment at which time alone changes the judgement, beyond the candidates' own `opensAt`. */
  lookAgainAt: number | null;
}

/** A watched program as rules need it. */
export interface ProgramFacts {
  id: string;
  kind: 'web' | 'desktop';
  severity: Severity;
  required: boolean;
}

export interface DeviceContext {
  policy: Policy;
  /** By id; programs that are no longer watched are absent and raise nothing. */
  programs: ReadonlyMap<string, ProgramFacts>;
  /** Is the PC's center at work at this instant? */
  atWork: (instant: number) => boolean;
  /** The end of its `count`-th whole working day after `since`; null: none is known. */
  afterWorkingDays: (since: number, count: number) => number | null;
}

/** One question about a PC. Pure: what is believed, now and policy in; what is seen out. */
export interface DeviceRule {
  id: DeviceRuleId;
  judge(snapshot: DeviceSnapshot, context: DeviceContext, now: number): Judgement;
}

/** Of a certificate what a rule judges by. */
export type CertificateFacts = Pick<
  CertificateEntity,
  'holder' | 'notAfter' | 'present' | 'lastSeenAt' | 'supersededBy'
>;

export interface CertificateRule {
  id: 'certificate-ending';
  judge(certificate: CertificateFacts, policy: Policy, now: number): Judgement;
}

export function sees(candidates: Candidate[], lookAgainAt: number | null = null): Judgement {
  return { candidates, blind: false, lookAgainAt };
}

export const BLIND: Judgement = { candidates: [], blind: true, lookAgainAt: null };
