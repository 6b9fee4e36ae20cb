import type { Policy } from '../../inventory/index.js';

/** What the PCs of one center that are believed to be on tell of the server itself. */
export interface CenterHearing {
  centerId: number;
  online: number;
  /** The newest report that is folded, epoch ms. */
  lastReceivedAt: number;
  /** PCs whose clock is behind the server's, or ahead of it, by what would be suspicious in one alone; and by how much together, ms. */
  behind: number;
  ahead: number;
  behindMs: number;
  aheadMs: number;
}

/** The server hears so many centers of those at work no more. */
export interface LineFault {
  since: number;
  lost: number;
  of: number;
}

/** Most PCs disagree with the server's clock, and agree in what way. */
export interface ClockFault {
  since: number;
  /** Positive: the PCs are behind, so the server is ahead. */
  skewMs: number;
  pcs: number;
  of: number;
}

export interface HearingTuning {
  /** A center that was not heard for so long is lost; see `hearingLagMs`. */
  lagMs: number;
  /** Lost must be at least so many centers, and this share of those at work. */
  centers: number;
  percent: number;
}

/** Beats are folded into rows every 30 s; a healthy center is never further behind than a beat, a fold and a little. */
const FOLD_AND_A_LITTLE_MS = 40_000;
/** Once lost, the line is back when fewer than this part of the share is still lost: it must not flap. */
const LEAVE_PART = 0.5;
/** One PC may have its own trouble. */
const CLOCK_PCS = 2;
const CLOCK_ENTER = 0.5;
const CLOCK_LEAVE = 0.25;

/**
 * How far behind what is stored of a healthy center may be, ms. Shorter than a PC's own deadline, so that a lost line is known
 * before the first PC is missed.
 */
export function hearingLagMs(policy: Pick<Policy, 'beat.seconds'>): number {
  return policy['beat.seconds'] * 1000 + FOLD_AND_A_LITTLE_MS;
}

export function isLost(center: CenterHearing, hearingSince: number, lagMs: number, now: number): boolean {
  return now - Math.max(center.lastReceivedAt, hearingSince) > lagMs;
}

/**
 * Is it the server's own line? `centers` are those at work with a PC that is believed to be on. Many that fall silent at once
 * share what is on the server's side of them; a few do not.
 */
export function judgeLine(
  centers: readonly CenterHearing[],
  before: LineFault | null,
  hearingSince: number,
  tuning: HearingTuning,
  now: number,
): LineFault | null {
  const lost = centers.filter((center) => isLost(center, hearingSince, tuning.lagMs, now));
  const part = before ? LEAVE_PART : 1;
  const enough =
    lost.length > 0 &&
    lost.length >= tuning.centers * part &&
    lost.length >= (centers.length * tuning.percent * part) / 100;
  if (!enough) return null;
  const worst = before && before.lost > lost.length ? before : { lost: lost.length, of: centers.length };
  const since = before?.since ?? Math.max(...lost.map(({ lastReceivedAt }) => lastReceivedAt));
  return { since, lost: worst.lost, of: worst.of };
}

/** Is it the server's own clock? PCs whose clock is wrong each for itself do not agree with each other. */
export function judgeClock(
  centers: readonly CenterHearing[],
  before: ClockFault | null,
  now: number,
): ClockFault | null {
  const sum = (of: (center: CenterHearing) => number): number =>
    centers.reduce((all, center) => all + of(center), 0);
  const of = sum(({ online }) => online);
  const [behind, ahead] = [sum((center) => center.behind), sum((center) => center.ahead)];
  const pcs = Math.max(behind, ahead);
  if (pcs < CLOCK_PCS || pcs <= of * (before ? CLOCK_LEAVE : CLOCK_ENTER)) return null;
  const skewMs = Math.round(sum((center) => (behind >= ahead ? center.behindMs : center.aheadMs)) / pcs);
  return { since: before?.since ?? now, skewMs, pcs, of };
}
