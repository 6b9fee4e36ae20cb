import { createHash } from 'node:crypto';
import type { ProbeCode, ProbePhase, ProbeState } from '../../contracts/agent/index.js';

/** What the server itself sees of one web system. Instants are epoch ms. */
export interface ServerReach {
  /** `unknown`: it was never tried, or never reached, so that failing proves nothing. */
  state: ProbeState | 'unknown';
  since: number;
  phase: ProbePhase | null;
  code: ProbeCode | null;
  httpStatus: number | null;
  /** Tries in a row that did not reach it, and since when. */
  badTries: number;
  badSince: number | null;
  /** When a try last reached it. */
  reachedAt: number | null;
}

/** What one try found. */
export type ServerTry = Pick<ServerReach, 'phase' | 'code' | 'httpStatus'> & { state: ProbeState };

/** What the server may say beside the PCs. */
export interface ServerStanding {
  says: 'reaches' | 'fails' | 'unknown';
  /** When it last reached the system, or since when it does not; null when it cannot say. */
  at: number | null;
  phase: ProbePhase | null;
  code: ProbeCode | null;
  httpStatus: number | null;
}

/** A system that works is asked no more often than this, whatever agents may do. */
const CALM_MS = 300_000;
/** How long until the next try of a system that does not answer, or that PCs do not reach. */
export const UNREST_MS = 60_000;
/** Between the tries that make a failure certain. */
export const SOON_MS = 10_000;
/** Only ever lengthens the pause; many provinces ask the same national systems. */
const JITTER = 0.1;
/** A failure proves something only where the system had been reached not longer ago than this: else the server may have no way there. */
const PROVEN_FOR_MS = 24 * 3_600_000;
/** So long after a try was due and nobody made it, what the last one said is no longer said. */
const STALE_AFTER_MS = 600_000;

export const NEVER_TRIED: Omit<ServerReach, 'since'> = {
  state: 'unknown',
  phase: null,
  code: null,
  httpStatus: null,
  badTries: 0,
  badSince: null,
  reachedAt: null,
};

/**
 * What is believed after one more try. Being reached is believed at once, failing after `confirmTries` tries in a row, since
 * the first of them.
 */
export function afterTry(
  before: ServerReach,
  found: ServerTry,
  confirmTries: number,
  now: number,
): ServerReach {
  const { state, phase, code, httpStatus } = found;
  if (state !== 'failed') {
    const since = before.state === state ? before.since : now;
    return { state, since, phase, code, httpStatus, badTries: 0, badSince: null, reachedAt: now };
  }
  const badTries = before.badTries + 1;
  const badSince = before.badSince ?? now;
  const counted = { ...before, badTries, badSince };
  if (badTries < confirmTries) return counted;
  const proves = before.reachedAt !== null && badSince - before.reachedAt <= PROVEN_FOR_MS;
  const turned = proves ? ('failed' as const) : ('unknown' as const);
  const since = before.state === turned ? before.since : badSince;
  return { ...counted, state: turned, since, phase, code, httpStatus };
}

/** When to try again, epoch ms. `url` makes the jitter differ between systems, the moment between servers. */
export function nextTryAt(
  reach: ServerReach,
  probe: { url: string; intervalSeconds: number; confirmTries: number },
  now: number,
): number {
  if (reach.badTries > 0 && reach.badTries < probe.confirmTries) return now + SOON_MS;
  if (reach.state === 'failed') return now + UNREST_MS;
  const pause = Math.max(CALM_MS, probe.intervalSeconds * 1000);
  return now + Math.round(pause * (1 + JITTER * shareOf(`${probe.url} ${now}`)));
}

/** Between 0 and 1, the same for the same text. */
function shareOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt16BE(0) / 0xffff;
}

/** Between two tries that contradict each other it says nothing, nor when it is not asked any more. */
export function standingOf(reach: (ServerReach & { checkAt: number }) | null, now: number): ServerStanding {
  const nothing = { says: 'unknown' as const, at: null, phase: null, code: null, httpStatus: null };
  if (!reach || reach.state === 'unknown' || reach.checkAt + STALE_AFTER_MS < now) return nothing;
  const { state, since, phase, code, httpStatus, badTries, reachedAt } = reach;
  if (state === 'failed') return { says: 'fails', at: since, phase, code, httpStatus };
  return badTries > 0 ? nothing : { says: 'reaches', at: reachedAt, phase, code, httpStatus };
}
