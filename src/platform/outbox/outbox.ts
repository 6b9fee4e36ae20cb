import { Injectable } from '@nestjs/common';
import type { AppendBatch, SqlValue, Transaction } from '../database/index.js';

/** A past-tense event that waits for the stage that follows. `payload` is JSON text, absent where the key says it all. */
export interface OutboxEvent {
  id: number;
  key: string;
  payload: string | null;
  attempts: number;
}

/** What a stage leaves for the next one. The names are the arrows of the flow. */
export type Topic =
  | 'report.accepted'
  | 'device.changed'
  | 'history.changed'
  | 'certificate.changed'
  | 'maintenance.changed'
  | 'hours.changed'
  | 'server.changed'
  | 'finding.changed'
  | 'incident.changed'
  | 'ticket.changed'
  | 'mail.bounced';

const OUTBOX_COLUMNS = [
  { name: 'topic', type: 'text' },
  { name: 'key', type: 'text' },
  { name: 'payload', type: 'text' },
  { name: 'created_at', type: 'bigint' },
  { name: 'due_at', type: 'bigint' },
] as const;

/**
 * The durable arrow between two stages: a change and its event are one transaction, and the stage that handles the event
 * deletes it in the transaction of what it did. Events with the same (topic, key) that nobody has handled yet are one.
 */
@Injectable()
export class Outbox {
  private readonly wakers = new Map<Topic, () => void>();

  /** Leaves an event inside the transaction that made it true. */
  async emit(
    tx: Transaction,
    topic: Topic,
    key: string,
    now: number,
    options: { payload?: string; dueAt?: number } = {},
  ): Promise<void> {
    const parameters: SqlValue[] = [topic, key, options.payload ?? null, now, options.dueAt ?? now];
    // DO UPDATE, not DO NOTHING: on PostgreSQL it waits for a handler that is deleting the row just now and then inserts
    // anew, so that a change made while the old event is being handled is never lost.
    await tx.run(
      `INSERT INTO outbox (topic, key, payload, created_at, due_at, attempts) VALUES (?, ?, ?, ?, ?, 0)
       ON CONFLICT (topic, key) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at, attempts = 0`,
      parameters,
    );
    tx.onCommit(() => this.wake(topic));
  }

  /** The same for bulk appends (ingest). Keys must be unique within the batch. Call `wake` after the commit. */
  batch(topic: Topic, events: readonly { key: string; payload: string }[], now: number): AppendBatch {
    return {
      table: 'outbox',
      columns: OUTBOX_COLUMNS,
      rows: events.map(({ key, payload }) => [topic, key, payload, now, now]),
      upsertOn: ['topic', 'key'],
    };
  }

  wake(topic: Topic): void {
    this.wakers.get(topic)?.();
  }

  /** Called by the dispatcher alone. */
  onWake(topic: Topic, waker: () => void): void {
    this.wakers.set(topic, waker);
  }
}
