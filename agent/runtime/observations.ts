import type {
  PastSpan,
  ProgramObservation,
  ProgramSource,
  ProgramState,
} from '../../src/contracts/agent/index.js';
import type { ProgramSample } from '../collectors/collector.js';

/** What is now believed of one source of one program. `lastAt` is the last sample that agreed. */
export interface ProgramBelief extends ProgramObservation {
  lastAt: number;
}

interface Candidate {
  state: ProgramState;
  since: number;
  samples: number;
}

interface Tracked {
  belief: ProgramBelief | null;
  candidate: Candidate | null;
}

/** What one fold changed. `ended` are beliefs that are over, with the instant at which they ended. */
export interface FoldResult {
  changed: boolean;
  ended: PastSpan[];
}

/** So many samples in a row must agree before a state is believed; the others are believed at once. */
const AGREEING_SAMPLES: Partial<Record<ProgramState, number>> = {
  not_responding: 3,
  missing: 2,
  not_listening: 2,
};

export const MOST_AGREEING_SAMPLES = Math.max(...Object.values(AGREEING_SAMPLES));

export function keyOf(subject: { id: string; source: string }): string {
  return `${subject.id}|${subject.source}`;
}

/** Folds samples into "state since T". Holds no clock: every instant comes with the samples. */
export class ProgramObservations {
  private readonly tracked = new Map<string, Tracked>();

  /** Beliefs of an agent that was killed a moment ago, taken up again with their true start. */
  resume(beliefs: readonly ProgramBelief[]): void {
    for (const belief of beliefs) this.tracked.set(keyOf(belief), { belief: { ...belief }, candidate: null });
  }

  beliefs(): ProgramBelief[] {
    return [...this.tracked.values()].flatMap(({ belief }) => (belief ? [{ ...belief }] : []));
  }

  fold(samples: readonly ProgramSample[]): FoldResult {
    const result: FoldResult = { changed: false, ended: [] };
    for (const sample of samples) this.foldOne(sample, result);
    return result;
  }

  /** Forgets the sources that are no longer looked at or can no longer be seen. */
  retain(isWatched: (id: string, source: ProgramSource, lastAt: number) => boolean): FoldResult {
    const result: FoldResult = { changed: false, ended: [] };
    for (const [key, { belief, candidate }] of this.tracked) {
      if (!belief) {
        if (candidate && !isWatched(...splitKey(key), candidate.since)) this.tracked.delete(key);
      } else if (!isWatched(belief.id, belief.source, belief.lastAt)) {
        this.tracked.delete(key);
        result.changed = true;
        result.ended.push(spanOf(belief, belief.lastAt));
      }
    }
    return result;
  }

  /** After sleep nothing seen before it is still a run of agreeing samples, and a sleeping PC is not a hang. */
  wakeFromSleep(): FoldResult {
    for (const tracked of this.tracked.values()) tracked.candidate = null;
    const hung = new Set(
      this.beliefs()
        .filter((belief) => belief.state === 'not_responding')
        .map(keyOf),
    );
    return this.retain((id, source) => !hung.has(keyOf({ id, source })));
  }

  /** The PC's clock was moved: what is still open moves along, so that all instants of a report fit `sentAt`. */
  shift(milliseconds: number): void {
    for (const { belief, candidate } of this.tracked.values()) {
      if (belief) {
        belief.since += milliseconds;
        belief.lastAt += milliseconds;
      }
      if (candidate) candidate.since += milliseconds;
    }
  }

  private foldOne(sample: ProgramSample, result: FoldResult): void {
    const key = keyOf(sample);
    const tracked = this.tracked.get(key) ?? { belief: null, candidate: null };
    this.tracked.set(key, tracked);
    const { belief } = tracked;
    if (belief?.state === sample.state) {
      belief.lastAt = Math.max(belief.lastAt, sample.at);
      tracked.candidate = null;
      return;
    }
    const candidate =
      tracked.candidate?.state === sample.state
        ? { ...tracked.candidate, samples: tracked.candidate.samples + 1 }
        : { state: sample.state, since: Math.min(sample.since ?? sample.at, sample.at), samples: 1 };
    tracked.candidate = candidate;
    const needed = sample.since === undefined ? (AGREEING_SAMPLES[sample.state] ?? 1) : 1;
    if (candidate.samples < needed) return;
    // Samples of one moment may arrive out of order (a tab's push beside a sweep): no span ends before it began.
    const since = Math.max(candidate.since, belief?.since ?? candidate.since);
    if (belief) result.ended.push(spanOf(belief, since));
    tracked.belief = { id: sample.id, source: sample.source, state: sample.state, since, lastAt: sample.at };
    tracked.candidate = null;
    result.changed = true;
  }
}

function spanOf(belief: ProgramBelief, until: number): PastSpan {
  const { id, source, state, since } = belief;
  return {
    id,
    source,
    state,
    from: since,
    until: Math.max(since, until),
    phase: null,
    code: null,
    httpStatus: null,
  };
}

function splitKey(key: string): [string, ProgramSource] {
  const bar = key.indexOf('|');
  return [key.slice(0, bar), key.slice(bar + 1) as ProgramSource];
}
