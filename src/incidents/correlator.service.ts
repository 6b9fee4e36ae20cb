import { Injectable } from '@nestjs/common';
import { type Finding, FindingRepository, Reachability } from '../detection/index.js';
import { PolicyService } from '../inventory/index.js';
import type { Transaction } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';
import { causeKey, type Reach, reachVerdict, systemCauseKey, widens } from './policies/causes.js';

/**
 * Joins findings that share a cause and decides when an incident opens and ends:
 *
 *     finding opens ─> same cause open?  ─yes─> join it
 *                      ended a moment ago? ─yes─> reopen it
 *                      otherwise                  open a new one
 *     a web system no PC reaches ─> the oldest incident about it is widened to the system and absorbs the others
 *     last member's fault ends ─> the incident ends
 */
@Injectable()
export class Correlator {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly findings: FindingRepository,
    private readonly reachability: Reachability,
    private readonly policies: PolicyService,
    private readonly outbox: Outbox,
  ) {}

  async apply(tx: Transaction, findingId: number, now: number): Promise<void> {
    const finding = await this.findings.byId(tx, findingId);
    if (!finding) return;
    const membership = await this.incidents.membership(tx, findingId);
    if (!membership) {
      // One that ended before it was ever joined began and ended while nobody judged: nobody needs to hear of it.
      if (finding.endedAt === null) await this.admit(tx, finding, now);
    } else if (finding.endedAt !== null && membership.leftAt === null) {
      await this.incidents.leave(tx, findingId, finding.endedAt);
      await this.afterLeaving(tx, membership.incidentId, now);
    } else if (finding.endedAt === null) {
      await this.refreshReach(tx, membership.incidentId, now);
    }
  }

  private async reachOf(tx: Transaction, programId: string): Promise<Reach> {
    const { policy } = await this.policies.current();
    return reachVerdict(await this.reachability.of(tx, programId), policy['web.systemCenters']);
  }

  private async admit(tx: Transaction, finding: Finding, now: number): Promise<void> {
    const reach = widens(finding.rule) ? await this.reachOf(tx, finding.thing) : null;
    const incident = await this.incidentFor(tx, finding, reach, now);
    await this.incidents.join(tx, incident, finding.id, now);
    await this.outbox.emit(tx, 'incident.changed', String(incident), now);
  }

  private async incidentFor(
    tx: Transaction,
    finding: Finding,
    reach: Reach | null,
    now: number,
  ): Promise<number> {
    if (widens(finding.rule)) {
      const system = await this.systemIncident(tx, finding, reach, now);
      if (system !== null) return system;
    }
    const key = causeKey(finding);
    const open = await this.incidents.openByCause(tx, key);
    if (open) {
      if (reach !== null && reach !== open.reach) await this.incidents.change(tx, open.id, { reach });
      return open.id;
    }
    return (await this.reopen(tx, key, finding, reach, now)) ?? this.open(tx, key, finding, reach, now);
  }

  /** The incident of the whole system, if there is one or should now be one. */
  private async systemIncident(
    tx: Transaction,
    finding: Finding,
    reach: Reach | null,
    now: number,
  ): Promise<number | null> {
    const key = systemCauseKey(finding.thing);
    const open = await this.incidents.openByCause(tx, key);
    if (open) return open.id;
    if (reach !== 'system') return null;
    const reopened = await this.reopen(tx, key, finding, reach, now);
    const ofDevices = await this.incidents.openOfDevicesAbout(tx, finding.thing);
    const about = await this.aboutReaching(tx, ofDevices);
    const lead = reopened ?? about.shift()?.id ?? (await this.open(tx, key, finding, reach, now));
    const whole = { causeKey: key, scope: 'system' as const, deviceId: null, centerId: null, reach };
    await this.incidents.change(tx, lead, whole);
    for (const member of about) await this.absorb(tx, member, lead, now);
    return lead;
  }

  private async aboutReaching(
    tx: Transaction,
    incidents: readonly IncidentEntity[],
  ): Promise<IncidentEntity[]> {
    const about: IncidentEntity[] = [];
    for (const incident of incidents) {
      const lead = await this.findings.byId(tx, incident.leadFindingId);
      if (lead && widens(lead.rule)) about.push(incident);
    }
    return about;
  }

  private async absorb(tx: Transaction, incident: IncidentEntity, into: number, now: number): Promise<void> {
    await this.incidents.moveMembers(tx, incident.id, into);
    await this.incidents.change(tx, incident.id, { endedAt: now, absorbedBy: into });
    await this.outbox.emit(tx, 'incident.changed', String(incident.id), now);
  }

  private async reopen(
    tx: Transaction,
    key: string,
    finding: Finding,
    reach: Reach | null,
    now: number,
  ): Promise<number | null> {
    const { policy } = await this.policies.current();
    const recent = await this.incidents.endedSince(tx, key, now - policy['incident.reopenSeconds'] * 1000);
    if (!recent) return null;
    const timesReopened = recent.timesReopened + 1;
    await this.incidents.change(tx, recent.id, {
      endedAt: null,
      timesReopened,
      leadFindingId: finding.id,
      reach,
    });
    return recent.id;
  }

  private open(
    tx: Transaction,
    key: string,
    finding: Finding,
    reach: Reach | null,
    now: number,
  ): Promise<number> {
    return this.incidents.create(tx, {
      causeKey: key,
      scope: finding.certificateId === null ? 'device' : 'certificate',
      thing: finding.thing,
      centerId: finding.centerId,
      deviceId: finding.deviceId,
      certificateId: finding.certificateId,
      leadFindingId: finding.id,
      reach,
      beganAt: finding.beganAt,
      openedAt: now,
      timesReopened: 0,
    });
  }

  private async afterLeaving(tx: Transaction, incidentId: number, now: number): Promise<void> {
    const members = await this.incidents.members(tx, incidentId);
    const left = members.filter(({ leftAt }) => leftAt !== null);
    const incident = await this.incidents.byId(tx, incidentId);
    if (!incident || incident.endedAt !== null) return;
    if (left.length === members.length) {
      await this.incidents.change(tx, incidentId, {
        endedAt: Math.max(...left.map(({ leftAt }) => leftAt!)),
      });
    } else if (left.some(({ findingId }) => findingId === incident.leadFindingId)) {
      const lead = members.find(({ leftAt }) => leftAt === null)!;
      await this.incidents.change(tx, incidentId, { leadFindingId: lead.findingId });
    }
    await this.outbox.emit(tx, 'incident.changed', String(incidentId), now);
  }

  /** A finding's evidence changed: its ticket must be reworded, and whose fault it is may read differently. */
  private async refreshReach(tx: Transaction, incidentId: number, now: number): Promise<void> {
    const incident = await this.incidents.byId(tx, incidentId);
    if (!incident) return;
    if (incident.scope === 'device' && incident.reach !== null) {
      await this.incidents.change(tx, incidentId, {
        reach: await this.reachOf(tx, incident.thing),
      });
    }
    await this.outbox.emit(tx, 'incident.changed', String(incidentId), now);
  }
}
