const TICK_MS = 100;
/** A tick that comes late, on a busy machine, lets no more time pass than this: the day waits for its PCs. */
const LONGEST_TICK_MS = 200;
/** It also waits for a server that has not answered for so long. */
const LONGEST_ANSWER_MS = 300;
/** A day that waited so much in all is slower than it was asked to be. */
const SLOW_AFTER_MS = 10_000;

interface Waiter {
  instant: number;
  go: () => void;
}

/**
 * The clock of the simulated day. The server's follows it (src/platform/clock/accelerated-clock.ts): whoever plays the day lets
 * time pass only as fast as this machine plays it, so that a busy one is slower and not wrong.
 */
export class DayClock {
  private at = 0;
  private pace = 1;
  private hurry: { until: number; speed: number } | null = null;
  private waiters: Waiter[] = [];
  private readonly unanswered = new Set<{ since: number }>();
  private tickedAt = Date.now();
  private waitedMs = 0;

  constructor(
    /** Lets the server's clock go on to an instant in so many real ms. */
    private readonly letGo: (to: number, inMs: number) => void,
    private readonly tellSlow: () => void,
  ) {}

  /** Epoch ms. */
  now(): number {
    return this.at;
  }

  /** How far the server's clock may stand behind, simulated ms: a tick on its way, and a server that is slow to hear of it. */
  serverLag(): number {
    return (TICK_MS + LONGEST_TICK_MS + LONGEST_ANSWER_MS) * this.pace;
  }

  /** Begins where the server's stands. */
  async start(server: string): Promise<void> {
    const answer = await fetch(`${server}/api/health/live`);
    await answer.arrayBuffer();
    const [at = NaN, pace = NaN] = (answer.headers.get('trucban-clock') ?? '').split(' ').map(Number);
    if (Number.isNaN(at + pace)) throw new Error('the server has no clock of a demo (TRUCBAN_CLOCK)');
    [this.at, this.pace] = [at, pace];
    this.tickedAt = Date.now();
    setInterval(() => this.tick(), TICK_MS);
  }

  /** Resolves when `instant` has come; at once when it is past. */
  until(instant: number): Promise<void> {
    if (instant <= this.at) return Promise.resolve();
    return new Promise((go) => this.waiters.push({ instant, go }));
  }

  /** Lets a night pass in `inMs`. */
  hurryTo(instant: number, inMs: number): Promise<void> {
    if (instant > this.at) this.hurry = { until: instant, speed: (instant - this.at) / inMs };
    return this.until(instant);
  }

  /** The day waits for `work` when it takes long. */
  async during<T>(work: Promise<T>): Promise<T> {
    const mark = { since: Date.now() };
    this.unanswered.add(mark);
    try {
      return await work;
    } finally {
      this.unanswered.delete(mark);
    }
  }

  private tick(): void {
    const passed = Date.now() - this.tickedAt;
    this.tickedAt = Date.now();
    const [oldest] = this.unanswered;
    const isHeld = oldest !== undefined && Date.now() - oldest.since > LONGEST_ANSWER_MS;
    const counted = isHeld ? 0 : Math.min(passed, LONGEST_TICK_MS);
    this.countWaiting(passed - counted);
    if (counted === 0) return;
    const { until, speed } = this.hurry ?? { until: Infinity, speed: this.pace };
    this.at = Math.min(until, this.at + Math.round(counted * speed));
    if (this.at === until) this.hurry = null;
    this.letGo(this.at, TICK_MS);
    const due = this.waiters.filter(({ instant }) => instant <= this.at);
    this.waiters = this.waiters.filter(({ instant }) => instant > this.at);
    for (const { go } of due.sort((a, b) => a.instant - b.instant)) go();
  }

  private countWaiting(ms: number): void {
    const before = this.waitedMs;
    this.waitedMs += ms;
    if (before < SLOW_AFTER_MS && this.waitedMs >= SLOW_AFTER_MS) this.tellSlow();
  }
}
