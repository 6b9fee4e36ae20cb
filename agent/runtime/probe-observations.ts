import type { PastSpan, ProbeObservation } from '../../src/contracts/agent/index.js';
import type { ProbeAttempt } from '../../src/probing/index.js';
import type { FoldResult } from './observations.js';

interface TrackedProbe {
  belief: ProbeObservation | null;
  /** The bad tries in a row that have not yet convinced. */
  doubt: { since: number; tries: number } | null;
}

/**
 * Folds tries of web probes into "state since T". `confirmTries` bad tries in a row (failed or slow alike) must agree
 * before a working system is called bad; one good try is enough to believe that it works.
 */
export class ProbeObservations {
  private readonly tracked = new Map<string, TrackedProbe>();

  resume(beliefs: readonly ProbeObservation[]): void {
    for (const belief of beliefs) this.tracked.set(belief.id, { belief: { ...belief }, doubt: null });
  }

  beliefs(): ProbeObservation[] {
    return [...this.tracked.values()].flatMap(({ belief }) => (belief ? [{ ...belief }] : []));
  }

  fold(attempt: ProbeAttempt, confirmTries: number): FoldResult {
    const tracked = this.tracked.get(attempt.id) ?? { belief: null, doubt: null };
    this.tracked.set(attempt.id, tracked);
    const { belief } = tracked;
    if (attempt.state === 'ok') {
      tracked.doubt = null;
      return this.believe(tracked, attempt, attempt.at);
    }
    if (belief && belief.state !== 'ok') return this.believe(tracked, attempt, attempt.at);
    const doubt = { since: tracked.doubt?.since ?? attempt.at, tries: (tracked.doubt?.tries ?? 0) + 1 };
    tracked.doubt = doubt;
    if (doubt.tries < confirmTries) return { changed: false, ended: [] };
    tracked.doubt = null;
    return this.believe(tracked, attempt, doubt.since);
  }

  retain(isWatched: (id: string) => boolean): FoldResult {
    const result: FoldResult = { changed: false, ended: [] };
    for (const [id, { belief }] of this.tracked) {
      if (isWatched(id)) continue;
      this.tracked.delete(id);
      result.changed = true;
      if (belief) result.ended.push(probeSpan(belief, belief.at));
    }
    return result;
  }

  shift(milliseconds: number): void {
    for (const { belief, doubt } of this.tracked.values()) {
      if (belief) {
        belief.since += milliseconds;
        belief.at += milliseconds;
      }
      if (doubt) doubt.since += milliseconds;
    }
  }

  private believe(tracked: TrackedProbe, attempt: ProbeAttempt, since: number): FoldResult {
    const before = tracked.belief;
    if (before && before.state === attempt.state) {
      tracked.belief = { ...attempt, since: before.since };
      return { changed: before.phase !== attempt.phase || before.code !== attempt.code, ended: [] };
    }
    const start = Math.max(since, before?.since ?? since);
    tracked.belief = { ...attempt, since: start };
    return { changed: true, ended: before ? [probeSpan(before, start)] : [] };
  }
}

/** The span of a probe's belief that ended at `until`. */
export function probeSpan(belief: ProbeObservation, until: number): PastSpan {
  const { id, state, since, phase, code, httpStatus } = belief;
  return { id, source: 'probe', state, from: since, until: Math.max(since, until), phase, code, httpStatus };
}
