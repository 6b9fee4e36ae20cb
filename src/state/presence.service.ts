import { Injectable } from '@nestjs/common';
import type { Goodbye } from '../contracts/agent/index.js';
import type { AcceptedReport } from '../ingest/index.js';
import { Calendars, OFFICE_CALENDAR, PolicyService } from '../inventory/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { Blindness } from './blindness.js';
import { type Presence, judgeSilence, presenceAfterGoodbye, silentAfter } from './domain/presence.js';
import { DeviceStateEntity } from './entities/index.js';
import { hoursOf } from './presence-hours.js';
import { PresenceRepository, SKEW_LEAP_MS } from './presence.repository.js';
import { SpanRepository } from './span.repository.js';

const DUE_PER_UNIT = 100;

/** Presence belongs to the PC: any of its agents keeps it online. */
@Injectable()
export class PresenceService {
  constructor(
    private readonly presences: PresenceRepository,
    private readonly spans: SpanRepository,
    private readonly blindness: Blindness,
    private readonly policies: PolicyService,
    private readonly calendars: Calendars,
    private readonly outbox: Outbox,
    private readonly work: UnitOfWork,
  ) {}

  /** A report arrived: the PC is there. Returns whether that changed anything anybody judges by. */
  async heard(tx: Transaction, accepted: AcceptedReport): Promise<boolean> {
    const { deviceId, receivedAt, skewMs, report } = accepted;
    const stored = await this.presences.find(tx, deviceId);
    const facts = {
      skewMs,
      cpuPercent: Math.round(report.load.cpuPercent),
      memoryPercent: Math.round(report.load.memoryPercent),
      spoolDropped: report.spool.dropped,
      agentVersion: report.agent.version,
    };
    if (!stored) {
      const checkAt = await this.nextLook(tx, receivedAt);
      const row = {
        deviceId,
        presence: 'online' as const,
        since: receivedAt,
        lastReceivedAt: receivedAt,
        checkAt,
      };
      await tx.insert(DeviceStateEntity, { ...row, ...facts });
      await this.spans.turnPresence(tx, deviceId, 'online', receivedAt, receivedAt);
      return true;
    }
    const lastReceivedAt = Math.max(stored.lastReceivedAt, receivedAt);
    await tx.update(DeviceStateEntity, { deviceId }, { ...facts, lastReceivedAt });
    if (stored.presence !== 'online' && receivedAt >= stored.lastReceivedAt) {
      await this.spans.retellSilence(tx, deviceId, receivedAt);
      await this.turn(tx, deviceId, 'online', receivedAt, await this.nextLook(tx, receivedAt));
      return true;
    }
    return Math.abs(stored.skewMs - skewMs) >= SKEW_LEAP_MS;
  }

  /** The agent said it is going away. */
  async left(tx: Transaction, deviceId: number, goodbye: Goodbye, at: number): Promise<void> {
    const presence = presenceAfterGoodbye(goodbye);
    await tx.update(DeviceStateEntity, { deviceId }, { goodbye, goodbyeAt: at });
    if (presence !== 'online') await this.turn(tx, deviceId, presence, at, null);
  }

  /**
   * Looks at the PCs whose deadline has come. What is known then includes every beat that was answered for: those that are
   * not folded yet are looked up, because folding each time would cost what the journal saves.
   */
  async sweep(now: number): Promise<void> {
    const unfolded = await this.presences.unfoldedBeatsOfDue(now);
    for (;;) {
      const judged = await this.work.runDerived((tx) => this.judgeDue(tx, unfolded, now));
      if (judged < DUE_PER_UNIT) return;
    }
  }

  private async judgeDue(
    tx: Transaction,
    unfolded: ReadonlyMap<number, number>,
    now: number,
  ): Promise<number> {
    const due = await this.presences.due(tx, now, DUE_PER_UNIT);
    if (due.length === 0) return 0;
    const hearingSince = await this.blindness.hearingSince(now, tx);
    const { policy } = await this.policies.current();
    const postponed = new Map<number, number | null>();
    for (const row of due) {
      const calendar = row.centerId === null ? OFFICE_CALENDAR : await this.calendars.of(row.centerId);
      const facts = {
        ...row,
        lastReceivedAt: Math.max(row.lastReceivedAt, unfolded.get(row.deviceId) ?? 0),
        hearingSince,
        beatSeconds: policy['beat.seconds'],
        missedBeats: policy['presence.missedBeats'],
        lateMinutes: policy['presence.lateMinutes'],
      };
      const verdict = judgeSilence(facts, hoursOf(calendar), now);
      if (verdict.presence === row.presence) postponed.set(row.deviceId, verdict.checkAt);
      else {
        await this.turn(tx, row.deviceId, verdict.presence, verdict.since, verdict.checkAt);
        await this.outbox.emit(tx, 'device.changed', String(row.deviceId), now);
      }
    }
    await this.presences.postpone(tx, postponed);
    return due.length;
  }

  private async turn(
    tx: Transaction,
    deviceId: number,
    presence: Presence,
    since: number,
    checkAt: number | null,
  ): Promise<void> {
    await tx.update(DeviceStateEntity, { deviceId }, { presence, since, checkAt });
    await this.spans.turnPresence(tx, deviceId, presence, since, since);
  }

  private async nextLook(tx: Transaction, lastReceivedAt: number): Promise<number> {
    const { policy } = await this.policies.current();
    return silentAfter({
      lastReceivedAt,
      hearingSince: await this.blindness.hearingSince(lastReceivedAt, tx),
      beatSeconds: policy['beat.seconds'],
      missedBeats: policy['presence.missedBeats'],
    });
  }
}
