/** How long one process may go on with what another has changed meanwhile. */
export const FRESH_MS = 5_000;

/** A value read from the database at most once per `FRESH_MS`; callers that come together share one read. */
export class FreshValue<T> {
  private value: T | null = null;
  private readAt = 0;
  private reading: Promise<T> | null = null;
  private generation = 0;

  constructor(private readonly read: () => Promise<T>) {}

  /** A clock that went backwards makes the value old, not eternal. */
  async get(now: number): Promise<T> {
    const age = now - this.readAt;
    if (this.value !== null && age >= 0 && age < FRESH_MS) return this.value;
    this.reading ??= this.load(now);
    return this.reading;
  }

  /** After a write of this process: what a read that began before it brings is not kept. */
  forget(): void {
    this.generation += 1;
    this.value = null;
    this.reading = null;
  }

  private async load(now: number): Promise<T> {
    const { generation } = this;
    try {
      const value = await this.read();
      if (generation === this.generation) {
        this.value = value;
        this.readAt = now;
      }
      return value;
    } finally {
      if (generation === this.generation) this.reading = null;
    }
  }
}
