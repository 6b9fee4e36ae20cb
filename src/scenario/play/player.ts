import { civilDay, startOfCivilDay } from '../../platform/civil/index.js';
import { Reader, UnitOfWork } from '../../platform/database/index.js';
import { Scheduler } from '../../platform/scheduler/index.js';
import { judge } from '../judge/judge.js';
import { type Outcome, readOutcome } from '../judge/outcome.js';
import type { Difference } from '../judge/compare.js';
import { refusedAt, ScenarioFault } from '../format/part.js';
import type { Moment, Scenario } from '../format/scenario.js';
import { Refusal } from '../../platform/http/index.js';
import { CannotHappen } from './cannot-happen.js';
import type { World } from './world.js';

/** A longer stretch without a pulse would look to the server as if it had been blind. */
const PULSE_MS = 15_000;
/** How long a quiet server may go without its other periodic work: deadlines are known and stepped on exactly. */
const ROUND_MS = 60_000;
/** Finer than the server's own sweeps, so that a deadline that stays due cannot stop time. */
const LEAST_STEP_MS = 1_000;
const HOUR_MS = 3_600_000;

export interface Played {
  differences: Difference[];
  outcome: Outcome;
}

/**
 * Plays the timeline: moves the clock from one moment at which something is due to the next, lets the PCs beat and the server
 * do what is due, and compares at each `expect`.
 *
 *     moment ─> pass (beats, deadlines, pulses) ─> deeds, in the order of the file ─> all comes to rest ─> expect
 */
export class Player {
  private settledAt = 0;

  constructor(private readonly world: World) {}

  async play(scenario: Scenario): Promise<Played> {
    const differences: Difference[] = [];
    await this.world.begin();
    await this.settle();
    for (const moment of scenario.timeline) {
      await this.passUntil(moment.at);
      differences.push(...(await this.live(moment)));
    }
    if (!this.world.serverIsUp) await this.world.startServer();
    return { differences, outcome: await readOutcome(this.world) };
  }

  private async live({ at, line, steps }: Moment): Promise<Difference[]> {
    const differences: Difference[] = [];
    try {
      for (const step of steps) {
        if (step.kind === 'deed') {
          line = step.line;
          await step.run(this.world);
          continue;
        }
        await this.settle();
        for (const expected of step.expectations)
          differences.push(...(await judge(this.world, expected, at)));
      }
      if (this.world.serverIsUp) await this.settle();
    } catch (error) {
      throw asFault(error, line);
    }
    return differences;
  }

  /** Lets time pass as a running server lives through it. */
  private async passUntil(target: number): Promise<void> {
    while (this.world.now < target) {
      const next = Math.min(target, await this.nextMoment());
      const quiet = this.world.serverIsUp && this.nobodyIsOn();
      this.world.clock.advance(Math.max(next - this.world.now, 1));
      if (quiet) await this.pulsesMeanwhile();
      await this.runPending();
      await this.beats();
      if (this.world.serverIsUp) await this.serve();
    }
  }

  private async nextMoment(): Promise<number> {
    const { world } = this;
    const moments = world.pending.map(({ at }) => at);
    for (const { nextBeatAt } of world.allPcs()) if (nextBeatAt !== null) moments.push(nextBeatAt);
    if (world.serverIsUp) {
      moments.push(this.nobodyIsOn() ? nextHour(world.now) : world.now + PULSE_MS);
      const due = await this.nextDeadline();
      if (due !== null) moments.push(Math.max(world.now + due - world.serverNow, world.now + LEAST_STEP_MS));
    }
    return Math.max(Math.min(...moments), world.now + 1);
  }

  private async runPending(): Promise<void> {
    const { pending, now } = this.world;
    for (const due of pending.filter(({ at }) => at <= now)) {
      pending.splice(pending.indexOf(due), 1);
      await due.run();
    }
  }

  /** Every PC whose turn has come, side by side. */
  private async beats(): Promise<void> {
    const { now } = this.world;
    const due = this.world.allPcs().filter(({ nextBeatAt }) => nextBeatAt !== null && nextBeatAt <= now);
    await Promise.all(due.map((pc) => pc.beat()));
  }

  /** All that is due when something is due; else the pulse, which shows the server that it has not been blind. */
  private async serve(): Promise<void> {
    const { world } = this;
    const due = await this.nextDeadline();
    const isDue = due !== null && due <= world.serverNow;
    if (isDue || Math.abs(world.serverNow - this.settledAt) >= ROUND_MS) await this.settle();
    else await world.get(Scheduler).run('state.pulse');
  }

  private nobodyIsOn(): boolean {
    return this.world.allPcs().every(({ nextBeatAt }) => nextBeatAt === null);
  }

  /** Nobody speaks, so up to an hour passes in one step: the row says what the pulses in it would have left there. */
  private async pulsesMeanwhile(): Promise<void> {
    const { serverNow } = this.world;
    await this.world
      .get(UnitOfWork)
      .runDerived((tx) => tx.run('UPDATE server_pulse SET alive_at = ? WHERE id = 1', [serverNow]));
  }

  private async settle(): Promise<void> {
    await this.world.settle();
    this.settledAt = this.world.serverNow;
  }

  /** The next deadline in any row, server time; null when none waits. */
  private async nextDeadline(): Promise<number | null> {
    const row = await this.world.get(Reader).row<{ at: number | null }>(
      `SELECT MIN(at) AS at FROM (
         SELECT MIN(check_at) AS at FROM device_state
         UNION ALL SELECT MIN(check_at) FROM detection_deadline
         UNION ALL SELECT MIN(check_at) FROM correlation_deadline
         UNION ALL SELECT MIN(check_at) FROM server_reach WHERE state <> 'unknown' OR bad_tries > 0
         UNION ALL SELECT MIN(due_at) FROM outbox
         UNION ALL SELECT MIN(snoozed_until) FROM ticket
         UNION ALL SELECT MIN(check_at) FROM ticket_escalation
         UNION ALL SELECT MIN(due_at) FROM digest WHERE made_at IS NULL
         UNION ALL SELECT MIN(due_at) FROM notice WHERE status = 'queued') AS deadline`,
    );
    return row?.at ?? null;
  }
}

/** So that what is planned for a time of day comes at it. */
function nextHour(now: number): number {
  const midnight = startOfCivilDay(civilDay(now));
  return midnight + (Math.floor((now - midnight) / HOUR_MS) + 1) * HOUR_MS;
}

/** What the product or the order of things does not allow is a fault of the file, at the line that asked for it. */
export function asFault(error: unknown, line: number): unknown {
  if (error instanceof CannotHappen) return new ScenarioFault(line, error.message);
  if (error instanceof Refusal) return refusedAt(line, error);
  return error;
}
