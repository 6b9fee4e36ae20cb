import type { ReachLine, ServerStanding } from '../../detection/index.js';
import type { Policy } from '../../inventory/index.js';
import type { Reach } from './causes.js';
import type { Counts, ServerSays, Sides } from './sides.js';

export interface SystemVerdict {
  /** One cause for all, wherever they stand. */
  system: boolean;
  /** What that cause reads as: what PCs of several centers do not reach while the server does is not the system's own fault. */
  wide: Extract<Reach, 'system' | 'lines'>;
  /** Centers none of whose PCs reaches it while others do. */
  wholeCenters: ReadonlySet<number>;
  /** What the fault of one PC reads as, when it is neither. */
  alone: Extract<Reach, 'device' | 'unknown'>;
  reaching: number;
  failing: number;
  /** Centers in which PCs began to fail together. */
  failingCenters: number;
  server: ServerSays;
  byCenter: ReadonlyMap<number, Counts>;
}

type ReachPolicy = Pick<Policy, 'web.systemCenters' | 'web.togetherSeconds'>;

/** One PC alone may have its own trouble; a center has it when at least so many of its PCs agree. */
const CENTER_PCS = 2;

/**
 * Whose fault it is that PCs do not reach a web system, from three sides: the PC, those beside it, and the server. Probes are
 * minutes apart, so while a system fails some PCs have not noticed yet: failures in several centers that began together
 * outweigh them. Failures of PCs that have nothing in common but their number did not begin together.
 *
 *     nobody reaches it, nor does the server     the system, though only one PC says so
 *     nobody reaches it, but the server does     a PC, a center, or the lines of several centers: not the system
 *     others reach it, but the server does not   the PC or center as ever; the server has a fault of its own
 */
export function judgeReach(
  lines: readonly ReachLine[],
  policy: ReachPolicy,
  standing: ServerStanding,
): SystemVerdict {
  const failing = lines.filter(({ failingSince }) => failingSince !== null);
  const reaching = lines.length - failing.length;
  const byCenter = countByCenter(lines);
  const server = comparable(standing, failing);
  const failingCenters = centersTogether(failing, policy['web.togetherSeconds'] * 1000);
  const nobody = reaching === 0 && isOfAll(failing, server);
  const system = failingCenters >= policy['web.systemCenters'] || nobody;
  return {
    system,
    wide: server.says === 'reaches' ? 'lines' : 'system',
    wholeCenters: system ? new Set() : wholeCenters(byCenter),
    alone: reaching > 0 || server.says === 'reaches' ? 'device' : 'unknown',
    reaching,
    failing: failing.length,
    failingCenters,
    server,
    byCenter,
  };
}

/** When no PC reaches it: is that more than the trouble of one PC, or of one center? */
function isOfAll(failing: readonly ReachLine[], { says }: ServerSays): boolean {
  if (says === 'fails') return failing.length > 0;
  if (says === 'unknown') return failing.length >= CENTER_PCS;
  return new Set(failing.map(({ centerId }) => centerId)).size > 1;
}

/** That the server reached the system before any PC failed says nothing of now. */
function comparable(standing: ServerStanding, failing: readonly ReachLine[]): ServerSays {
  const first = Math.min(...failing.map(({ failingSince }) => failingSince!));
  const isOld = standing.says === 'reaches' && (standing.at ?? 0) < first;
  return isOld && failing.length > 0 ? UNKNOWN : standing;
}

const UNKNOWN: ServerSays = { says: 'unknown', at: null, phase: null, code: null, httpStatus: null };

/** What the three sides say of the fault of one PC, of a center, or of all. */
export function sidesOf(
  { byCenter, reaching, failing, failingCenters, server }: SystemVerdict,
  of: Sides['of'],
  centerId: number | null,
): Sides {
  const all = { reaching, total: reaching + failing };
  if (of === 'system' || centerId === null)
    return { of, ...all, elsewhere: 0, centers: failingCenters, server };
  const own = byCenter.get(centerId) ?? { reaching: 0, total: 0 };
  return { of, ...own, elsewhere: reaching - own.reaching, centers: 1, server };
}

/** PCs that find a system slow, when they are of so many centers that it is the system which is slow; null: each for itself. */
export function judgeSlowness(
  slow: readonly { centerId: number; beganAt: number }[],
  policy: ReachPolicy,
): { failing: number; centers: number } | null {
  const lines = slow.map(({ centerId, beganAt }) => ({ centerId, failingSince: beganAt }));
  const centers = centersTogether(lines, policy['web.togetherSeconds'] * 1000);
  return centers >= policy['web.systemCenters'] ? { failing: slow.length, centers } : null;
}

/** In how many centers PCs began to fail within one window, at most. */
function centersTogether(
  failing: readonly Pick<ReachLine, 'centerId' | 'failingSince'>[],
  windowMs: number,
): number {
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

function countByCenter(lines: readonly ReachLine[]): Map<number, Counts> {
  const counts = new Map<number, Counts>();
  for (const { centerId, failingSince } of lines) {
    const { reaching, total } = counts.get(centerId) ?? { reaching: 0, total: 0 };
    counts.set(centerId, { reaching: reaching + (failingSince === null ? 1 : 0), total: total + 1 });
  }
  return counts;
}

function wholeCenters(byCenter: ReadonlyMap<number, Counts>): Set<number> {
  const whole = [...byCenter].filter(([, { reaching, total }]) => reaching === 0 && total >= CENTER_PCS);
  return new Set(whole.map(([id]) => id));
}
