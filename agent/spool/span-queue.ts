import type { PastSpan } from '../../src/contracts/agent/index.js';
import type { Batch, SpoolLimits } from './spool.js';

export interface NumberedSpan {
  number: number;
  span: PastSpan;
  bytes: number;
}

/** The order, the bounds and the lending that every spool shares; where the spans rest is the spool's own matter. */
export class SpanQueue {
  private spans: NumberedSpan[] = [];
  private bytes = 0;
  private nextNumber = 1;
  private lent = false;
  dropped = 0;

  constructor(private readonly limits: SpoolLimits) {}

  get waiting(): number {
    return this.spans.length;
  }

  all(): readonly NumberedSpan[] {
    return this.spans;
  }

  /** Adds one span; returns the number of the last span that had to go for it, or null. */
  add(span: PastSpan, number = this.nextNumber): { added: NumberedSpan; droppedUpTo: number | null } {
    const added = { number, span, bytes: Buffer.byteLength(JSON.stringify(span)) };
    this.spans.push(added);
    this.bytes += added.bytes;
    this.nextNumber = number + 1;
    let droppedUpTo: number | null = null;
    while (this.spans.length > this.limits.spans || this.bytes > this.limits.bytes) {
      const oldest = this.spans.shift();
      if (!oldest) break;
      this.bytes -= oldest.bytes;
      this.dropped += 1;
      droppedUpTo = oldest.number;
    }
    return { added, droppedUpTo };
  }

  removeUpTo(number: number): void {
    this.spans = this.spans.filter((entry) => entry.number > number);
    this.bytes = this.spans.reduce((sum, entry) => sum + entry.bytes, 0);
  }

  shift(milliseconds: number): void {
    for (const entry of this.spans) {
      const { from, until } = entry.span;
      entry.span = { ...entry.span, from: from + milliseconds, until: until + milliseconds };
    }
  }

  /** Numbers, not positions, mark what was lent: dropping the oldest meanwhile must not make `accept` take others. */
  lend(limit: number, onGone: (upTo: number) => void): Batch {
    if (this.lent) throw new Error('the spool lends one batch at a time');
    this.lent = true;
    const taken = this.spans.slice(0, limit);
    const last = taken.at(-1)?.number;
    const leave = (): number => {
      this.lent = false;
      const before = this.spans.length;
      if (last !== undefined) this.removeUpTo(last);
      return before - this.spans.length;
    };
    return {
      spans: taken.map((entry) => entry.span),
      accept: () => {
        leave();
        if (last !== undefined) onGone(last);
      },
      keep: () => {
        this.lent = false;
      },
      reject: () => {
        this.dropped += leave();
        if (last !== undefined) onGone(last);
      },
    };
  }
}
