import { Injectable } from '@nestjs/common';
import { type Beat, BeatJournal } from '../ingest/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { DeviceStateEntity } from './entities/index.js';
import { type HeardDevice, PresenceRepository } from './presence.repository.js';
import { SpanRepository } from './span.repository.js';

/** Some 10 ms of work on SQLite, which nothing interrupts. */
const LINES_PER_UNIT = 500;
/** A line whose agent stays unknown this long belongs to a report that can no longer be folded. */
const LONGEST_WAIT_MS = 3_600_000;

/** Folds the journal of beats into presence rows (decision 2): a beat costs a line, and every 30 s a share of one update. */
@Injectable()
export class BeatFolder {
  constructor(
    private readonly journal: BeatJournal,
    private readonly presences: PresenceRepository,
    private readonly spans: SpanRepository,
    private readonly outbox: Outbox,
    private readonly work: UnitOfWork,
  ) {}

  /** Folds everything that is in the journal now, a slice per transaction. */
  async fold(now: number): Promise<void> {
    for (let put = 0; ;) {
      const { taken, putBack } = await this.work.runDerived((tx) => this.foldSlice(tx, now));
      put += putBack;
      if (taken < LINES_PER_UNIT || put >= LINES_PER_UNIT) return;
      await nextTurn();
    }
  }

  private async foldSlice(tx: Transaction, now: number): Promise<{ taken: number; putBack: number }> {
    const lines = await this.journal.take(tx, LINES_PER_UNIT);
    if (lines.length === 0) return { taken: 0, putBack: 0 };
    const youngest = youngestPerAgent(lines);
    const { devices, agents } = await this.presences.heard(tx, youngest);
    for (const device of devices) await this.bringBack(tx, device);
    const known = new Set(agents.map(agentKey));
    const waiting = youngest.filter(
      (beat) => !known.has(agentKey(beat)) && now - beat.receivedAt < LONGEST_WAIT_MS,
    );
    await this.journal.putBack(tx, waiting);
    return { taken: lines.length, putBack: waiting.length };
  }

  /**
   * A PC that was given up and then beats is back, also when its beats say nothing new. The beat of a goodbye itself is no
   * younger than the absence that it began.
   */
  private async bringBack(
    tx: Transaction,
    { deviceId, presence, since, lastReceivedAt }: HeardDevice,
  ): Promise<void> {
    if (presence === 'online' || lastReceivedAt <= since) return;
    // Due at once: the sweeper counts the next deadline.
    const online = { presence: 'online' as const, since: lastReceivedAt, checkAt: lastReceivedAt };
    await tx.update(DeviceStateEntity, { deviceId }, online);
    await this.spans.retellSilence(tx, deviceId, lastReceivedAt);
    await this.spans.turnPresence(tx, deviceId, 'online', lastReceivedAt, lastReceivedAt);
    await this.outbox.emit(tx, 'device.changed', String(deviceId), lastReceivedAt);
  }
}

function youngestPerAgent(lines: readonly Beat[]): Beat[] {
  const youngest = new Map<string, Beat>();
  for (const line of lines) {
    const seen = youngest.get(agentKey(line));
    if (!seen || line.sequence > seen.sequence) youngest.set(agentKey(line), line);
  }
  return [...youngest.values()];
}

function agentKey({ deviceId, instance }: { deviceId: number; instance: string }): string {
  return `${deviceId}/${instance}`;
}
