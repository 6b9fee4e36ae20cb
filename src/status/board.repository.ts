import { Injectable } from '@nestjs/common';
import type { DevicePresence, TicketStatus } from '../contracts/api/index.js';
import { ALL_PROVINCES, Config } from '../platform/config/index.js';
import { Reader } from '../platform/database/index.js';
import { ServerFaultRepository } from '../state/index.js';

export interface BoardPlace {
  id: number;
  name: string;
  communeCode: string;
  provinceCode: string;
  folded: string;
  expectedDevices: number | null;
}

export interface PresenceGroup {
  centerId: number;
  presence: DevicePresence;
  devices: number;
}

@Injectable()
export class BoardRepository {
  constructor(
    private readonly reader: Reader,
    private readonly faults: ServerFaultRepository,
    private readonly config: Config,
  ) {}

  centers(): Promise<BoardPlace[]> {
    return this.reader.rows<BoardPlace>(
      `SELECT id, name, commune_code AS "communeCode", province_code AS "provinceCode", folded,
         expected_devices AS "expectedDevices"
       FROM center WHERE ? IN (province_code, '${ALL_PROVINCES}') ORDER BY id`,
      [this.config.provinceCode],
    );
  }

  /** How many PCs of each presence these centers have. Enrolled and never heard counts as `never`. */
  presenceOf(centerIds: readonly number[]): Promise<PresenceGroup[]> {
    if (centerIds.length === 0) return Promise.resolve([]);
    return this.reader.rows<PresenceGroup>(
      `SELECT device.center_id AS "centerId", COALESCE(state.presence, 'never') AS "presence", COUNT(*) AS "devices"
       FROM device LEFT JOIN device_state state ON state.device_id = device.id
       WHERE device.center_id IN (${marks(centerIds)})
       GROUP BY device.center_id, COALESCE(state.presence, 'never')`,
      centerIds,
    );
  }

  /** Of these centers those whose PCs are all believed to be on and were last heard before the server lost its line. */
  async unheard(centerIds: readonly number[]): Promise<Set<number>> {
    const { line } = await this.faults.read(this.reader);
    if (!line || centerIds.length === 0) return new Set();
    const rows = await this.reader.rows<{ id: number }>(
      `SELECT device.center_id AS id FROM device JOIN device_state state ON state.device_id = device.id
       WHERE device.center_id IN (${marks(centerIds)}) AND state.presence = 'online'
       GROUP BY device.center_id HAVING MAX(state.last_received_at) <= ?`,
      [...centerIds, line.since],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async centersWithDevices(deviceIds: readonly number[]): Promise<number[]> {
    const rows = await this.reader.rows<{ id: number }>(
      `SELECT DISTINCT center_id AS id FROM device WHERE id IN (${marks(deviceIds)})`,
      deviceIds,
    );
    return rows.map(({ id }) => id);
  }

  /** Centers with a PC that still belongs to an open fault of a whole system, with the state of that fault's ticket. */
  systemFaults(): Promise<{ centerId: number; ticketStatus: TicketStatus }[]> {
    return this.reader.rows(
      `SELECT DISTINCT finding.center_id AS "centerId", ticket.status AS "ticketStatus"
       FROM incident
       JOIN ticket ON ticket.incident_id = incident.id AND ticket.resolved_at IS NULL
       JOIN incident_member member ON member.incident_id = incident.id AND member.left_at IS NULL
       JOIN finding ON finding.id = member.finding_id
       WHERE incident.ended_at IS NULL AND incident.scope = 'system'`,
    );
  }
}

const marks = (ids: readonly number[]): string => ids.map(() => '?').join(', ');
