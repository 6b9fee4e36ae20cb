import type {
  AgentPolicy,
  PastSpan,
  ProbeObservation,
  ProgramObservation,
  ProgramSource,
  WatchedProgram,
} from '../../src/contracts/agent/index.js';
import type { ProbeAttempt } from '../../src/probing/index.js';
import type { ProgramSample } from '../collectors/collector.js';
import type { OpenStates, Spool } from '../spool/spool.js';
import { ProgramObservations, keyOf, type FoldResult } from './observations.js';
import { ProbeObservations, probeSpan } from './probe-observations.js';

/** A source that gave no sample for this long can no longer be seen on this PC. */
const UNSEEN_AFTER_MS = 120_000;
/** After a longer absence of the agent nobody can say that a state went on all the while. */
const RESUME_WITHIN_MS = 10 * 60_000;

const probeKey = (id: string): string => keyOf({ id, source: 'probe' });

/**
 * What is believed now, what of it the server has answered for, and what ended before it could. The rule for history:
 * a belief that ends is history only when no answered report carried it; otherwise the next report's `since` of what
 * followed tells its end.
 */
export class Beliefs {
  private readonly programs = new ProgramObservations();
  private readonly probes = new ProbeObservations();
  private answered = new Set<string>();
  /** Beliefs in the report now under way, and what of them ended meanwhile: its answer decides which those are. */
  private underWay: { keys: Set<string>; ended: PastSpan[] } | null = null;
  private programsById = new Map<string, WatchedProgram>();

  constructor(
    private readonly spool: Spool,
    private readonly boot: string,
    private readonly onChange: () => void,
  ) {}

  /** Takes up what a killed agent left, or closes it at the last moment at which it was known to hold. */
  recover(now: number): void {
    const open = this.spool.loadOpen();
    if (!open) return;
    const age = now - open.at;
    if (open.boot === this.boot && age >= 0 && age <= RESUME_WITHIN_MS) {
      this.programs.resume(open.programs);
      this.probes.resume(open.probes);
      this.answered = new Set(open.answered);
    } else {
      const isNews = (span: PastSpan): boolean => !open.answered.includes(keyOf(span));
      this.spool.append(spansUntil(open).filter(isNews));
    }
    this.save(now, true);
  }

  watch(policy: AgentPolicy, now: number): void {
    this.programsById = new Map(policy.programs.map((program) => [program.id, program]));
    this.settle(
      this.probes.retain((id) => Boolean(this.programsById.get(id)?.probe)),
      now,
    );
    this.settle(
      this.programs.retain((id, source) => this.isWatched(id, source)),
      now,
    );
  }

  sampled(samples: readonly ProgramSample[], now: number): void {
    this.settle(
      this.programs.fold(samples.filter((sample) => this.isWatched(sample.id, sample.source))),
      now,
    );
    const isSeen = (id: string, source: ProgramSource, lastAt: number): boolean =>
      this.isWatched(id, source) && now - lastAt < UNSEEN_AFTER_MS;
    this.settle(this.programs.retain(isSeen), now);
  }

  /** `confirmTries` as the policy has it, unless there will be no second try. */
  probed(attempt: ProbeAttempt, now: number, confirmTries?: number): void {
    const probe = this.programsById.get(attempt.id)?.probe;
    if (probe) this.settle(this.probes.fold(attempt, confirmTries ?? probe.confirmTries), now);
  }

  wokeFromSleep(now: number): void {
    this.settle(this.programs.wakeFromSleep(), now);
  }

  clockMoved(milliseconds: number, now: number): void {
    this.programs.shift(milliseconds);
    this.probes.shift(milliseconds);
    this.spool.shift(milliseconds);
    this.save(now, true);
  }

  programsNow(): ProgramObservation[] {
    return this.programs.beliefs().map(({ id, source, state, since }) => ({ id, source, state, since }));
  }

  probesNow(): ProbeObservation[] {
    return this.probes.beliefs();
  }

  reportLeaves(): void {
    const keys = [
      ...this.programs.beliefs().map(keyOf),
      ...this.probes.beliefs().map(({ id }) => probeKey(id)),
    ];
    this.underWay = { keys: new Set(keys), ended: [] };
  }

  reportAnswered(now: number): void {
    for (const key of this.underWay?.keys ?? []) this.answered.add(key);
    this.underWay = null;
    this.save(now, false);
  }

  reportFailed(): void {
    const ended = this.underWay?.ended ?? [];
    this.underWay = null;
    this.spool.append(ended);
  }

  /** Another device now speaks for this PC: the server knows nothing of what was answered for the old one. */
  forgetAnswers(): void {
    this.answered.clear();
  }

  save(now: number, durable: boolean): void {
    const states: OpenStates = {
      boot: this.boot,
      at: now,
      programs: this.programs.beliefs(),
      probes: this.probes.beliefs(),
      answered: [...this.answered],
    };
    this.spool.saveOpen(states, { durable });
  }

  private settle(result: FoldResult, now: number): void {
    const unanswered = result.ended.filter((span) => !this.endAnswered(span));
    this.spool.append(unanswered);
    if (!result.changed) return;
    this.save(now, true);
    this.onChange();
  }

  /** Whether the end of this belief needs no history of its own, or must wait for the answer now under way. */
  private endAnswered(span: PastSpan): boolean {
    const key = keyOf(span);
    const wasAnswered = this.answered.delete(key);
    const isUnderWay = this.underWay?.keys.delete(key) ?? false;
    if (isUnderWay && !wasAnswered) this.underWay?.ended.push(span);
    return wasAnswered || isUnderWay;
  }

  private isWatched(id: string, source: ProgramSource): boolean {
    const program = this.programsById.get(id);
    if (!program) return false;
    switch (source) {
      case 'process':
        return program.process !== null;
      case 'listener':
        return program.listenPort !== null;
      case 'window':
        return program.watchWindows;
      case 'tab':
        return program.tab !== null;
    }
  }
}

function spansUntil(open: OpenStates): PastSpan[] {
  const programs = open.programs.map(({ id, source, state, since }): PastSpan => ({
    ...{ id, source, state, from: since, until: Math.max(since, open.at) },
    ...{ phase: null, code: null, httpStatus: null },
  }));
  return [...programs, ...open.probes.map((probe) => probeSpan(probe, open.at))];
}
