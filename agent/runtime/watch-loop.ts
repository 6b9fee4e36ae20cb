import type { WatchedProgram } from '../../src/contracts/agent/index.js';
import type { ProgramSample, ProgramWatcher } from '../collectors/collector.js';
import { withDeadline, type Clock, type Timer } from './clock.js';
import { errorText, type Log } from './log.js';
import { MOST_AGREEING_SAMPLES } from './observations.js';

/** Three samples agree on a hang after ten seconds, well before any policy's threshold. */
const LOOK_EVERY_MS = 5_000;
const LOOK_DEADLINE_MS = 10_000;
const COALESCE_MS = 200;
/** Beyond this a gap between two looks was sleep, and a difference of the clocks was somebody setting the time. */
const GAP_MS = 30_000;
const CLOCK_MOVED_MS = 5_000;

export interface WatchListener {
  sampled(samples: readonly ProgramSample[], now: number): void;
  wokeFromSleep(now: number): void;
  clockMoved(milliseconds: number, now: number): void;
}

/** Looks at the watched programs every few seconds, and at once when a watcher says that something changed. */
export class WatchLoop {
  private programs: readonly WatchedProgram[] = [];
  private timer: Timer | null = null;
  private looking: Promise<void> | null = null;
  private stopped = false;
  private last: { now: number; uptime: number };
  private readonly failing = new Set<string>();

  constructor(
    private readonly clock: Clock,
    private readonly watchers: readonly ProgramWatcher[],
    private readonly listener: WatchListener,
    private readonly log: Log,
  ) {
    this.last = { now: clock.now(), uptime: clock.uptime() };
    for (const watcher of watchers) watcher.onChange?.(() => this.lookWithin(COALESCE_MS));
  }

  watch(programs: readonly WatchedProgram[]): void {
    this.programs = programs;
  }

  /** Looks once now; afterwards the loop goes on by itself. */
  async start(): Promise<void> {
    await this.look();
  }

  /** For one report alone: as many looks as any state needs to be believed, in quick succession. */
  async lookUntilSure(): Promise<void> {
    for (let looks = 0; looks < MOST_AGREEING_SAMPLES; looks++) {
      if (looks > 0) await new Promise<void>((resolve) => this.clock.after(COALESCE_MS, resolve));
      await this.look();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.timer?.cancel();
    await this.looking;
    await Promise.all(this.watchers.map(async (watcher) => watcher.close?.()));
  }

  lookWithin(milliseconds: number): void {
    if (this.stopped) return;
    this.timer?.cancel();
    this.timer = this.clock.after(milliseconds, () => void this.look());
  }

  /** Looks never overlap: on a PC that is swapping they would pile up. */
  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = null;
      this.lookWithin(LOOK_EVERY_MS);
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    try {
      this.noticeTime();
      const found = await Promise.all(this.watchers.map((watcher) => this.ask(watcher)));
      if (!this.stopped) this.listener.sampled(found.flat(), this.clock.now());
    } catch (error) {
      this.log.problem(`look: ${errorText(error)}`);
    }
  }

  /** The PC's uptime runs on through sleep and is moved by nobody: it tells sleep from a clock that was set. */
  private noticeTime(): void {
    const present = { now: this.clock.now(), uptime: this.clock.uptime() };
    const passed = present.uptime - this.last.uptime;
    const moved = present.now - this.last.now - passed;
    this.last = present;
    if (Math.abs(moved) > CLOCK_MOVED_MS) this.listener.clockMoved(Math.round(moved), present.now);
    if (passed > GAP_MS) this.listener.wokeFromSleep(present.now);
  }

  private async ask(watcher: ProgramWatcher): Promise<ProgramSample[]> {
    try {
      const sampling = watcher.sample(this.programs, this.clock.now());
      const samples = await withDeadline(this.clock, LOOK_DEADLINE_MS, sampling);
      if (this.failing.delete(watcher.name)) this.log.info(`${watcher.name}: works again`);
      return samples;
    } catch (error) {
      if (!this.failing.has(watcher.name)) this.log.problem(`${watcher.name}: ${errorText(error)}`);
      this.failing.add(watcher.name);
      return [];
    }
  }
}
