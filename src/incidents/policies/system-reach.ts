import type { ReachLine } from '../../detection/index.js';
import type { Policy } from '../../inventory/index.js';
import type { Reach } from './causes.js';

export interface SystemVerdict {
  /** The system itself is at fault, as far as PCs can tell. */
  system: boolean;
  /** Centers none of whose PCs reaches it while others do. */
  wholeCenters: ReadonlySet<number>;
  /** What the fault of one PC reads as, when it is neither. */
  alone: Extract<Reach, 'device' | 'unknown'>;
  reaching: number;
  failing: number;
  /** Centers in which PCs began to fail together. */
  failingCenters: number;
}

type ReachPolicy = Pick<Policy, 'web.systemCenters' | 'web.togetherSeconds'>;

/** One PC alone may have its own trouble; a center has it when at least so many of its PCs agree. */
const CENTER_PCS = 2;

/**
 * Whose fault it is that PCs do not reach a web system. Probes are minutes apart, so while a system fails some PCs have not
 * noticed yet: failures in several centers that began together outweigh them. Failures of PCs that have nothing in common
 * but their number did not begin together.
 */
export function judgeReach(lines: readonly ReachLine[], policy: ReachPolicy): SystemVerdict {
  const failing = lines.filter(({ failingSince }) => failingSince !== null);
  const reaching = lines.length - failing.length;
  const failingCenters = centersTogether(failing, policy['web.togetherSeconds'] * 1000);
  const system =
    failingCenters >= policy['web.systemCenters'] || (reaching === 0 && failing.length >= CENTER_PCS);
  const alone = reaching > 0 ? 'device' : 'unknown';
  const counts = { reaching, failing: failing.length, failingCenters };
  return { system, wholeCenters: system ? new Set() : wholeCenters(lines), alone, ...counts };
}

/** In how many centers PCs began to fail within one window, at most. */
function centersTogether(failing: readonly ReachLine[], windowMs: number): number {
  const ordered = [...failing].sort((a, b) => a.failingSince! - b.failingSince!);
  const inside = new Map<number, number>();
  let most = 0;
  for (let from = 0, to = 0; to < ordered.length; to++) {
    const { centerId, failingSince } = ordered[to]!;
    inside.set(centerId, (inside.get(centerId) ?? 0) + 1);
    for (; failingSince! - ordered[from]!.failingSince! > windowMs; from++) {
      const left = inside.get(ordered[from]!.centerId)! - 1;
      if (left === 0) inside.delete(ordered[from]!.centerId);
      else inside.set(ordered[from]!.centerId, left);
    }
    most = Math.max(most, inside.size);
  }
  return most;
}

function wholeCenters(lines: readonly ReachLine[]): Set<number> {
  const failing = new Map<number, number>();
  const reached = new Set<number>();
  for (const { centerId, failingSince } of lines) {
    if (failingSince === null) reached.add(centerId);
    else failing.set(centerId, (failing.get(centerId) ?? 0) + 1);
  }
  return new Set(
    [...failing].filter(([id, count]) => count >= CENTER_PCS && !reached.has(id)).map(([id]) => id),
  );
}
