import type { Policy } from '../../inventory/index.js';
import type {
  BlindSpan,
  CertificateEntity,
  DeviceSnapshot,
  ServerFaults,
  SpanSource,
} from '../../state/index.js';

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
  | 'clock-wrong'
  | RecurringRuleId;
export type RecurringRuleId = 'recurring-fault' | 'recurring-silence';
export type ServerRuleId = 'server-line-lost' | 'server-clock-wrong' | 'server-unsteady' | 'server-was-blind';
export type RuleId = DeviceRuleId | ServerRuleId | 'certificate-ending';

/** Codes and numbers, never sentences. Which fields are there depends on the rule. */
export interface Evidence {
  /** Who saw it. */
  source?: SpanSource;
  phase?: string | null;
  code?: string | null;
  httpStatus?: number | null;
  freePercent?: number;
  /** Positive: the PC's clock is behind the server's; of the server: most PCs' clocks are. */
  skewMinutes?: number;
  /** Of the server: so many centers or PCs, of so many. */
  count?: number;
  of?: number;
  /** Why it did not hear, and how long, seconds. */
  reason?: BlindSpan['reason'];
  seconds?: number;
  /** What is to be done with a certificate, and the tier (days left) that it has reached. */
  action?: 'renew' | 'replace' | 'expired';
  tierDays?: number;
  notAfter?: number;
  holder?: string;
  /** Is the certificate in the newest list of its PC? If not, when it was seen last. */
  present?: boolean;
  lastSeenAt?: number;
  /** What comes back, as it was when that was noticed: so often, on so many days, so long in all; instants are epoch ms. */
  kind?: DeviceRuleId;
  times?: number;
  days?: number;
  minutes?: number;
  firstAt?: number;
  lastAt?: number;
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
  hearing: HearingFacts;
}

/** Whether the server may blame a PC for what it does not hear, or hears at another time than it should. */
export interface HearingFacts {
  /** Epoch ms; 0: always. */
  since: number;
  lineLost: boolean;
  clockWrong: boolean;
}

export const HEARS_WELL: HearingFacts = { since: 0, lineLost: false, clockWrong: false };

/** One question about a PC. Pure: what is believed, now and policy in; what is seen out. */
export interface DeviceRule {
  id: Exclude<DeviceRuleId, RecurringRuleId>;
  judge(snapshot: DeviceSnapshot, context: DeviceContext, now: number): Judgement;
}

/** A fault of a PC that was and is over; instants are epoch ms. */
export interface Episode {
  /** The rule that such a fault is a matter of, though it may have been too short for it. */
  kind: DeviceRuleId;
  /** Watched program; empty: the PC itself. */
  thing: string;
  from: number;
  until: number;
}

/** What a rule about recurring faults is told beside the context of its PC. */
export interface Recurrence {
  /** Those that were this PC's alone, as far back as the policy looks. */
  episodes: readonly Episode[];
  /** What is open on the PC now, by `rule/thing`. */
  open: ReadonlySet<string>;
}

/** One question about what a PC has been through lately. Pure, as a DeviceRule. */
export interface RecurringRule {
  id: RecurringRuleId;
  judge(recurrence: Recurrence, context: DeviceContext, now: number): Judgement;
}

/** Of a certificate what a rule judges by. */
export type CertificateFacts = Pick<
  CertificateEntity,
  'holder' | 'notAfter' | 'present' | 'lastSeenAt' | 'supersededBy'
>;

/** What is known of the server's own hearing. */
export interface ServerFacts {
  faults: ServerFaults;
  /** Stretches in which it heard nobody, of the last hours, oldest first; a lost line is among `faults`, not here. */
  blindness: readonly BlindSpan[];
}

/** One question about the server itself. */
export interface ServerRule {
  id: ServerRuleId;
  judge(server: ServerFacts, policy: Policy, now: number): Judgement;
}

export interface CertificateRule {
  id: 'certificate-ending';
  judge(certificate: CertificateFacts, policy: Policy, now: number): Judgement;
}

export function sees(candidates: Candidate[], lookAgainAt: number | null = null): Judgement {
  return { candidates, blind: false, lookAgainAt };
}

export const BLIND: Judgement = { candidates: [], blind: true, lookAgainAt: null };
