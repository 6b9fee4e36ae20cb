import type { Reader } from '../../platform/database/index.js';
import type { Blindness, RecordedCertificate, RecordedDevice, RecordedSpan } from './recorded.js';

/** Reads the stored history of many PCs at once. By SQL alone: a worker's connection knows no entities. */
export class HistoryRepository {
  constructor(private readonly reader: Reader) {}

  async deviceIds(): Promise<number[]> {
    const rows = await this.reader.rows<{ id: number }>('SELECT id FROM device ORDER BY id');
    return rows.map(({ id }) => id);
  }

  async certificateIds(): Promise<number[]> {
    const rows = await this.reader.rows<{ id: number }>(
      'SELECT id FROM certificate WHERE superseded_by IS NULL ORDER BY id',
    );
    return rows.map(({ id }) => id);
  }

  /** Gaps that end after `from`, oldest first. */
  blindness(from: number): Promise<Blindness[]> {
    return this.reader.rows(
      `SELECT from_at AS "from", until_at AS "until" FROM server_blindness WHERE until_at > ? ORDER BY from_at`,
      [from],
    );
  }

  /** PCs that were heard, with what they told that touches [`from`, now]. */
  async devices(ids: readonly number[], from: number): Promise<RecordedDevice[]> {
    const among = ids.map(() => '?').join(', ');
    const devices = await this.reader.rows<Omit<RecordedDevice, 'disks' | 'spans'>>(
      `SELECT device.id AS "deviceId", device.name, center.id AS "centerId", center.name AS "center",
         state.skew_ms AS "skewMs"
       FROM device JOIN center ON center.id = device.center_id
       JOIN device_state state ON state.device_id = device.id
       WHERE device.id IN (${among})`,
      ids,
    );
    const spans = await this.reader.rows<RecordedSpan>(
      `SELECT id, device_id AS "deviceId", session, thing, source, state, from_at AS "from", until_at AS "until",
         agent_from AS "agentFrom", phase, code, http_status AS "httpStatus", observed_at AS "observedAt"
       FROM state_span WHERE device_id IN (${among}) AND (until_at IS NULL OR until_at > ?)`,
      [...ids, from],
    );
    const disks = await this.reader.rows<RecordedDevice['disks'][number] & { deviceId: number }>(
      `SELECT device_id AS "deviceId", mount, total_bytes AS "totalBytes", free_bytes AS "freeBytes", at
       FROM disk_level WHERE device_id IN (${among})`,
      ids,
    );
    const spansOf = byDevice(spans);
    const disksOf = byDevice(disks);
    return devices.map((device) => ({
      ...device,
      spans: spansOf.get(device.deviceId) ?? [],
      disks: disksOf.get(device.deviceId) ?? [],
    }));
  }

  certificates(ids: readonly number[]): Promise<RecordedCertificate[]> {
    return this.reader.rows(
      `SELECT certificate.id, holder, not_after AS "notAfter",
         first_seen_at AS "firstSeenAt", last_seen_at AS "lastSeenAt", present, superseded_by AS "supersededBy",
         device.id AS "deviceId", device.name AS "device", center.id AS "centerId", center.name AS "center"
       FROM certificate JOIN device ON device.id = certificate.device_id
       JOIN center ON center.id = device.center_id
       WHERE certificate.id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    );
  }
}

function byDevice<T extends { deviceId: number }>(rows: readonly T[]): Map<number, T[]> {
  const grouped = new Map<number, T[]>();
  for (const row of rows) {
    const of = grouped.get(row.deviceId);
    if (of) of.push(row);
    else grouped.set(row.deviceId, [row]);
  }
  return grouped;
}
