import { nextTurn, stopwatch } from '../clock/index.js';

type Unit = () => Promise<void>;

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

  /** At the latest after as long as the unit took: while requests keep coming, they and the queue share the time evenly. */
  private giveWay(unitMs: number): void {
    this.givingWay = true;
    void nextTurn(Math.max(unitMs, LEAST_GIVING_WAY_MS)).then(() => {
      this.givingWay = false;
      this.go();
    });
  }
}
