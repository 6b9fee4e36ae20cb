import type { Policy } from '../../inventory/index.js';
import { type Hours, judgeSilence, type Presence } from '../../state/index.js';
import type { Blindness, RecordedSpan } from './recorded.js';

/** From `at` on the PC is believed to be so, `since` the moment it truly began. */
export interface PresenceTurn {
  at: number;
  presence: Presence;
  since: number;
}

interface Judge {
  policy: Policy;
  blind: readonly Blindness[];
  hours: Hours;
}

/** States that a person or an agent told: they hold under any policy. */
const FACTS: readonly string[] = ['online', 'stopped'];

/**
 * What another policy would have believed of a PC's presence. That it was heard, or said goodbye, is a fact; that it was
 * silent, or off without a word, is a verdict and is judged again. A silence too short for the policy of that time was never
 * stored: nobody can know of it.
 */
export function replayPresence(spans: readonly RecordedSpan[], judge: Judge): PresenceTurn[] {
  // A PC that was thought off until it was judged silent left both, of which the first is empty.
  const stored = spans
    .filter(({ source, from, until }) => source === 'presence' && until !== from)
    .sort((a, b) => a.from - b.from);
  return stored.flatMap((span): PresenceTurn[] => {
    const { state, from } = span;
    if (FACTS.includes(state)) return [{ at: from, presence: state as Presence, since: from }];
    if (state === 'off' && saidGoodbye(span, spans)) return [{ at: from, presence: 'off', since: from }];
    return judgedAbsence(span, judge);
  });
}

function judgedAbsence({ from, until }: RecordedSpan, { policy, blind, hours }: Judge): PresenceTurn[] {
  const turns: PresenceTurn[] = [];
  let believed: { presence: Presence; since: number } = { presence: 'online', since: from };
  for (let at: number | null = from; at !== null && at < (until ?? Infinity);) {
    const facts = {
      ...believed,
      lastReceivedAt: from,
      goodbye: null,
      goodbyeAt: null,
      hearingSince: Math.max(0, ...blind.filter((gap) => gap.until <= at!).map((gap) => gap.until)),
      beatSeconds: policy['beat.seconds'],
      missedBeats: policy['presence.missedBeats'],
      lateMinutes: policy['presence.lateMinutes'],
    };
    const { presence, since, checkAt } = judgeSilence(facts, hours, at);
    if (presence !== believed.presence) turns.push({ at, presence, since });
    believed = { presence, since };
    at = checkAt === null ? null : heardAt(blind, checkAt);
  }
  return turns;
}

/** While the server was blind nothing was judged: it was at the end. */
export function heardAt(blind: readonly Blindness[], instant: number): number {
  return blind.find(({ from, until }) => from < instant && instant < until)?.until ?? instant;
}

/**
 * A goodbye ends what the session was seen to do, and what a PC that slept goes on doing outlasts its absence. What was left
 * standing and ended while the PC was away, or stands still, was left by one that vanished.
 */
function saidGoodbye(absence: RecordedSpan, spans: readonly RecordedSpan[]): boolean {
  const back = absence.until ?? Infinity;
  return !spans.some((span) => {
    // Still open: Infinity is within an absence that lasts, and outlasts one that ended.
    const until = span.until ?? Infinity;
    return span.source !== 'presence' && span.from < absence.from && until > absence.from && until <= back;
  });
}
