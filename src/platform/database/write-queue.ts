import { afterArrivals, stopwatch } from '../clock/index.js';

type Unit = () => Promise<void>;

/** While requests keep coming, they and the queue share the time evenly; longer than this no request waits for its turn. */
const LONGEST_GIVING_WAY_MS = 25;
const LEAST_GIVING_WAY_MS = 2;

/**
 * Everybody who writes, one after the other. On SQLite a unit runs to its end without a turn of the event loop, and so would
 * all that wait behind it: after each unit the queue gives way to requests (decision 19). What they wait for goes first.
 */
export class WriteQueue {
  private readonly urgent: Unit[] = [];
  private readonly ordinary: Unit[] = [];
  private busy = false;
  private givingWay = false;

  add<T>(work: () => Promise<T>, urgency: 'urgent' | 'ordinary'): Promise<T> {
    return new Promise((resolve, reject) => {
      const unit = async (): Promise<void> => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      (urgency === 'urgent' ? this.urgent : this.ordinary).push(unit);
      this.go();
    });
  }

  private go(): void {
    if (this.busy) return;
    const urgent = this.urgent.shift();
    const unit = urgent ?? (this.givingWay ? undefined : this.ordinary.shift());
    if (!unit) return;
    this.busy = true;
    const tookMs = stopwatch();
    void unit().then(() => {
      this.busy = false;
      if (!urgent) this.giveWay(tookMs());
      this.go();
    });
  }

  /** Until nothing arrives any more, at the latest after as long as the unit took. */
  private giveWay(unitMs: number): void {
    this.givingWay = true;
    const longestMs = Math.min(Math.max(unitMs, LEAST_GIVING_WAY_MS), LONGEST_GIVING_WAY_MS);
    afterArrivals(() => {
      this.givingWay = false;
      this.go();
    }, longestMs);
  }
}
