import { Injectable } from '@nestjs/common';
import type { KnownTrouble, TicketStatus } from '../../contracts/api/index.js';
import { IncidentViews } from '../../incidents/index.js';
import type { DeviceEntity } from '../../inventory/index.js';
import { Reader } from '../../platform/database/index.js';
import { categoryOf, programOf } from '../domain/category-of.js';
import { IncidentWording } from '../incident-wording.js';

interface OpenIncident {
  id: number;
  number: string | null;
  status: TicketStatus | null;
}

/** A clerk reads no more than a few lines. */
const MOST_TROUBLES = 5;

/** What is known to be wrong on a PC, and around it, so that its clerk need not describe it. */
@Injectable()
export class KnownTroubles {
  constructor(
    private readonly incidents: IncidentViews,
    private readonly wording: IncidentWording,
    private readonly reader: Reader,
  ) {}

  /** Those that many have first, then the oldest. */
  async of(device: DeviceEntity): Promise<KnownTrouble[]> {
    const troubles: KnownTrouble[] = [];
    for (const { id, number, status } of await this.openIncidents(device)) {
      const view = await this.incidents.byId(this.reader, id);
      if (!view) continue;
      const { title } = await this.wording.of(view);
      troubles.push({
        incidentId: id,
        title,
        since: view.incident.beganAt,
        category: categoryOf(view.lead),
        program: programOf(view.lead),
        wide: view.incident.scope !== 'device',
        ticket: number === null || status === null ? null : { number, status },
      });
    }
    return troubles;
  }

  /** Its own, and those of whole systems: a PC of a center that has not noticed yet will have it too. */
  private openIncidents({ id, centerId }: DeviceEntity): Promise<OpenIncident[]> {
    return this.reader.rows<OpenIncident>(
      `SELECT DISTINCT incident.id, incident.began_at, CASE incident.scope WHEN 'device' THEN 1 ELSE 0 END AS narrow,
         ticket.number, ticket.status
       FROM incident
       LEFT JOIN ticket ON ticket.incident_id = incident.id AND ticket.resolved_at IS NULL
       WHERE incident.ended_at IS NULL AND incident.absorbed_by IS NULL
         AND (incident.scope = 'system' AND ticket.id IS NOT NULL
           OR incident.scope = 'center' AND incident.center_id = ?
           OR EXISTS (SELECT 1 FROM incident_member member JOIN finding ON finding.id = member.finding_id
             WHERE member.incident_id = incident.id AND member.left_at IS NULL AND finding.device_id = ?))
         AND incident.scope NOT IN ('certificate', 'server')
       ORDER BY narrow, incident.began_at LIMIT ${MOST_TROUBLES}`,
      [centerId, id],
    );
  }
}
