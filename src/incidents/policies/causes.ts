import type { Finding, ReachCount, RuleId } from '../../detection/index.js';

/** Fields of a finding that must be equal for two findings to share a cause. */
type CauseField = 'deviceId' | 'certificateId' | 'thing';

export interface CausePolicy {
  family: string;
  rules: readonly RuleId[];
  equal: readonly CauseField[];
  /** Rules whose findings become one incident of the whole system when no PC reaches it any more. */
  widening: readonly RuleId[];
}

const WEB_RULES: readonly RuleId[] = ['web-unreachable', 'web-failing', 'web-slow'];

/** Which findings are one cause (decision 9): data, read by one small function. */
export const CAUSE_POLICIES: readonly CausePolicy[] = [
  {
    family: 'presence',
    rules: ['device-silent', 'device-stopped-by-hand'],
    equal: ['deviceId'],
    widening: [],
  },
  {
    family: 'program',
    rules: ['program-hung', 'program-missing', 'program-not-listening', ...WEB_RULES],
    equal: ['deviceId', 'thing'],
    widening: ['web-unreachable', 'web-failing'],
  },
  { family: 'disk', rules: ['disk-nearly-full'], equal: ['deviceId', 'thing'], widening: [] },
  { family: 'clock', rules: ['clock-wrong'], equal: ['deviceId'], widening: [] },
  { family: 'certificate', rules: ['certificate-ending'], equal: ['certificateId'], widening: [] },
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

export function systemCauseKey(programId: string): string {
  return `system:${programId}`;
}

export function widens(rule: RuleId): boolean {
  return policyFor(rule).widening.includes(rule);
}

/** Whose fault it is, as far as the probes of the PCs can tell. */
export type Reach = 'device' | 'system' | 'unknown';

/**
 * Probes are minutes apart, so while a system fails some PCs have not noticed yet: failures in `systemCenters` centers
 * outweigh them. Below that, one other PC that still reaches the system clears it; one PC alone proves nothing about it.
 */
export function reachVerdict(
  { reaching, failing, failingCenters }: ReachCount,
  systemCenters: number,
): Reach {
  if (failingCenters >= systemCenters) return 'system';
  if (reaching > 0) return 'device';
  return failing > 1 ? 'system' : 'unknown';
}
