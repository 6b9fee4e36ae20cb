import { nextTurn, stopwatch, turnWatch } from '../clock/index.js';

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
  private held = 0;

  /**
   * Ordinary units during which the event loop turned. None should: while a unit waits for anything but the database, everybody
   * who writes waits with it, and PCs for their answers.
   */
  get heldUp(): number {
    return this.held;
  }

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
    const turned = urgent ? null : turnWatch();
    void unit().then(() => {
      this.busy = false;
      if (turned?.()) this.held += 1;
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
