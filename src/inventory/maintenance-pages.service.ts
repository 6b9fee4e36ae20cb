import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { MaintenanceNotice, MaintenancePage, MaintenanceView } from '../contracts/api/index.js';
import { civilDay, displayDate, displayTime } from '../platform/civil/index.js';
import { ALL_PROVINCES, Config } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { type Text, verbatim, word } from '../platform/i18n/index.js';
import { Centers } from './centers.service.js';
import { Devices } from './devices.service.js';
import { covers, type Occurrence, occurrenceAt } from './domain/maintenance.js';
import { MaintenanceWindowEntity } from './entities/maintenance-window.entity.js';
import { timesOf, windowOf } from './maintenance.service.js';
import { Programs } from './programs.service.js';

const SHOWN_OVER = 50;
const LOOKED_AT = 500;
/** Work is announced so long before it begins. */
const AHEAD_MS = 24 * 3_600_000;
const STATES = ['active', 'planned', 'over'] as const;

/** What people read of planned work. */
@Injectable()
export class MaintenancePages {
  constructor(
    private readonly reader: Reader,
    private readonly config: Config,
    private readonly centers: Centers,
    private readonly devices: Devices,
    private readonly programs: Programs,
  ) {}

  async page(now: number): Promise<MaintenancePage> {
    const province = await this.centers.provinceName(this.config.provinceCode);
    const { provinceCode } = this.config;
    const centers = (await this.centers.all()).filter(
      (center) => provinceCode === ALL_PROVINCES || provinceCode === center.provinceCode,
    );
    const rows = await this.reader.find(MaintenanceWindowEntity, { order: { id: 'DESC' }, take: LOOKED_AT });
    const views = await Promise.all(rows.map((row) => this.viewOf(row, now)));
    const over = views.filter(({ state }) => state === 'over').slice(0, SHOWN_OVER);
    const ahead = views.filter(({ state }) => state !== 'over');
    ahead.sort(
      (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || (a.nextFrom ?? 0) - (b.nextFrom ?? 0),
    );
    return {
      serverTime: now,
      province,
      programs: (await this.programs.enabled()).map(({ id, nameVi, nameEn }) => ({
        id,
        name: { vi: nameVi, en: nameEn },
      })),
      centers: centers.map(({ id, name }) => ({ id, name })),
      rows: [...ahead, ...over],
    };
  }

  async view(id: number, now: number): Promise<MaintenanceView | null> {
    const row = await this.reader.findOne(MaintenanceWindowEntity, { where: { id } });
    return row && this.viewOf(row, now);
  }

  /**
   * Announced work that is under way or begins within a day, soonest first: of the whole province, and of a center when
   * one is given (its PCs included).
   */
  async announced(centerId: number | null, now: number): Promise<MaintenanceNotice[]> {
    const rows = await this.reader.find(MaintenanceWindowEntity, {
      where: { announced: 1, endedAt: IsNull() },
    });
    const notices: MaintenanceNotice[] = [];
    for (const row of rows) {
      const next = occurrenceAt(windowOf(row), now);
      if (!next || next.from > now + AHEAD_MS || !(await this.concerns(row, centerId))) continue;
      const text = await this.noticeText(row, next, now);
      notices.push({ id: row.id, text, reason: row.reason, ...next, active: next.from <= now });
    }
    return notices.sort((a, b) => a.from - b.from);
  }

  private async concerns(row: MaintenanceWindowEntity, centerId: number | null): Promise<boolean> {
    if (row.scope === 'province' && centerId === null) return row.provinceCode === this.config.provinceCode;
    const center = centerId === null ? null : await this.centers.byId(centerId);
    if (!center) return false;
    if (row.scope === 'device') return (await this.devices.byId(row.deviceId ?? 0))?.centerId === centerId;
    const { provinceCode } = center;
    const place = { deviceId: null, centerId: center.id, provinceCode, thing: row.programId ?? '' };
    return covers(windowOf(row), place);
  }

  private async noticeText(row: MaintenanceWindowEntity, next: Occurrence, now: number): Promise<Text> {
    const program = row.programId === null ? null : await this.programs.byId(row.programId);
    const device = row.scope === 'device' ? await this.devices.byId(row.deviceId ?? 0) : null;
    const what: Text = program
      ? { vi: program.nameVi, en: program.nameEn }
      : device
        ? { vi: `Máy ${device.name}`, en: `PC ${device.name}` }
        : { vi: 'Hệ thống', en: 'The system' };
    const until = moment(next.until, now);
    if (next.from <= now) {
      return word(
        { vi: '{what} bảo trì đến {until}', en: '{what}: maintenance until {until}' },
        { what, until },
      );
    }
    return word(
      { vi: '{what} sẽ bảo trì từ {from} đến {until}', en: '{what}: maintenance from {from} to {until}' },
      { what, from: moment(next.from, now), until: moment(next.until, next.from) },
    );
  }

  private async viewOf(row: MaintenanceWindowEntity, now: number): Promise<MaintenanceView> {
    const next = occurrenceAt(windowOf(row), now);
    const program = row.programId === null ? null : await this.programs.byId(row.programId);
    const times = timesOf(row);
    const { id, version, scope, deviceId, centerId, programId, reason } = row;
    return {
      id,
      version,
      scope,
      deviceId,
      centerId,
      programId,
      when: times.kind === 'once' ? times : { ...times, weekdays: [...times.weekdays] },
      reason,
      announced: row.announced === 1,
      place: await this.placeOf(row),
      program:
        program === null
          ? programId === null
            ? null
            : verbatim(programId)
          : { vi: program.nameVi, en: program.nameEn },
      state: next === null ? 'over' : next.from <= now ? 'active' : 'planned',
      nextFrom: next?.from ?? null,
      nextUntil: next?.until ?? null,
      author: row.author,
      createdAt: row.createdAt,
      endedAt: row.endedAt,
      endedBy: row.endedBy,
    };
  }

  private async placeOf({
    scope,
    deviceId,
    centerId,
    provinceCode,
  }: MaintenanceWindowEntity): Promise<string> {
    if (scope === 'province') return this.centers.provinceName(provinceCode ?? '');
    const device = deviceId === null ? null : await this.devices.byId(deviceId);
    const center = (await this.centers.byId(device?.centerId ?? centerId ?? 0))?.name ?? '?';
    return device ? `${center} · ${device.name}` : center;
  }
}

/** 12:00; with the date when that is another day than `now`. */
function moment(instant: number, now: number): string {
  const time = displayTime(instant);
  return civilDay(instant) === civilDay(now) ? time : `${time} ${displayDate(instant)}`;
}
