import type { IncidentView, RuleId, Severity } from '../../incidents/index.js';

type Scope = IncidentView['incident']['scope'];

/** A finding that nobody has to act on at once: where every finding of an incident is one, the daily digest tells it. */
interface TimelyEnough {
  rule: RuleId;
  /** Of this severity or a lesser one. */
  upTo: Severity;
  /** Only where no more than this is concerned. */
  scopes: readonly Scope[];
}

const OF_ONE_PC: readonly Scope[] = ['device'];

/**
 * What opens no ticket; docs/decisions/0009-what-deserves-no-ticket.md has the reasons. `low` is what a province called a
 * watched program whose faults can wait; a recurring fault is `low` where its program is not an important one.
 */
export const TOLD_ONCE_A_DAY: readonly TimelyEnough[] = [
  { rule: 'recurring-fault', upTo: 'low', scopes: OF_ONE_PC },
  { rule: 'web-slow', upTo: 'low', scopes: OF_ONE_PC },
  { rule: 'web-failing', upTo: 'low', scopes: OF_ONE_PC },
  { rule: 'web-unreachable', upTo: 'low', scopes: OF_ONE_PC },
  { rule: 'program-hung', upTo: 'low', scopes: OF_ONE_PC },
  { rule: 'program-missing', upTo: 'low', scopes: OF_ONE_PC },
  { rule: 'program-not-listening', upTo: 'low', scopes: OF_ONE_PC },
  { rule: 'server-was-blind', upTo: 'low', scopes: ['server'] },
];

const LEAST_FIRST: readonly Severity[] = ['low', 'normal', 'high', 'critical'];

/** Does an incident of these findings deserve a ticket? One finding that does is enough. */
export function deservesTicket(
  findings: readonly { rule: RuleId; severity: Severity }[],
  scope: Scope,
): boolean {
  return !findings.every((finding) =>
    TOLD_ONCE_A_DAY.some(
      ({ rule, upTo, scopes }) =>
        rule === finding.rule &&
        scopes.includes(scope) &&
        LEAST_FIRST.indexOf(finding.severity) <= LEAST_FIRST.indexOf(upTo),
    ),
  );
}
