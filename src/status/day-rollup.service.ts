import { Injectable, Logger } from '@nestjs/common';
import {
  Calendars,
  type DeviceEntity,
  Devices,
  PolicyService,
  Programs,
  stretchesOn,
} from '../inventory/index.js';
import { civilDay, DAY_MS, MINUTE_MS, startOfCivilDay } from '../platform/civil/index.js';
import { nextTurn } from '../platform/clock/index.js';
import { ROWS_PER_SLICE, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { DayBars, joinBars } from './day-bars.service.js';
import { isUsual, summaryOf } from './domain/day-summary.js';
import { type DayTable, type DueDay, HistoryRepository, type StoredDay } from './history.repository.js';

/** As many as the bar shows. */
export const BAR_DAYS = 30;
/** Late facts of one PC come in several reports. */
const GATHER_MS = MINUTE_MS;
const LOOK_AGAIN_MS = 30 * MINUTE_MS;
const TABLES: readonly DayTable[] = ['device_day', 'center_day'];

/**
 * Sums up each day of each center and its PCs once it is over, from the spans, which are found by index. One center at a
 * time: some twenty PCs, a few ms. What is due is a row, so a restart loses nothing; doing a day twice gives the same rows,
 * and facts that come late make their day due again.
 */
@Injectable()
export class DayRollup {
  private readonly logger = new Logger('History');

  constructor(
    private readonly history: HistoryRepository,
    private readonly bars: DayBars,
    private readonly devices: Devices,
    private readonly programs: Programs,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
    private readonly work: UnitOfWork,
  ) {}

  /** The days that ended since `ranAt`; never before: those of a whole bar. */
  async dayIsOver(now: number, ranAt: number | null): Promise<void> {
    const today = civilDay(now);
    const first = ranAt === null ? 0 : civilDay(ranAt);
    for (let day = Math.max(first, today - BAR_DAYS); day < today; day++) {
      await this.work.run((tx) => this.history.dueEverywhere(tx, day, startOfCivilDay(day + 1), now));
      await nextTurn();
    }
  }

  /** A PC told now what happened on a day that is over. */
  async toldLate(tx: Transaction, deviceId: number, day: number, now: number): Promise<void> {
    const device = await this.devices.byId(deviceId);
    if (device) await this.history.due(tx, { centerId: device.centerId, day, dueAt: now + GATHER_MS });
  }

  async sweep(now: number): Promise<void> {
    for (let due = await this.history.nextDue(now); due; due = await this.history.nextDue(now)) {
      try {
        await this.sumUp(due, now);
      } catch (error) {
        this.logger.error(`center ${due.centerId}, day ${due.day}: ${String(error)}`);
        await this.putOff(due, now);
      }
      await nextTurn();
    }
  }

  async forget(now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const before = civilDay(now) - policy['retention.historyDays'];
    for (const table of TABLES) {
      for (let day = await this.history.oldestBefore(table, before); day !== null; await nextTurn()) {
        const oldest = day;
        const gone = await this.work.runDerived((tx) =>
          this.history.forgetSome(tx, table, oldest, ROWS_PER_SLICE),
        );
        if (gone < ROWS_PER_SLICE) day = await this.history.oldestBefore(table, before);
      }
    }
  }

  private async sumUp(due: DueDay, now: number): Promise<void> {
    const end = startOfCivilDay(due.day + 1);
    if (now < end + DAY_MS && (await this.history.unsettled(due.centerId, end))) return this.putOff(due, now);
    const devices = (await this.devices.ofCenter(due.centerId)).filter(({ enrolledAt }) => enrolledAt < end);
    const told = (await this.hasSpans(due.day, now)) ? await this.daysOf(due, devices) : null;
    await this.work.runDerived(async (tx) => {
      if (!(await this.history.claim(tx, due)) || !told) return;
      const ids = devices.map(({ id }) => id);
      await this.history.put(tx, 'device_day', due.day, ids, told.devices);
      await this.history.put(tx, 'center_day', due.day, [due.centerId], told.center);
    });
  }

  /** The rows that are to be kept. */
  private async daysOf(
    { centerId, day }: DueDay,
    devices: readonly DeviceEntity[],
  ): Promise<{ devices: StoredDay[]; center: StoredDay[] }> {
    const work = stretchesOn(await this.calendars.of(centerId), day);
    if (work.length === 0) return { devices: [], center: [] };
    const programs = await this.programs.enabled();
    const from = startOfCivilDay(day);
    const bars = await this.bars.ofDevices(devices, programs, from, from + DAY_MS);
    const rows = bars.map(({ id, bar }) => ({ id, summary: summaryOf(bar, work) }));
    const center = { id: centerId, summary: summaryOf(joinBars(bars), work) };
    const worthKeeping = ({ summary }: StoredDay): boolean => !isUsual(summary);
    return { devices: rows.filter(worthKeeping), center: [center].filter(worthKeeping) };
  }

  /** Without them a day would look as if nobody had known anything; its row, if there is one, stands. */
  private async hasSpans(day: number, now: number): Promise<boolean> {
    const { policy } = await this.policies.current();
    return day > civilDay(now) - policy['retention.spanDays'];
  }

  private async putOff(due: DueDay, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      if (await this.history.claim(tx, due))
        await this.history.due(tx, { ...due, dueAt: now + LOOK_AGAIN_MS });
    });
  }
}
