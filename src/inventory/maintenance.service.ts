import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import type { NewMaintenance } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Config } from '../platform/config/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { notFound, Refusal } from '../platform/http/index.js';
import { Outbox } from '../platform/outbox/index.js';
import { Centers } from './centers.service.js';
import { Devices } from './devices.service.js';
import {
  checkMaintenance,
  type FaultPlace,
  type MaintenanceScope,
  type MaintenanceTimes,
  type MaintenanceWindow,
  occurrenceAt,
  silencing,
} from './domain/maintenance.js';
import { MaintenanceWindowEntity } from './entities/maintenance-window.entity.js';
import { FreshValue } from './fresh-value.js';
import type { Author } from './policy.service.js';
import { Programs } from './programs.service.js';

/** Why a fault is not told: the window that covers it, and until when it does. */
export interface Silence {
  windowId: number;
  until: number;
}

/** Planned work. Every change is audited and leaves `maintenance.changed`, so that what waited is looked at again. */
@Injectable()
export class Maintenance {
  private readonly fresh = new FreshValue(() => this.read());

  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly centers: Centers,
    private readonly devices: Devices,
    private readonly programs: Programs,
  ) {}

  /** Does planned work cover a fault at `now`? Null: it does not. At most 5 s old across processes. */
  async silenceOf(place: Omit<FaultPlace, 'provinceCode'>, now: number): Promise<Silence | null> {
    const windows = await this.fresh.get(now);
    if (windows.length === 0) return null;
    const center = await this.centers.byId(place.centerId);
    const found = silencing(windows, { ...place, provinceCode: center?.provinceCode ?? '' }, now);
    return found && { windowId: found.window.id, until: found.until };
  }

  /** After another process may have changed one: the next question reads anew. */
  forget(): void {
    this.fresh.forget();
  }

  /** Spares those who would ask of many faults. */
  async nothingPlanned(now: number): Promise<boolean> {
    return (await this.fresh.get(now)).length === 0;
  }

  async byId(id: number): Promise<MaintenanceWindowEntity> {
    const window = await this.reader.findOne(MaintenanceWindowEntity, { where: { id } });
    if (!window) throw notFound({ vi: 'lịch bảo trì này', en: 'maintenance window' });
    return window;
  }

  /** @returns its id. Refused: what `checkMaintenance` finds, and places and programs that are not there. */
  async add(asked: NewMaintenance, by: Author, now: number): Promise<number> {
    const row = await this.rowOf(asked, now);
    return this.work.run(async (tx) => {
      const made = { createdAt: now, createdBy: by.userId, author: by.name, endedAt: null, version: 1 };
      const id = await tx.insert(MaintenanceWindowEntity, { ...row, ...made });
      await this.changed(tx, id, 'maintenance.added', row, by, now);
      return id;
    });
  }

  /** The whole window anew. Refused as `add` is, and when somebody was faster or it has been ended. */
  async change(id: number, version: number, asked: NewMaintenance, by: Author, now: number): Promise<void> {
    await this.refuseOver(id, now);
    const row = await this.rowOf(asked, now);
    await this.work.run(async (tx) => {
      const values = { ...row, version: version + 1 };
      if ((await tx.update(MaintenanceWindowEntity, { id, version }, values)) !== 1) throw windowChanged();
      await this.changed(tx, id, 'maintenance.changed', row, by, now);
    });
  }

  /** Over, from now on; what it kept silent is told at once if it still holds. */
  async end(id: number, version: number, by: Author, now: number): Promise<void> {
    await this.refuseOver(id, now);
    await this.work.run(async (tx) => {
      const values = { endedAt: now, endedBy: by.name, version: version + 1 };
      if ((await tx.update(MaintenanceWindowEntity, { id, version }, values)) !== 1) throw windowChanged();
      await this.changed(tx, id, 'maintenance.ended', null, by, now);
    });
  }

  private async refuseOver(id: number, now: number): Promise<void> {
    const window = windowOf(await this.byId(id));
    if (occurrenceAt(window, now) !== null) return;
    throw new Refusal('MAINTENANCE_OVER', 409, {
      vi: 'Lịch bảo trì này đã kết thúc. Tạo lịch mới nếu còn cần.',
      en: 'This maintenance is over. Make a new one if it is still needed.',
    });
  }

  private async changed(
    tx: Transaction,
    id: number,
    action: string,
    row: Partial<MaintenanceWindowEntity> | null,
    by: Author,
    now: number,
  ): Promise<void> {
    tx.onCommit(() => this.fresh.forget());
    const detail = row === null ? undefined : `${row.scope} ${row.programId ?? '*'}: ${row.reason}`;
    await this.audit.record(tx, { at: now, userId: by.userId, action, subject: `maintenance:${id}`, detail });
    await this.outbox.emit(tx, 'maintenance.changed', String(id), now);
  }

  private async rowOf(asked: NewMaintenance, now: number): Promise<Partial<MaintenanceWindowEntity>> {
    const scope = await this.scopeOf(asked);
    const fault = checkMaintenance(scope, asked.when, now);
    if (fault) throw new Refusal(fault.code, 400, fault, fault.path);
    return { ...scope, ...columnsOf(asked.when), reason: asked.reason, announced: asked.announced ? 1 : 0 };
  }

  private async scopeOf({ scope, deviceId, centerId, programId }: NewMaintenance): Promise<MaintenanceScope> {
    if (programId !== null && !(await this.programs.byId(programId))) {
      throw missing('programId', { vi: 'phần mềm này', en: 'watched program' });
    }
    const nowhere = { deviceId: null, centerId: null, provinceCode: null };
    if (scope === 'province') return { ...nowhere, scope, programId, provinceCode: this.config.provinceCode };
    if (scope === 'center') {
      const center = centerId === null ? null : await this.centers.byId(centerId);
      if (!center) throw missing('centerId', { vi: 'trung tâm này', en: 'center' });
      return { ...nowhere, scope, programId, centerId };
    }
    const device = deviceId === null ? null : await this.devices.byId(deviceId);
    if (!device) throw missing('deviceId', { vi: 'máy này', en: 'PC' });
    return { ...nowhere, scope, programId, deviceId };
  }

  private async read(): Promise<MaintenanceWindow[]> {
    const now = this.clock.now();
    const rows = await this.reader.rows<{ id: number }>(
      'SELECT id FROM maintenance_window WHERE ended_at IS NULL AND (until_at IS NULL OR until_at > ?)',
      [now],
    );
    const windows = await Promise.all(rows.map(({ id }) => this.byId(id)));
    return windows.map(windowOf);
  }
}

/** A stored window as the pure rules take it. */
export function windowOf(row: MaintenanceWindowEntity): MaintenanceWindow {
  const { id, scope, deviceId, centerId, provinceCode, programId, endedAt } = row;
  return { id, scope, deviceId, centerId, provinceCode, programId, endedAt, times: timesOf(row) };
}

export function timesOf(row: MaintenanceWindowEntity): MaintenanceTimes & { weekdays?: number[] } {
  if (row.kind === 'once') return { kind: 'once', fromAt: row.fromAt ?? 0, untilAt: row.untilAt ?? 0 };
  return {
    kind: 'weekly',
    weekdays: (row.weekdays ?? '').split(',').map(Number),
    fromMinute: row.fromMinute ?? 0,
    toMinute: row.toMinute ?? 0,
    fromDate: row.fromDate ?? '',
    untilDate: row.untilDate,
  };
}

function columnsOf(when: NewMaintenance['when']): Partial<MaintenanceWindowEntity> {
  const none = { fromAt: null, untilAt: null, weekdays: null, fromMinute: null, toMinute: null };
  const { kind } = when;
  if (kind === 'once') {
    return { ...none, fromDate: null, untilDate: null, kind, fromAt: when.fromAt, untilAt: when.untilAt };
  }
  const { fromMinute, toMinute, fromDate, untilDate } = when;
  const weekdays = [...new Set(when.weekdays)].sort((a, b) => a - b).join(',');
  return { ...none, kind, weekdays, fromMinute, toMinute, fromDate, untilDate };
}

function windowChanged(): Refusal {
  return new Refusal('MAINTENANCE_CHANGED', 409, {
    vi: 'Người khác vừa đổi lịch bảo trì này. Xem lại rồi làm lại; những gì anh/chị đã nhập vẫn còn.',
    en: 'Somebody has just changed this maintenance. Look again and retry; what you entered is kept.',
  });
}

function missing(path: string, what: { vi: string; en: string }): Refusal {
  return new Refusal(
    'MAINTENANCE_PLACE',
    400,
    {
      vi: `Không tìm thấy ${what.vi}. Chọn lại trong danh sách.`,
      en: `There is no such ${what.en}. Choose one from the list.`,
    },
    path,
  );
}
