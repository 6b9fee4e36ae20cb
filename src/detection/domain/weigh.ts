import type { Candidate, Evidence, Judgement, RuleId, Severity } from './finding.js';

/** An open finding as stored. */
export interface OpenFinding {
  id: number;
  rule: RuleId;
  thing: string;
  severity: Severity;
  evidence: Evidence;
  /** Since when its fault has not been seen; null while it is. */
  clearSince: number | null;
}

export interface Verdicts {
  open: (Candidate & { rule: RuleId })[];
  /** Severity or evidence changed in a way that people must hear of. */
  update: (Candidate & { id: number })[];
  /** The fault is no longer seen, from now on. */
  beginClearing: number[];
  /** It came back before the recovery had lasted. */
  resume: number[];
  /** The recovery has lasted; the fault ended when it was last seen. */
  end: { id: number; endedAt: number }[];
  /** The next moment at which time alone changes anything; null when none does. */
  checkAt: number | null;
}

/**
 * Holds what the rules see now against the findings that are open. A fault must last before it opens and stay away before
 * it ends (decision 10); both waits become `checkAt`, so that they end without another report.
 */
export function weigh(
  openFindings: readonly OpenFinding[],
  judgements: ReadonlyMap<RuleId, Judgement>,
  now: number,
  recoveryHoldMs: number,
): Verdicts {
  const verdicts: Verdicts = { open: [], update: [], beginClearing: [], resume: [], end: [], checkAt: null };
  const stored = new Map(openFindings.map((finding) => [`${finding.rule}/${finding.thing}`, finding]));
  const lookAt = (instant: number | null): void => {
    if (instant !== null && instant > now) verdicts.checkAt = Math.min(verdicts.checkAt ?? Infinity, instant);
  };
  for (const [rule, judgement] of judgements) {
    lookAt(judgement.lookAgainAt);
    for (const candidate of judgement.candidates) {
      const finding = stored.get(`${rule}/${candidate.thing}`);
      stored.delete(`${rule}/${candidate.thing}`);
      if (finding) confirm(verdicts, finding, candidate);
      else if (candidate.opensAt <= now) verdicts.open.push({ ...candidate, rule });
      else lookAt(candidate.opensAt);
    }
  }
  for (const finding of stored.values()) {
    if (judgements.get(finding.rule)?.blind) continue;
    const clearSince = finding.clearSince ?? now;
    if (clearSince + recoveryHoldMs <= now) verdicts.end.push({ id: finding.id, endedAt: clearSince });
    else {
      if (finding.clearSince === null) verdicts.beginClearing.push(finding.id);
      lookAt(clearSince + recoveryHoldMs);
    }
  }
  return verdicts;
}

function confirm(verdicts: Verdicts, finding: OpenFinding, candidate: Candidate): void {
  if (finding.clearSince !== null) verdicts.resume.push(finding.id);
  if (
    finding.severity !== candidate.severity ||
    material(finding.evidence) !== material(candidate.evidence)
  ) {
    verdicts.update.push({ ...candidate, id: finding.id });
  }
}

/** Measured values move all the time; these are what changes the meaning. */
function material({ source, phase, code, httpStatus, action, tierDays }: Evidence): string {
  return JSON.stringify([source, phase, code, httpStatus, action, tierDays]);
}
