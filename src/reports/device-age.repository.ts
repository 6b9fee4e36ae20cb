import type { DeviceAgeRow } from '../contracts/api/index.js';
import { ageOf, type AgeFacts } from '../inventory/index.js';
import type { Reader } from '../platform/database/index.js';
import type { ReportFilter } from './domain/report-request.js';
import { conditionOf, inOrderOf, marksFor } from './row-search.js';

type StoredRow = Omit<DeviceAgeRow, 'ageYears' | 'ageFrom' | 'ageSource'> & AgeFacts;

export interface AgeCounts {
  total: number;
  pastUsefulLife: number;
  unknownAge: number;
}

/** The same order of trust as `ageOf`. */
const AGE_FROM = 'COALESCE(device.put_into_use, hardware.bios_date, hardware.os_installed_on)';
const FROM = `device JOIN center ON center.id = device.center_id
  LEFT JOIN device_hardware hardware ON hardware.device_id = device.id`;
const TEXT = `device.folded || ' ' || center.folded || ' ' || LOWER(COALESCE(hardware.model, ''))
  || ' ' || LOWER(COALESCE(hardware.cpu, ''))`;

/** PCs by their age. */
export class DeviceAgeRepository {
  constructor(private readonly reader: Reader) {}

  /** `bornBefore`: ISO date; a PC that is older is past its useful life. */
  async count(filter: ReportFilter, bornBefore: string): Promise<AgeCounts> {
    const { sql, parameters } = conditionOf(filter, TEXT);
    const row = await this.reader.row<AgeCounts>(
      `SELECT COUNT(*) AS "total",
         COUNT(CASE WHEN ${AGE_FROM} < ? THEN 1 END) AS "pastUsefulLife",
         COUNT(CASE WHEN ${AGE_FROM} IS NULL THEN 1 END) AS "unknownAge"
       FROM ${FROM} WHERE ${sql}`,
      [bornBefore, ...parameters],
    );
    return row!;
  }

  /** Oldest first, unknown last. */
  async idsOldestFirst(
    filter: ReportFilter,
    slice: { limit: number; offset: number } | null,
  ): Promise<number[]> {
    const { sql, parameters } = conditionOf(filter, TEXT);
    const part = slice ? `LIMIT ${slice.limit} OFFSET ${slice.offset}` : '';
    const rows = await this.reader.rows<{ id: number }>(
      `SELECT device.id FROM ${FROM} WHERE ${sql}
       ORDER BY CASE WHEN ${AGE_FROM} IS NULL THEN 1 ELSE 0 END, ${AGE_FROM}, device.id ${part}`,
      parameters,
    );
    return rows.map(({ id }) => id);
  }

  async rowsOf(ids: readonly number[], now: number): Promise<DeviceAgeRow[]> {
    if (ids.length === 0) return [];
    const stored = await this.reader.rows<StoredRow>(
      `SELECT device.id AS "deviceId", device.name, center.id AS "centerId", center.name AS "center",
         device.put_into_use AS "putIntoUse", hardware.bios_date AS "biosDate",
         hardware.os_installed_on AS "osInstalledOn", hardware.os_name AS "osName", hardware.cpu,
         hardware.memory_bytes AS "memoryBytes", hardware.disk_kind AS "diskKind", hardware.model,
         state.last_received_at AS "lastSeenAt"
       FROM ${FROM} LEFT JOIN device_state state ON state.device_id = device.id
       WHERE device.id IN (${marksFor(ids)})`,
      ids,
    );
    const rows = stored.map(({ putIntoUse, biosDate, osInstalledOn, ...row }): DeviceAgeRow => {
      const age = ageOf({ putIntoUse, biosDate, osInstalledOn }, now);
      return { ...row, ageYears: age.years, ageFrom: age.from, ageSource: age.source };
    });
    return inOrderOf(ids, rows, ({ deviceId }) => deviceId);
  }
}
