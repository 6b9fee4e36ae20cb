import type { Judgement, RuleId } from '../domain/finding.js';
import { atOpening, type Flap, type FlapTuning } from '../domain/flapping.js';
import { type OpenFinding, weigh } from '../domain/weigh.js';
import type { Blindness, ReplayedFinding } from './recorded.js';
import { heardAt } from './replay-presence.js';

interface Standing extends OpenFinding {
  replayed: ReplayedFinding;
}

/** One subject's findings through time: what the detector does with a database, done in memory. */
export class Replay {
  readonly findings: ReplayedFinding[] = [];
  private open: Standing[] = [];
  /** By rule and thing, of the finding that ended last. */
  private readonly ended = new Map<string, Flap>();
  private nextId = 1;

  constructor(
    private readonly holdMs: number,
    private readonly blind: readonly Blindness[],
    private readonly tuning: FlapTuning,
  ) {}

  /**
   * Judges at each of `moments` up to `until`, and wherever the last judgement asked to look again. `judge` answers null while
   * nothing is known.
   */
  run(
    moments: readonly number[],
    until: number,
    judge: (now: number) => ReadonlyMap<RuleId, Judgement> | null,
  ): void {
    const waiting = [...new Set(moments)].filter((at) => at <= until).sort((a, b) => a - b);
    let next = 0;
    let lookAt: number | null = null;
    for (;;) {
      const told: number = waiting[next] ?? Infinity;
      const now: number = Math.min(told, lookAt === null ? Infinity : heardAt(this.blind, lookAt));
      if (now > until) return;
      if (now === told) next += 1;
      const judgements = judge(now);
      lookAt = judgements ? this.decide(judgements, now) : null;
    }
  }

  private decide(judgements: ReadonlyMap<RuleId, Judgement>, now: number): number | null {
    const verdicts = weigh(this.open, judgements, now, this.holdMs, this.tuning);
    for (const { rule, thing, since, severity, evidence } of verdicts.open) {
      const replayed: ReplayedFinding = { rule, thing, since, openedAt: now, endedAt: null };
      this.findings.push(replayed);
      const flap = atOpening(this.ended.get(`${rule}/${thing}`) ?? null, now, this.tuning);
      this.open.push({
        id: this.nextId++,
        rule,
        thing,
        severity,
        evidence,
        clearSince: null,
        flap,
        replayed,
      });
    }
    for (const { id, severity, evidence } of verdicts.update)
      Object.assign(this.at(id), { severity, evidence });
    for (const id of verdicts.beginClearing) this.at(id).clearSince = now;
    for (const id of verdicts.resume) this.at(id).clearSince = null;
    for (const { id, flap } of verdicts.flaps) this.at(id).flap = flap;
    for (const { id, endedAt } of verdicts.end) {
      const { rule, thing, flap, replayed } = this.at(id);
      replayed.endedAt = endedAt;
      if (flap) this.ended.set(`${rule}/${thing}`, flap);
    }
    const ended = new Set(verdicts.end.map(({ id }) => id));
    this.open = this.open.filter(({ id }) => !ended.has(id));
    return verdicts.checkAt;
  }

  private at(id: number): Standing {
    return this.open.find((finding) => finding.id === id)!;
  }
}
