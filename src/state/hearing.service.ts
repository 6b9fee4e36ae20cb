import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Calendars, nextWorkingMoment, PolicyService, workBeganAt } from '../inventory/index.js';
import { civilDay, DAY_MS, MINUTE_MS } from '../platform/civil/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { ChangeFeed } from '../platform/signals/index.js';
import { Blindness } from './blindness.js';
import { type CenterHearing, hearingLagMs, isLost, judgeClock, judgeLine } from './domain/hearing.js';
import { ServerFaultRepository, type ServerFaults } from './server-fault.repository.js';

/** Must come before the PCs' own deadlines are judged: see `hearingLagMs`. */
export const HEARING_PERIOD_MS = 5_000;

const LATELY_MS = 7 * DAY_MS;

/** While nobody is on, every night, there is less to find and more to read: all PCs instead of those that are on. */
const IDLE_PERIOD_MS = MINUTE_MS;

/**
 * The server asks itself whether it hears (decision 7): many centers that fall silent at once are its line, most PCs that
 * disagree with its clock are its clock. While its line is lost no PC is judged; afterwards every deadline is granted anew.
 *
 *     look ─> a line per center of PCs that are on ─> judgeLine, judgeClock ─> server_fault ─> server.changed ─> detection
 */
@Injectable()
export class Hearing {
  private lookedIdleAt = -Infinity;

  constructor(
    private readonly faults: ServerFaultRepository,
    private readonly blindness: Blindness,
    private readonly policies: PolicyService,
    private readonly calendars: Calendars,
    private readonly outbox: Outbox,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly feed: ChangeFeed,
  ) {}

  async look(now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const before = await this.faults.read(this.reader);
    const suspicious = (policy['clock.skewSeconds'] * 1000) / 2;
    const online = await this.centers((afterId) => this.faults.hearingOf(this.reader, afterId, suspicious));
    const since = await this.blindness.listeningSince(now);
    // With nobody on nobody can be missed: then the centers count that were heard these days, once they should be at work.
    const anybody = online.length > 0;
    if (!anybody && !before.line && !before.clock) {
      // The clock may have been set back.
      if (Math.abs(now - this.lookedIdleAt) < IDLE_PERIOD_MS) return;
      this.lookedIdleAt = now;
    }
    const centers = anybody ? online : await this.heardLately(now);
    const lateMs = anybody ? 0 : policy['presence.lateMinutes'] * MINUTE_MS;
    const tuning = {
      lagMs: hearingLagMs(policy),
      centers: policy['server.lineCenters'],
      percent: policy['server.linePercent'],
    };
    const judged = await this.ofToday(centers, before, since, { lagMs: tuning.lagMs, lateMs }, now);
    const after = {
      line: judged && judgeLine(judged, before.line, since, tuning, now),
      clock: judgeClock(online, before.clock, now),
    };
    if (!isDeepStrictEqual(before, after)) await this.turn(after, now);
  }

  private async turn(after: ServerFaults, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      const before = await this.faults.read(tx);
      if (before.line && !after.line)
        await this.faults.addBlindness(tx, { from: before.line.since, until: now, reason: 'line' });
      await this.put(tx, 'line', before, after);
      await this.put(tx, 'clock', before, after);
      await this.outbox.emit(tx, 'server.changed', 'server', now);
      if ((before.line === null) !== (after.line === null))
        tx.onCommit(() => this.feed.announce({ kind: 'server', id: 0 }));
    });
  }

  private async put(
    tx: Transaction,
    kind: 'line' | 'clock',
    before: ServerFaults,
    after: ServerFaults,
  ): Promise<void> {
    if (!isDeepStrictEqual(before[kind], after[kind])) await this.faults.write(tx, kind, after[kind]);
  }

  private heardLately(now: number): Promise<CenterHearing[]> {
    return this.centers((afterId) => this.faults.heardSince(this.reader, afterId, now - LATELY_MS));
  }

  /** All there are, some at a time. */
  private async centers(read: (afterId: number) => Promise<CenterHearing[]>): Promise<CenterHearing[]> {
    const all: CenterHearing[] = [];
    for (let afterId = 0; ;) {
      const lines = await read(afterId);
      const last = lines.at(-1);
      if (!last) return all;
      all.push(...lines);
      afterId = last.centerId;
      await nextTurn();
    }
  }

  /**
   * The centers by which the line is judged: those at work, and once it is lost also those in a break that go on working today.
   * Null: nobody is expected any more today, so nobody can tell. Calendars are asked only when enough centers look lost.
   */
  private async ofToday(
    centers: readonly CenterHearing[],
    { line }: ServerFaults,
    since: number,
    { lagMs, lateMs }: { lagMs: number; lateMs: number },
    now: number,
  ): Promise<CenterHearing[] | null> {
    const anyLost = centers.some((center) => isLost(center, since, lagMs, now));
    if (!line && !anyLost) return null;
    const expected: CenterHearing[] = [];
    for (const center of centers) {
      const calendar = await this.calendars.of(center.centerId);
      const next = line ? nextWorkingMoment(calendar, now) : null;
      const today = next !== null && civilDay(next) === civilDay(now);
      const began = line ? null : workBeganAt(calendar, now);
      if (today || (began !== null && now >= Math.max(began, since) + lateMs)) expected.push(center);
    }
    return expected;
  }
}
