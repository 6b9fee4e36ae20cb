import { REPORT_LIMITS, type ProbeTarget, type WatchedProgram } from '../../src/contracts/agent/index.js';
import type { ProbeAttempt, WebProbe } from '../../src/probing/index.js';
import type { Clock, Timer } from './clock.js';
import { errorText, type Log } from './log.js';

/** The first tries of a PC that was switched on are spread over this, not thrown at the systems in one instant. */
const FIRST_WITHIN_MS = 3_000;
/** Jitter only ever lengthens the pause: the interval is a promise to the probed system. */
const JITTER = 0.1;

interface Scheduled {
  target: ProbeTarget;
  timer: Timer;
}

/** Tries each probed address in its own rhythm. */
export class ProbeLoop {
  private readonly scheduled = new Map<string, Scheduled>();
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly probe: WebProbe,
    private readonly onAttempt: (attempt: ProbeAttempt) => void,
    private readonly log: Log,
  ) {}

  /** Addresses that stay keep their rhythm: a policy that changes elsewhere is no reason to try them again. */
  watch(programs: readonly WatchedProgram[]): void {
    const targets = new Map(
      programs
        .flatMap((program) => (program.probe ? [[program.id, program.probe] as const] : []))
        .slice(0, REPORT_LIMITS.probes),
    );
    for (const [id, { target, timer }] of this.scheduled) {
      if (JSON.stringify(targets.get(id)) === JSON.stringify(target)) {
        targets.delete(id);
      } else {
        timer.cancel();
        this.scheduled.delete(id);
      }
    }
    for (const [id, target] of targets) this.schedule(id, target, this.clock.random() * FIRST_WITHIN_MS);
  }

  stop(): void {
    this.stopped = true;
    for (const { timer } of this.scheduled.values()) timer.cancel();
    this.scheduled.clear();
  }

  private schedule(id: string, target: ProbeTarget, inMs: number): void {
    const timer = this.clock.after(inMs, () => void this.attempt(id, target));
    this.scheduled.set(id, { target, timer });
  }

  private async attempt(id: string, target: ProbeTarget): Promise<void> {
    const begun = this.clock.elapsed();
    try {
      const attempt = await this.probe.attempt(id, target);
      if (this.isCurrent(id, target)) this.onAttempt(attempt);
    } catch (error) {
      this.log.problem(`probe ${id}: ${errorText(error)}`);
    }
    if (!this.isCurrent(id, target)) return;
    const pause = target.intervalSeconds * 1000 * (1 + this.clock.random() * JITTER);
    this.schedule(id, target, Math.max(0, pause - (this.clock.elapsed() - begun)));
  }

  private isCurrent(id: string, target: ProbeTarget): boolean {
    return !this.stopped && this.scheduled.get(id)?.target === target;
  }
}
