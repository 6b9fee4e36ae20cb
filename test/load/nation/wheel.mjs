const TICK_MS = 5;

/** Calls for each PC when it is due, in slots of a few milliseconds: a timer for each of 66,420 PCs would cost more than its beat. */
export class Wheel {
  #slots = new Map();
  #at = Math.floor(performance.now() / TICK_MS);

  constructor(due) {
    this.due = due;
    setInterval(() => this.#turn(), TICK_MS);
  }

  /** A PC is in one slot at most: putting it again moves it. `before` runs just before it is called. */
  put(pc, at, before = () => undefined) {
    const slot = Math.max(Math.ceil(at / TICK_MS), this.#at + 1);
    const entry = { pc, before };
    pc.entry = entry;
    const waiting = this.#slots.get(slot);
    if (waiting) waiting.push(entry);
    else this.#slots.set(slot, [entry]);
  }

  #turn() {
    const now = Math.floor(performance.now() / TICK_MS);
    while (this.#at < now) {
      this.#at += 1;
      const entries = this.#slots.get(this.#at);
      this.#slots.delete(this.#at);
      for (const entry of entries ?? []) {
        // Moved to another slot since.
        if (entry.pc.entry !== entry) continue;
        entry.before(entry.pc);
        this.due(entry.pc);
      }
    }
  }
}
