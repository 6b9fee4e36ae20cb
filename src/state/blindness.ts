import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { type BlindReason, ServerFaultRepository, type ServerFaults } from './server-fault.repository.js';

/** A pulse every few seconds; a gap of more than this in a running process means it stalled or its clock jumped. */
const LONGEST_GAP_MS = 15_000;
export const PULSE_PERIOD_MS = 5_000;

/**
 * The server knows when it was blind (decision 7). While no process listened, silence proves nothing: after every gap in
 * the pulse all deadlines are granted anew, counted from the moment it could hear again. A start is such a gap however short
 * it was: a few seconds are enough for a PC to miss its beat, and a server that dies again and again may miss each of them.
 */
@Injectable()
export class Blindness {
  /** Of the last pulse of this process: tells a clock that was set from a process that stood still. */
  private steadyAt: number | null = null;

  constructor(
    private readonly faults: ServerFaultRepository,
    private readonly outbox: Outbox,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes the pulse; a gap before it becomes a span of blindness. Where several processes share a database another one may
   * have heard while this one started: then deadlines come one round later than they could.
   */
  async pulse(now: number, why: 'started' | 'beat'): Promise<void> {
    const steady = this.clock.steady();
    const passed = this.steadyAt === null ? null : steady - this.steadyAt;
    await this.work.runDerived(async (tx) => {
      const last = await this.aliveAt(tx);
      if (last !== null && (why === 'started' || this.isGap(last, now))) {
        const reason: BlindReason =
          why === 'started' ? why : passed !== null && passed <= LONGEST_GAP_MS ? 'clock' : 'stalled';
        await this.faults.addBlindness(tx, { from: Math.min(last, now), until: now, reason });
        await this.outbox.emit(tx, 'server.changed', 'server', now);
      }
      await tx.run(
        `INSERT INTO server_pulse (id, alive_at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET alive_at = excluded.alive_at`,
        [now],
      );
    });
    this.steadyAt = steady;
  }

  /**
   * The moment since which the server has heard without a gap; 0 when it never was blind. It is `now` itself while its line is
   * lost, and when the gap that just ended has not been noted yet. Spans from before its clock was set back lie in the future
   * and would grant deadlines for ever: the setting back left a span of its own.
   */
  async hearingSince(now: number, from: Reader | Transaction = this.reader): Promise<number> {
    return (await this.hearing(now, from)).hearingSince;
  }

  /** The same, with the faults that it rests on. */
  async hearing(
    now: number,
    from: Reader | Transaction,
  ): Promise<{ faults: ServerFaults; hearingSince: number }> {
    const faults = await this.faults.read(from);
    return { faults, hearingSince: faults.line ? now : await this.listeningSince(now, from) };
  }

  /** The same for the process alone, whatever its line does. */
  async listeningSince(now: number, from: Reader | Transaction = this.reader): Promise<number> {
    const alive = await this.aliveAt(from);
    if (alive !== null && this.isGap(alive, now)) return now;
    const row = await from.row<{ until: number | null }>(
      'SELECT MAX(until_at) AS "until" FROM server_blindness WHERE until_at <= ?',
      [now],
    );
    return row?.until ?? 0;
  }

  /** How long the server can be deaf is real time: a demo's squeezed minute is no stall. */
  private isGap(from: number, until: number): boolean {
    return Math.abs(until - from) > this.clock.now() - this.clock.ago(LONGEST_GAP_MS);
  }

  private async aliveAt(from: Reader | Transaction): Promise<number | null> {
    const row = await from.row<{ aliveAt: number }>(
      'SELECT alive_at AS "aliveAt" FROM server_pulse WHERE id = 1',
    );
    return row?.aliveAt ?? null;
  }
}
