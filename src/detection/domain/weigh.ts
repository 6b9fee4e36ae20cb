import type { Candidate, Evidence, Judgement, RuleId, Severity } from './finding.js';
import { calmAt, changed, type Flap, type FlapTuning, STEADY } from './flapping.js';

/** An open finding as stored. */
export interface OpenFinding {
  id: number;
  rule: RuleId;
  thing: string;
  severity: Severity;
  evidence: Evidence;
  /** Since when its fault has not been seen; null while it is. */
  clearSince: number | null;
  /** How restless it is; steady unless told. */
  flap?: Flap;
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
  /** Findings whose restlessness changed; `turned`: it began or ceased to flap, and people must hear of it. */
  flaps: { id: number; flap: Flap; turned: boolean }[];
  /** The next moment at which time alone changes anything; null when none does. */
  checkAt: number | null;
}

/**
 * Holds what the rules see now against the findings that are open. A fault must last before it opens and stay away before
 * it ends (decision 10); both waits become `checkAt`, so that they end without another report. While a finding flaps it
 * stays open, whatever is seen; without `tuning` nothing flaps.
 */
export function weigh(
  openFindings: readonly OpenFinding[],
  judgements: ReadonlyMap<RuleId, Judgement>,
  now: number,
  recoveryHoldMs: number,
  tuning: FlapTuning | null = null,
): Verdicts {
  const nothing = { open: [], update: [], beginClearing: [], resume: [], end: [], flaps: [] };
  const verdicts: Verdicts = { ...nothing, checkAt: null };
  const stored = new Map(openFindings.map((finding) => [`${finding.rule}/${finding.thing}`, finding]));
  const lookAt = (instant: number | null): void => {
    if (instant !== null && instant > now) verdicts.checkAt = Math.min(verdicts.checkAt ?? Infinity, instant);
  };
  for (const [rule, judgement] of judgements) {
    lookAt(judgement.lookAgainAt);
    for (const candidate of judgement.candidates) {
      const finding = stored.get(`${rule}/${candidate.thing}`);
      stored.delete(`${rule}/${candidate.thing}`);
      if (finding) {
        confirm(verdicts, finding, candidate);
        lookAt(restlessness(verdicts, finding, finding.clearSince !== null, now, tuning));
      } else if (candidate.opensAt <= now) verdicts.open.push({ ...candidate, rule });
      else lookAt(candidate.opensAt);
    }
  }
  for (const finding of stored.values()) {
    if (judgements.get(finding.rule)?.blind) continue;
    const clearSince = finding.clearSince ?? now;
    const calm = restlessness(verdicts, finding, finding.clearSince === null, now, tuning);
    const endsAt = Math.max(clearSince + recoveryHoldMs, calm ?? 0);
    if (endsAt <= now) verdicts.end.push({ id: finding.id, endedAt: clearSince });
    else {
      if (finding.clearSince === null) verdicts.beginClearing.push(finding.id);
      lookAt(endsAt);
    }
  }
  return verdicts;
}

/** Of two sets of rules about one subject, weighed one after the other. */
export function together(first: Verdicts, second: Verdicts): Verdicts {
  const checkAt = Math.min(first.checkAt ?? Infinity, second.checkAt ?? Infinity);
  return {
    open: [...first.open, ...second.open],
    update: [...first.update, ...second.update],
    beginClearing: [...first.beginClearing, ...second.beginClearing],
    resume: [...first.resume, ...second.resume],
    end: [...first.end, ...second.end],
    flaps: [...first.flaps, ...second.flaps],
    checkAt: checkAt === Infinity ? null : checkAt,
  };
}

/** Notes what one look makes of a finding's restlessness; answers when a flapping one is calm, null when it does not flap. */
function restlessness(
  verdicts: Verdicts,
  { id, flap: before = STEADY }: OpenFinding,
  hasChanged: boolean,
  now: number,
  tuning: FlapTuning | null,
): number | null {
  if (!tuning) return null;
  let flap = hasChanged ? changed(before, now, tuning) : before;
  if (flap.flappingSince !== null && calmAt(flap, tuning) <= now) flap = { ...flap, flappingSince: null };
  const turned = (flap.flappingSince === null) !== (before.flappingSince === null);
  if (hasChanged || turned) verdicts.flaps.push({ id, flap, turned });
  return flap.flappingSince === null ? null : calmAt(flap, tuning);
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
