import { Injectable } from '@nestjs/common';
import type { Goodbye } from '../contracts/agent/index.js';
import type { DevicePresence, TicketStatus } from '../contracts/api/index.js';
import type { Evidence, RuleId, Severity } from '../detection/index.js';
import type { StoredCertificate } from '../incidents/index.js';
import { Reader, type SqlValue } from '../platform/database/index.js';
import type { SpanSource, SpanState } from '../state/index.js';

/** An open finding with the ticket that it hangs on, if any. */
export interface OpenFault {
  deviceId: number;
  rule: RuleId;
  thing: string;
  severity: Severity;
  evidence: Evidence;
  beganAt: number;
  ticketId: number | null;
  ticketStatus: TicketStatus | null;
}

/** What one source of one program says now. */
export interface PresentState {
  deviceId: number;
  thing: string;
  source: Exclude<SpanSource, 'presence'>;
  state: SpanState;
  from: number;
  phase: string | null;
  code: string | null;
  httpStatus: number | null;
}

export interface DevicePresenceLine {
  id: number;
  name: string;
  presence: DevicePresence;
  since: number | null;
  lastSeenAt: number | null;
  goodbye: Goodbye | null;
  goodbyeAt: number | null;
}

const COUNTED = new Intl.Collator('vi', { numeric: true });

type Where = 'device.id = ?' | 'device.center_id = ?';

/** What the pages of one center and of one PC ask. */
@Injectable()
export class PlaceRepository {
  constructor(private readonly reader: Reader) {}

  /** As people count them: "Quầy 2" before "Quầy 10". */
  async devicesOfCenter(centerId: number): Promise<DevicePresenceLine[]> {
    const rows = await this.reader.rows<DevicePresenceLine>(
      `SELECT device.id, device.name, COALESCE(state.presence, 'never') AS "presence", state.since,
         state.last_received_at AS "lastSeenAt", state.goodbye, state.goodbye_at AS "goodbyeAt"
       FROM device LEFT JOIN device_state state ON state.device_id = device.id
       WHERE device.center_id = ? ORDER BY device.id`,
      [centerId],
    );
    return rows.sort((one, other) => COUNTED.compare(one.name, other.name));
  }

  faultsOfDevice = (deviceId: number): Promise<OpenFault[]> => this.faults('device.id = ?', deviceId);
  faultsOfCenter = (centerId: number): Promise<OpenFault[]> => this.faults('device.center_id = ?', centerId);

  statesOfDevice = (deviceId: number): Promise<PresentState[]> => this.states('device.id = ?', deviceId);
  statesOfCenter = (centerId: number): Promise<PresentState[]> =>
    this.states('device.center_id = ?', centerId);

  certificatesOfDevice = (deviceId: number): Promise<StoredCertificate[]> =>
    this.certificates('device.id = ?', deviceId);
  certificatesOfCenter = (centerId: number): Promise<StoredCertificate[]> =>
    this.certificates('device.center_id = ?', centerId);

  /** Oldest first. A finding belongs to one incident, and an incident to at most one ticket. */
  private async faults(where: Where, id: number): Promise<OpenFault[]> {
    const rows = await this.rows<Omit<OpenFault, 'evidence'> & { evidence: string }>(
      `SELECT finding.device_id AS "deviceId", finding.rule, finding.thing, finding.severity, finding.evidence,
         finding.began_at AS "beganAt", ticket.id AS "ticketId", ticket.status AS "ticketStatus"
       FROM device
       JOIN finding ON finding.device_id = device.id AND finding.ended_at IS NULL
       LEFT JOIN incident_member member ON member.finding_id = finding.id
       LEFT JOIN ticket ON ticket.incident_id = member.incident_id
       WHERE ${where} ORDER BY finding.began_at, finding.id`,
      [id],
    );
    return rows.map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as Evidence }));
  }

  private states(where: Where, id: number): Promise<PresentState[]> {
    return this.rows<PresentState>(
      `SELECT span.device_id AS "deviceId", span.thing, span.source, span.state, span.from_at AS "from",
         span.phase, span.code, span.http_status AS "httpStatus"
       FROM device
       JOIN state_span span ON span.device_id = device.id AND span.until_at IS NULL AND span.source <> 'presence'
       WHERE ${where} ORDER BY span.from_at, span.id`,
      [id],
    );
  }

  /** Soonest end first. */
  private certificates(where: Where, id: number): Promise<StoredCertificate[]> {
    return this.rows<StoredCertificate>(
      `SELECT certificate.id, certificate.holder, certificate.organisation, certificate.units, certificate.serial,
         certificate.issuer, certificate.not_before AS "notBefore", certificate.not_after AS "notAfter",
         certificate.superseded_by AS "supersededBy", certificate.last_seen_at AS "lastSeenAt",
         device.id AS "deviceId", device.name AS "device", center.id AS "centerId", center.name AS "center"
       FROM device
       JOIN center ON center.id = device.center_id
       JOIN certificate ON certificate.device_id = device.id
       WHERE ${where} ORDER BY certificate.not_after, certificate.id`,
      [id],
    );
  }

  private rows<T>(sql: string, parameters: SqlValue[]): Promise<T[]> {
    return this.reader.rows<T>(sql, parameters);
  }
}
