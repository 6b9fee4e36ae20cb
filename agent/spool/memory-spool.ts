import type { PastSpan } from '../../src/contracts/agent/index.js';
import { SpanQueue } from './span-queue.js';
import { SPOOL_LIMITS, type Batch, type OpenStates, type Spool, type SpoolLimits } from './spool.js';

/** For `--once` and `--print`, which end before anything could be lost. */
export class MemorySpool implements Spool {
  private readonly queue: SpanQueue;
  private open: OpenStates | null = null;

  constructor(limits: SpoolLimits = SPOOL_LIMITS) {
    this.queue = new SpanQueue(limits);
  }

  get waiting(): number {
    return this.queue.waiting;
  }

  get dropped(): number {
    return this.queue.dropped;
  }

  append(spans: readonly PastSpan[]): void {
    for (const span of spans) this.queue.add(span);
  }

  begin(limit: number): Batch {
    return this.queue.lend(limit, () => undefined);
  }

  shift(milliseconds: number): void {
    this.queue.shift(milliseconds);
  }

  saveOpen(states: OpenStates): void {
    this.open = structuredClone(states);
  }

  loadOpen(): OpenStates | null {
    return this.open;
  }

  close(): void {}
}
