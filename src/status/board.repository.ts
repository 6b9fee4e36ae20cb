import { Injectable } from '@nestjs/common';
import type { DevicePresence, TicketStatus } from '../contracts/api/index.js';
import { Reader } from '../platform/database/index.js';

export interface BoardPlace {
  id: number;
  name: string;
  communeCode: string;
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
  constructor(private readonly reader: Reader) {}

  centersOf(provinceCode: string): Promise<BoardPlace[]> {
    return this.reader.rows<BoardPlace>(
      `SELECT id, name, commune_code AS "communeCode", folded, expected_devices AS "expectedDevices"
       FROM center WHERE province_code = ? ORDER BY id`,
      [provinceCode],
    );
  }

  /** How many PCs of each presence the centers `fromId` to `toId` have. Enrolled and never heard counts as `never`. */
  presenceOf(fromId: number, toId: number): Promise<PresenceGroup[]> {
    return this.reader.rows<PresenceGroup>(
      `SELECT device.center_id AS "centerId", COALESCE(state.presence, 'never') AS "presence", COUNT(*) AS "devices"
       FROM device LEFT JOIN device_state state ON state.device_id = device.id
       WHERE device.center_id BETWEEN ? AND ?
       GROUP BY device.center_id, COALESCE(state.presence, 'never')`,
      [fromId, toId],
    );
  }

  /** Centers with a PC that still belongs to an open fault of a whole system, with the state of that fault's ticket. */
  systemFaults(): Promise<{ centerId: number; ticketStatus: TicketStatus }[]> {
    return this.reader.rows(
      `SELECT DISTINCT finding.center_id AS "centerId", ticket.status AS "ticketStatus"
       FROM incident
       JOIN ticket ON ticket.incident_id = incident.id AND ticket.status <> 'resolved'
       JOIN incident_member member ON member.incident_id = incident.id AND member.left_at IS NULL
       JOIN finding ON finding.id = member.finding_id
       WHERE incident.ended_at IS NULL AND incident.scope = 'system'`,
    );
  }
}
