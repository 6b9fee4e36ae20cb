import { setTimeout as pause } from 'node:timers/promises';

const SAMPLES = 5;
/** A timer of Node holds no more than 24.8 days; nobody waits so long, and a longer wait is looked at again. */
const LONGEST_WAIT_MS = 60_000;
const LOOK_AGAIN_MS = 100;

/** The clock of the simulated day. It is the server's, which says with each answer what it shows and how fast it runs. */
export class DayClock {
  private real = 0;
  private at = 0;
  private speed = 1;

  constructor(
    private readonly server: string,
    /** Asks whoever started the server to let its clock reach an instant in so many ms. */
    private readonly askToHurry: (hurryTo: number, inMs: number) => void,
  ) {}

  /** Epoch ms. */
  now(): number {
    return this.at + (Date.now() - this.real) * this.speed;
  }

  /** Resolves when `instant` has come; at once when it is past. */
  async until(instant: number): Promise<void> {
    for (let left = instant - this.now(); left > 0; left = instant - this.now()) {
      await pause(Math.min(LONGEST_WAIT_MS, left / this.speed));
    }
  }

  /** Reads the server's clock: of several answers the quickest is nearest to it. */
  async set(): Promise<void> {
    let quickest = Infinity;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const asked = Date.now();
      const told = await this.ask();
      const took = Date.now() - asked;
      if (took >= quickest) continue;
      quickest = took;
      [this.real, this.at, this.speed] = [asked + took / 2, told.at, told.speed];
    }
  }

  /** Lets a night pass in `inMs`. */
  async hurryTo(instant: number, inMs: number): Promise<void> {
    if (instant <= this.now()) return;
    this.askToHurry(instant, inMs);
    while ((await this.ask()).at < instant) await pause(LOOK_AGAIN_MS);
    await this.set();
  }

  private async ask(): Promise<{ at: number; speed: number }> {
    const answer = await fetch(`${this.server}/api/health/live`);
    await answer.arrayBuffer();
    const [at = NaN, speed = NaN] = (answer.headers.get('trucban-clock') ?? '').split(' ').map(Number);
    if (Number.isNaN(at + speed)) throw new Error('the server has no clock of a demo (TRUCBAN_CLOCK)');
    return { at, speed };
  }
}
