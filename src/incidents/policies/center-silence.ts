import type { Policy } from '../../inventory/index.js';

export interface SilentPc {
  findingId: number;
  /** When it was last heard, epoch ms. */
  beganAt: number;
}

export interface CenterSilence {
  /** Enough of them, close enough together: it is the center, not its PCs. */
  together: boolean;
  /** Those that fell silent together. */
  findingIds: ReadonlySet<number>;
  silent: number;
  /** PCs that were online when it began, as far as is known: those online now, and the silent ones. */
  total: number;
}

type SilencePolicy = Pick<Policy, 'center.silentPcs' | 'center.silentPercent' | 'center.silentWithinSeconds'>;

/** How many of `total` PCs must be silent for the center to be dark. One PC is never a center. */
export function silentNeeded(total: number, policy: SilencePolicy): number {
  const share = Math.ceil((total * policy['center.silentPercent']) / 100);
  return Math.max(2, Math.min(policy['center.silentPcs'], total), share);
}

/** Judges the silent PCs of one center against those that are online. */
export function judgeCenterSilence(
  silent: readonly SilentPc[],
  online: number,
  policy: SilencePolicy,
): CenterSilence {
  const cluster = largestCluster(silent, policy['center.silentWithinSeconds'] * 1000);
  const total = online + cluster.length;
  return {
    together: cluster.length >= silentNeeded(total, policy),
    findingIds: new Set(cluster.map(({ findingId }) => findingId)),
    silent: cluster.length,
    total,
  };
}

/** The most that began within `windowMs`; of several equal sets the latest. */
function largestCluster(silent: readonly SilentPc[], windowMs: number): SilentPc[] {
  const ordered = [...silent].sort((a, b) => a.beganAt - b.beganAt);
  let best: SilentPc[] = [];
  for (let from = 0, to = 0; to < ordered.length; to++) {
    while (ordered[to]!.beganAt - ordered[from]!.beganAt > windowMs) from++;
    if (to - from + 1 >= best.length) best = ordered.slice(from, to + 1);
  }
  return best;
}

/** What made a whole center silent; until enough PCs are back to tell, either. */
export type DarknessCause = 'power-or-line' | 'power' | 'line';

/** How one PC came back. */
export interface Return {
  sameBoot: boolean;
  /** It told what it saw while nobody could hear it. */
  toldMeanwhile: boolean;
}

const AGREEING_RETURNS = 2;

/**
 * A PC that ran all the time and tells of it had power: the line was lost. One that started anew without having said
 * goodbye had none. One return may be an accident; two that agree, and outnumber the others, decide.
 */
export function causeOfDarkness(returns: readonly Return[]): DarknessCause {
  const line = returns.filter(({ sameBoot, toldMeanwhile }) => sameBoot && toldMeanwhile).length;
  const power = returns.filter(({ sameBoot }) => !sameBoot).length;
  if (line >= AGREEING_RETURNS && line > power) return 'line';
  if (power >= AGREEING_RETURNS && power > line) return 'power';
  return 'power-or-line';
}
