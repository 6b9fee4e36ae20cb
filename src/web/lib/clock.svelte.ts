/** Relative times on the page are redrawn this often; in a demo, whose time runs, as often as a minute passes there. */
const TICK_MS = 10_000;
const LEAST_TICK_MS = 500;
/** How far the page may be from the server before it corrects itself, real time. */
const TOLERANCE_MS = 2_000;

/**
 * What time it is by the server's clock. A counter PC's own clock may be years off, so each answer's `Date` header
 * corrects it; that header counts whole seconds, hence small differences are left alone. The server of a demo says its own
 * time beside it, and how fast that passes.
 */
class ServerClock {
  #local = Date.now();
  #server = Date.now();
  #now = $state(Date.now());
  /** How many milliseconds pass on the server in a real one: 1, except in a demo. */
  speed = $state(1);
  #timer = setInterval(() => this.#tick(), TICK_MS);

  get now(): number {
    return this.#now;
  }

  hear(headers: Headers): void {
    const [shown, speed = 1] = (headers.get('trucban-clock') ?? '').split(' ').filter(Boolean).map(Number);
    this.#correct(shown ?? Date.parse(headers.get('date') ?? ''), speed);
  }

  #correct(serverTime: number, speed: number): void {
    if (Number.isNaN(serverTime)) return;
    const near = Math.abs(serverTime - this.#present()) < TOLERANCE_MS * speed;
    if (near && speed === this.speed) return;
    this.#local = Date.now();
    this.#server = serverTime;
    if (speed !== this.speed) {
      this.speed = speed;
      clearInterval(this.#timer);
      this.#timer = setInterval(() => this.#tick(), Math.max(LEAST_TICK_MS, TICK_MS / speed));
    }
    this.#tick();
  }

  #present(): number {
    return this.#server + (Date.now() - this.#local) * this.speed;
  }

  #tick(): void {
    this.#now = this.#present();
  }
}

export const clock = new ServerClock();
