import { Injectable } from '@nestjs/common';
import { type Finding, FindingRepository, type Severity } from '../detection/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';

export interface IncidentMember {
  finding: Finding;
  joinedAt: number;
  leftAt: number | null;
}

/** An incident with what people need to work on it. */
export interface IncidentView {
  incident: IncidentEntity;
  lead: Finding;
  members: IncidentMember[];
  /** The worst of the members that are still open; of all when none is. */
  severity: Severity;
}

const WORST_FIRST: readonly Severity[] = ['critical', 'high', 'normal', 'low'];

@Injectable()
export class IncidentViews {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly findings: FindingRepository,
  ) {}

  async byId(from: Transaction | Reader, id: number): Promise<IncidentView | null> {
    const incident = await this.incidents.byId(from, id);
    const lead = incident && (await this.findings.byId(from, incident.leadFindingId));
    if (!incident || !lead) return null;
    const members: IncidentMember[] = [];
    for (const member of await this.incidents.members(from, id)) {
      const finding = await this.findings.byId(from, member.findingId);
      if (finding) members.push({ finding, joinedAt: member.joinedAt, leftAt: member.leftAt });
    }
    const open = members.filter(({ leftAt }) => leftAt === null);
    const severities = (open.length > 0 ? open : members).map(({ finding }) => finding.severity);
    const worst = WORST_FIRST.find((candidate) => severities.includes(candidate)) ?? lead.severity;
    // Counters of the whole province stand still, whatever one PC's fault would weigh.
    const severity = incident.scope === 'system' ? 'critical' : worst;
    return { incident, lead, members, severity };
  }
}
