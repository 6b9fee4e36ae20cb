import { Injectable } from '@nestjs/common';
import type { DayDetail, HistoryDay, HistoryDays } from '../contracts/api/index.js';
import {
  Calendars,
  Centers,
  type DeviceEntity,
  Devices,
  PolicyService,
  Programs,
  stretchesOn,
} from '../inventory/index.js';
import { civilDay, DAY_MS, isoDate, startOfCivilDay } from '../platform/civil/index.js';
import { notFound } from '../platform/http/index.js';
import { DayBars, joinBars } from './day-bars.service.js';
import { BAR_DAYS } from './day-rollup.service.js';
import { type DaySummary, lastedOf, summaryOf, toneOf } from './domain/day-summary.js';
import { type DayTable, HistoryRepository } from './history.repository.js';

/** Whose days are asked for. */
interface Subject {
  table: DayTable;
  id: number;
  centerId: number;
  devices: readonly DeviceEntity[];
}

/** The 30-day bar: rows for the days that are over, spans for today. */
@Injectable()
export class HistoryPage {
  constructor(
    private readonly history: HistoryRepository,
    private readonly bars: DayBars,
    private readonly devices: Devices,
    private readonly centers: Centers,
    private readonly programs: Programs,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
  ) {}

  async daysOfDevice(id: number, now: number): Promise<HistoryDays> {
    return this.days(await this.device(id), now);
  }

  async daysOfCenter(id: number, now: number): Promise<HistoryDays> {
    return this.days(await this.center(id), now);
  }

  async dayOfDevice(id: number, date: string, now: number): Promise<DayDetail> {
    return this.day(await this.device(id), date, now);
  }

  async dayOfCenter(id: number, date: string, now: number): Promise<DayDetail> {
    return this.day(await this.center(id), date, now);
  }

  private async device(id: number): Promise<Subject> {
    const device = await this.devices.byId(id);
    if (!device) throw notFound({ vi: 'máy này', en: 'device' });
    return { table: 'device_day', id, centerId: device.centerId, devices: [device] };
  }

  private async center(id: number): Promise<Subject> {
    if (!(await this.centers.byId(id))) throw notFound({ vi: 'trung tâm này', en: 'center' });
    return { table: 'center_day', id, centerId: id, devices: await this.devices.ofCenter(id) };
  }

  private async days(subject: Subject, now: number): Promise<HistoryDays> {
    const today = civilDay(now);
    const asked = Array.from({ length: BAR_DAYS }, (_, index) => today - BAR_DAYS + 1 + index);
    const stored = await this.history.daysOf(subject.table, subject.id, asked);
    const waiting = await this.history.dueDaysOf(subject.centerId);
    const days: HistoryDay[] = [];
    for (const day of asked) {
      const fresh = day === today || waiting.has(day);
      days.push(await this.dayInShort(subject, day, fresh ? 'fresh' : stored.get(day), now));
    }
    return { days };
  }

  /** `stored`: its row; `fresh`: it has none yet. */
  private async dayInShort(
    subject: Subject,
    day: number,
    stored: DaySummary | 'fresh' | undefined,
    now: number,
  ): Promise<HistoryDay> {
    const date = isoDate(startOfCivilDay(day));
    const enrolled = Math.min(...subject.devices.map(({ enrolledAt }) => enrolledAt));
    if (day < civilDay(Math.min(enrolled, now)) || subject.devices.length === 0)
      return { date, kind: 'before', tone: 'unknown', lasted: [] };
    const work = stretchesOn(await this.calendars.of(subject.centerId), day);
    if (!work.some(({ from }) => from < now)) return { date, kind: 'rest', tone: 'off', lasted: [] };
    if (stored === undefined) return { date, kind: 'usual', tone: 'ok', lasted: [] };
    const summary = stored === 'fresh' ? summaryOf(await this.bar(subject, day, now), work) : stored;
    return { date, kind: 'told', tone: toneOf(summary), lasted: lastedOf(summary) };
  }

  private async day(subject: Subject, date: string, now: number): Promise<DayDetail> {
    const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
    const from = startOfCivilDay(day);
    const { policy } = await this.policies.current();
    const kept = day > civilDay(now) - policy['retention.spanDays'] && from < now;
    const bar = kept ? await this.bar(subject, day, now) : null;
    return { date, from, until: from + DAY_MS, bar };
  }

  private async bar(subject: Subject, day: number, now: number) {
    const from = startOfCivilDay(day);
    const until = Math.min(now, from + DAY_MS);
    const devices = subject.devices.filter(({ enrolledAt }) => enrolledAt < until);
    const bars = await this.bars.ofDevices(devices, await this.programs.enabled(), from, until);
    return subject.table === 'center_day' ? joinBars(bars) : (bars[0]?.bar ?? []);
  }
}
