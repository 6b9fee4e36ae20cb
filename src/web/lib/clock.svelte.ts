/** Relative times on the page are redrawn this often. */
const TICK_MS = 10_000;

/**
 * What time it is by the server's clock. A counter PC's own clock may be years off, so each answer's `Date` header
 * corrects it; that header counts whole seconds, hence small differences are left alone.
 */
class ServerClock {
  #offset = 0;
  #now = $state(Date.now());

  constructor() {
    setInterval(() => this.#tick(), TICK_MS);
  }

  get now(): number {
    return this.#now;
  }

  hear(serverTime: number): void {
    if (Number.isNaN(serverTime)) return;
    const offset = serverTime - Date.now();
    if (Math.abs(offset - this.#offset) < 2000) return;
    this.#offset = offset;
    this.#tick();
  }

  #tick(): void {
    this.#now = Date.now() + this.#offset;
  }
}

export const clock = new ServerClock();
