import type { Finding, RuleId } from '../../detection/index.js';

/** Fields of a finding that must be equal for two findings to share a cause. */
type CauseField = 'deviceId' | 'certificateId' | 'thing';

export interface CausePolicy {
  family: string;
  rules: readonly RuleId[];
  equal: readonly CauseField[];
  /** Rules whose findings can be the fault of a whole system or center. */
  widening: readonly RuleId[];
}

const WEB_RULES: readonly RuleId[] = ['web-unreachable', 'web-failing', 'web-slow'];

/** Which findings are one cause (decision 9): data, read by one small function. */
export const CAUSE_POLICIES: readonly CausePolicy[] = [
  {
    family: 'presence',
    rules: ['device-silent', 'device-stopped-by-hand', 'device-off-for-days', 'recurring-silence'],
    equal: ['deviceId'],
    widening: ['device-silent'],
  },
  {
    family: 'program',
    rules: ['program-hung', 'program-missing', 'program-not-listening', ...WEB_RULES, 'recurring-fault'],
    equal: ['deviceId', 'thing'],
    widening: ['web-unreachable', 'web-failing'],
  },
  { family: 'disk', rules: ['disk-nearly-full'], equal: ['deviceId', 'thing'], widening: [] },
  { family: 'clock', rules: ['clock-wrong'], equal: ['deviceId'], widening: [] },
  { family: 'certificate', rules: ['certificate-ending'], equal: ['certificateId'], widening: [] },
  {
    family: 'server',
    rules: ['server-line-lost', 'server-clock-wrong', 'server-unsteady', 'server-was-blind'],
    equal: ['thing'],
    // What needs a person words the incident before what is only worth knowing.
    widening: ['server-unsteady'],
  },
];

export function policyFor(rule: RuleId): CausePolicy {
  const policy = CAUSE_POLICIES.find(({ rules }) => rules.includes(rule));
  if (!policy) throw new Error(`no cause policy names the rule ${rule}`);
  return policy;
}

/** The key under which at most one incident is open. */
export function causeKey(finding: Pick<Finding, 'rule' | CauseField>): string {
  const { family, equal } = policyFor(finding.rule);
  return [family, ...equal.map((field) => String(finding[field]))].join(':');
}

export const systemKey = (programId: string): string => `system:${programId}`;
export const centerSystemKey = (centerId: number, programId: string): string =>
  `center:${centerId}:${programId}`;
export const centerSilenceKey = (centerId: number): string => `silence:${centerId}`;

export function isCenterSilence({ causeKey: key }: { causeKey: string }): boolean {
  return key.startsWith('silence:');
}

export function widens(rule: RuleId): boolean {
  return policyFor(rule).widening.includes(rule);
}

/** A system that answers late: judged by how many centers say so, and no reason to call it unreachable. */
export const SLOW_RULE: RuleId = 'web-slow';

/** May others share what this rule found, so that it is judged together with theirs? */
export function mayBeShared(rule: RuleId): boolean {
  return widens(rule) || rule === SLOW_RULE;
}

/** Found over days: what others see today neither explains it nor is explained by it. */
export function isFoundOverDays(rule: RuleId): boolean {
  return rule === 'recurring-fault';
}

/** Rules about watched programs, which are judged program by program. */
export const PROGRAM_RULES: readonly RuleId[] = policyFor('program-hung').rules;

/** `server`: Trực Ban itself, its clock or its line. */
export type Scope = 'device' | 'certificate' | 'center' | 'system' | 'server';

const NARROW_FIRST: readonly Scope[] = ['certificate', 'device', 'center', 'system', 'server'];

export function isWider(scope: Scope, than: Scope): boolean {
  return NARROW_FIRST.indexOf(scope) > NARROW_FIRST.indexOf(than);
}

/** Whose fault it is, as far as probes can tell. `lines`: of several centers, which fail to reach what the server reaches. */
export type Reach = 'device' | 'center' | 'system' | 'lines' | 'unknown';
