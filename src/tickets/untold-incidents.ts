import { Injectable } from '@nestjs/common';
import type { IncidentView, RuleId, Severity } from '../incidents/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { deservesTicket, TOLD_ONCE_A_DAY } from './domain/deserves-ticket.js';

/** An incident that opened no ticket, for the digest. */
export interface UntoldIncident {
  rule: RuleId;
  thing: string;
  /** How many such incidents, on how many PCs; of one PC, which. */
  times: number;
  devices: number;
  deviceId: number | null;
}

/** Incidents that are told once a day instead of by a ticket of their own. */
@Injectable()
export class UntoldIncidents {
  /** Asked only of an incident that has no ticket yet. */
  async waits(tx: Transaction, { incident, lead }: IncidentView): Promise<boolean> {
    if (!TOLD_ONCE_A_DAY.some(({ rule }) => rule === lead.rule)) return false;
    const findings = await tx.rows<{ rule: RuleId; severity: Severity }>(
      `SELECT DISTINCT finding.rule, finding.severity FROM incident_member member
       JOIN finding ON finding.id = member.finding_id WHERE member.incident_id = ? AND member.left_at IS NULL`,
      [incident.id],
    );
    return !deservesTicket(findings.length > 0 ? findings : [lead], incident.scope);
  }

  /** Remembers it for the next digest, once each time it comes back. */
  async remember(tx: Transaction, { incident, lead }: IncidentView, now: number): Promise<void> {
    await tx.run(
      `INSERT INTO incident_untold (incident_id, reopens, noticed_at, rule, thing, device_id) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (incident_id) DO UPDATE SET reopens = excluded.reopens, noticed_at = excluded.noticed_at
         WHERE incident_untold.reopens < excluded.reopens`,
      [incident.id, incident.timesReopened, now, lead.rule, lead.thing, incident.deviceId],
    );
  }

  /** It has become worth a ticket, which tells it. */
  async forget(tx: Transaction, incidentId: number): Promise<void> {
    await tx.run('DELETE FROM incident_untold WHERE incident_id = ?', [incidentId]);
  }

  /** What was noticed in [`from`, `until`), the most frequent first. */
  between(reader: Reader, from: number, until: number): Promise<UntoldIncident[]> {
    return reader.rows<UntoldIncident>(
      `SELECT rule, thing, COUNT(*) AS "times", COUNT(DISTINCT device_id) AS "devices",
         CASE WHEN COUNT(DISTINCT device_id) = 1 THEN MIN(device_id) END AS "deviceId"
       FROM incident_untold WHERE noticed_at >= ? AND noticed_at < ?
       GROUP BY rule, thing ORDER BY COUNT(*) DESC, rule, thing`,
      [from, until],
    );
  }
}
