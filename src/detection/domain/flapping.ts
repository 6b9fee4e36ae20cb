import type { Policy } from '../../inventory/index.js';

/**
 * How restless one finding is: every change (the fault is seen, or is no longer seen) counts one, and what it counts halves
 * with each half-life. Above `enter` it flaps, until it has sunk to `leave`: two thresholds, so that the word does not flap.
 */
export interface Flap {
  /** As it was at `scoredAt`, the last change (epoch ms; null: there was none). */
  score: number;
  scoredAt: number | null;
  flappingSince: number | null;
}

export interface FlapTuning {
  enter: number;
  leave: number;
  halfLifeMs: number;
}

export const STEADY: Flap = { score: 0, scoredAt: null, flappingSince: null };

export function flapTuningOf(policy: Policy): FlapTuning {
  return {
    enter: policy['flap.enterScore'],
    leave: policy['flap.leaveScore'],
    halfLifeMs: policy['flap.halfLifeSeconds'] * 1000,
  };
}

export function scoreAt({ score, scoredAt }: Flap, instant: number, { halfLifeMs }: FlapTuning): number {
  return scoredAt === null ? 0 : score * 2 ** (-(instant - scoredAt) / halfLifeMs);
}

/** After one more change, at `now`. */
export function changed(flap: Flap, now: number, tuning: FlapTuning): Flap {
  const score = scoreAt(flap, now, tuning) + 1;
  const flappingSince = flap.flappingSince ?? (score >= tuning.enter ? now : null);
  return { score, scoredAt: now, flappingSince };
}

/** Of a finding that opens at `now`: it goes on counting where the one before it stopped. */
export function atOpening(
  before: Pick<Flap, 'score' | 'scoredAt'> | null,
  now: number,
  tuning: FlapTuning,
): Flap {
  return changed(before ? { ...before, flappingSince: null } : STEADY, now, tuning);
}

/** When it is calm again if nothing changes any more, epoch ms. */
export function calmAt({ score, scoredAt }: Flap, { leave, halfLifeMs }: FlapTuning): number {
  if (scoredAt === null || score <= leave) return scoredAt ?? 0;
  return scoredAt + Math.ceil(halfLifeMs * Math.log2(score / leave));
}
