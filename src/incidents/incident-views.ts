import { Injectable } from '@nestjs/common';
import { type Finding, FindingRepository, type Severity } from '../detection/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { DecisionRepository } from './decision.repository.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';
import { isCenterSilence } from './policies/causes.js';
import type { Decision } from './policies/decisions.js';
import type { Sides } from './policies/sides.js';

export interface IncidentMember {
  finding: Finding;
  joinedAt: number;
  leftAt: number | null;
}

/** An incident with what people need to work on it. */
export interface IncidentView {
  incident: IncidentEntity;
  lead: Finding;
  /** Members in all, and those that are still open. */
  members: number;
  open: number;
  /** Centers of the members, and of those that are still open. */
  centers: number;
  /** The worst of the members that are still open; of all when none is. */
  severity: Severity;
  /** What PC, center and server said of it last; null where no probe is asked. */
  sides: Sides | null;
}

interface Share {
  severity: Severity;
  isOpen: number;
  centerId: number;
  count: number;
}

const WORST_FIRST: readonly Severity[] = ['critical', 'high', 'normal', 'low'];

@Injectable()
export class IncidentViews {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly findings: FindingRepository,
    private readonly decisions: DecisionRepository,
  ) {}

  async byId(from: Transaction | Reader, id: number): Promise<IncidentView | null> {
    const incident = await this.incidents.byId(from, id);
    const lead = incident && (await this.findings.byId(from, incident.leadFindingId));
    if (!incident || !lead) return null;
    const shares = await this.incidents.shares<Share>(from, id);
    const open = shares.filter(({ isOpen }) => isOpen === 1);
    const severities = (open.length > 0 ? open : shares).map(({ severity }) => severity);
    const worst = WORST_FIRST.find((candidate) => severities.includes(candidate)) ?? lead.severity;
    return {
      incident,
      lead,
      members: countOf(shares),
      open: countOf(open),
      centers: new Set(shares.map(({ centerId }) => centerId)).size,
      severity: severityOf(incident, worst),
      sides: incident.sides === null ? null : (JSON.parse(incident.sides) as Sides),
    };
  }

  /** The first `limit` members, in the order in which they joined. */
  async members(from: Reader, id: number, limit: number): Promise<IncidentMember[]> {
    const members: IncidentMember[] = [];
    for (const member of await this.incidents.members(from, id, limit)) {
      const finding = await this.findings.byId(from, member.findingId);
      if (finding) members.push({ finding, joinedAt: member.joinedAt, leftAt: member.leftAt });
    }
    return members;
  }

  /** Why the incident is what it is, oldest first. */
  decisionsOf(from: Reader, id: number): Promise<(Decision & { at: number })[]> {
    return this.decisions.of(from, id);
  }

  /** Incidents that this one took in and that have not come back. */
  absorbedInto(from: Reader, id: number): Promise<IncidentEntity[]> {
    return this.incidents.absorbedInto(from, id);
  }

  /** Centers with members that are still open, by the place where each finding began. */
  openCenters(from: Reader, id: number): Promise<number[]> {
    return this.incidents.openCenters(from, id);
  }
}

/** Counters of a whole province stand still, or those of a whole center, whatever one PC's fault would weigh. */
function severityOf(incident: IncidentEntity, worst: Severity): Severity {
  if (incident.scope === 'system') return 'critical';
  if (isCenterSilence(incident) && worst !== 'critical') return 'high';
  return worst;
}

function countOf(shares: readonly Share[]): number {
  return shares.reduce((sum, { count }) => sum + Number(count), 0);
}
