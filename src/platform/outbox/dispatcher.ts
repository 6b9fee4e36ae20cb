import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Config } from '../config/index.js';
import { Reader, type Transaction, UnitOfWork } from '../database/index.js';
import { Outbox, type OutboxEvent, type Topic } from './outbox.js';

/** Handles one event inside the transaction that removes it. Throwing puts the event back for later. */
export type EventHandler = (tx: Transaction, event: OutboxEvent, now: number) => Promise<void>;

/** Events per transaction: few enough that a batch never holds the event loop or the write queue for long. */
const BATCH = 16;
const POLL_MS = 1_000;
/**
 * How long events of one topic gather after the first wakes its lane. Each batch is a commit, and a commit waits for the
 * disk: handled one by one, 50 changes a second took a quarter of the server's time (docs/decisions/0004-ingest-hot-path.md).
 */
const GATHER_MS = 50;
const LONGEST_RETRY_MS = 5 * 60_000;

interface Lane {
  topic: Topic;
  handler: EventHandler;
  running: Promise<void> | null;
  wanted: boolean;
  gathering: boolean;
}

/**
 * Moves events to their handlers. Woken by commits of this process, and once a second by the clock for what other processes
 * left, what is due only now, and what failed before. One lane per topic; within a lane events keep their order.
 */
@Injectable()
export class Dispatcher implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private readonly lanes = new Map<Topic, Lane>();
  private stopPolling: (() => void) | null = null;
  private stopped = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Registers the one consumer of `topic`. */
  consume(topic: Topic, handler: EventHandler): void {
    const lane: Lane = { topic, handler, running: null, wanted: false, gathering: false };
    this.lanes.set(topic, lane);
    if (this.config.selfMoving) this.outbox.onWake(topic, () => this.startSoon(lane));
  }

  /** Begins to poll; called once the application has everything registered. */
  begin(): void {
    if (!this.config.selfMoving) return;
    this.stopPolling = this.clock.every(POLL_MS, () => this.lanes.forEach((lane) => this.start(lane)));
    this.lanes.forEach((lane) => this.start(lane));
  }

  /**
   * Handles everything that is due now, in every lane, until nothing is left. For whoever moves the application by hand, and
   * does so again and again: each lane costs a transaction also when it is empty, so one question comes before them all.
   */
  async drain(): Promise<number> {
    let handled = 0;
    for (let before = -1; before !== handled && (await this.anyDue());) {
      before = handled;
      for (const lane of this.lanes.values()) handled += await this.drainLane(lane);
    }
    return handled;
  }

  private async anyDue(): Promise<boolean> {
    const row = await this.reader.row('SELECT id FROM outbox WHERE due_at <= ? LIMIT 1', [this.clock.now()]);
    return row !== null;
  }

  /** What is still gathering is handled first: a goodbye that was answered should not wait for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopPolling?.();
    if (this.config.selfMoving) await this.drain();
    this.stopped = true;
    for (const lane of this.lanes.values()) await lane.running;
  }

  private startSoon(lane: Lane): void {
    if (lane.gathering) return;
    lane.gathering = true;
    this.clock.after(GATHER_MS, () => {
      lane.gathering = false;
      this.start(lane);
    });
  }

  private start(lane: Lane): void {
    lane.wanted = true;
    if (lane.running || this.stopped) return;
    lane.running = this.runLane(lane).finally(() => {
      lane.running = null;
    });
  }

  private async runLane(lane: Lane): Promise<void> {
    while (lane.wanted && !this.stopped) {
      lane.wanted = false;
      try {
        await this.drainLane(lane);
      } catch (error) {
        this.logger.error(`${lane.topic}: ${String(error)}`);
      }
    }
  }

  private async drainLane(lane: Lane): Promise<number> {
    let handled = 0;
    while (!this.stopped) {
      const count = await this.handleBatch(lane);
      handled += count;
      if (count < BATCH) return handled;
    }
    return handled;
  }

  private async handleBatch(lane: Lane): Promise<number> {
    const now = this.clock.now();
    try {
      return await this.work.runDerived(async (tx) => {
        const events = await claim(tx, lane.topic, now, BATCH);
        for (const event of events) await lane.handler(tx, event, now);
        return events.length;
      });
    } catch (error) {
      this.logger.warn(`${lane.topic}: a batch failed, trying its events one by one: ${String(error)}`);
      return this.handleOneByOne(lane, now);
    }
  }

  /** After a batch failed: each event alone, so that one that cannot be handled does not stall the others. */
  private async handleOneByOne(lane: Lane, now: number): Promise<number> {
    for (let handled = 0; handled < BATCH; handled++) {
      let current: OutboxEvent | undefined;
      try {
        const found = await this.work.runDerived(async (tx) => {
          [current] = await claim(tx, lane.topic, now, 1);
          if (current) await lane.handler(tx, current, now);
          return current !== undefined;
        });
        if (!found) return handled;
      } catch (error) {
        if (!current) throw error;
        await this.pushForward(current, now, error);
      }
    }
    return BATCH;
  }

  private async pushForward(event: OutboxEvent, now: number, error: unknown): Promise<void> {
    this.logger.error(
      `${event.key}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    const wait = Math.min(LONGEST_RETRY_MS, 1_000 * 2 ** event.attempts);
    await this.work.run((tx) =>
      tx.run('UPDATE outbox SET attempts = attempts + 1, due_at = ?, last_error = ? WHERE id = ?', [
        now + wait,
        String(error).slice(0, 500),
        event.id,
      ]),
    );
  }
}

async function claim(tx: Transaction, topic: Topic, now: number, limit: number): Promise<OutboxEvent[]> {
  const events = await tx.rows<OutboxEvent>(
    `DELETE FROM outbox WHERE id IN (
       SELECT id FROM outbox WHERE topic = ? AND due_at <= ? ORDER BY id LIMIT ${limit}${tx.skipLocked})
     RETURNING id, key, payload, attempts`,
    [topic, now],
  );
  return events.sort((a, b) => a.id - b.id);
}
