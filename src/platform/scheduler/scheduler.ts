import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Clock } from '../clock/index.js';
import { Config } from '../config/index.js';

/** In the demo's squeezed day tasks run more often, but not so often that nothing else would. */
const LEAST_PERIOD_MS = 200;

interface PeriodicTask {
  name: string;
  periodMs: number;
  run: (now: number) => Promise<void>;
  running: Promise<void> | null;
}

/**
 * Periodic work of the stages. A task never overlaps itself; one that throws is logged and runs again at its next turn.
 * Deadlines themselves live in rows: a tick only asks which are due.
 */
@Injectable()
export class Scheduler implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Scheduler');
  private readonly tasks: PeriodicTask[] = [];
  private begun = false;

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  every(name: string, periodMs: number, run: (now: number) => Promise<void>): void {
    this.tasks.push({ name, periodMs, run, running: null });
  }

  /** In the order of registration. */
  get names(): string[] {
    return this.tasks.map(({ name }) => name);
  }

  begin(): void {
    if (!this.config.selfMoving || this.begun) return;
    this.begun = true;
    for (const task of this.tasks) {
      this.registry.addInterval(task.name, this.interval(task));
    }
  }

  /** Runs every task once, now, in the order of registration. For whoever moves the application by hand. */
  async runAll(): Promise<void> {
    for (const task of this.tasks) await task.run(this.clock.now());
  }

  /** Runs one task once, now. For whoever moves the application by hand and knows that nothing else is due. */
  async run(name: string): Promise<void> {
    const task = this.tasks.find((candidate) => candidate.name === name);
    if (!task) throw new Error(`no periodic task is called ${name}`);
    await task.run(this.clock.now());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const { name } of this.tasks) {
      // @nestjs/schedule may have cleared them already: the order of shutdown hooks is not ours.
      if (this.registry.doesExist('interval', name)) this.registry.deleteInterval(name);
    }
    for (const task of this.tasks) await task.running;
  }

  /**
   * The registry of @nestjs/schedule keeps interval handles. A period is how late a deadline may be noticed: it shrinks as
   * much as the clock runs faster than real time.
   */
  private interval(task: PeriodicTask): NodeJS.Timeout {
    const periodMs = Math.max(Math.min(task.periodMs, LEAST_PERIOD_MS), task.periodMs / this.clock.speed);
    // eslint-disable-next-line no-restricted-globals -- SchedulerRegistry wants a Node timer
    return setInterval(() => this.tick(task), periodMs);
  }

  private tick(task: PeriodicTask): void {
    if (task.running) return;
    task.running = task
      .run(this.clock.now())
      .catch((error: unknown) => {
        this.logger.error(
          `${task.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
      })
      .finally(() => {
        task.running = null;
      });
  }
}
