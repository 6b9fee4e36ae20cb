import { Injectable } from '@nestjs/common';
import { type Finding, FindingRepository } from '../detection/index.js';
import { Devices } from '../inventory/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { type Area, AreaRepository, programArea, silenceArea } from './area.repository.js';
import { IncidentRepository } from './incident.repository.js';
import { mayBeShared, policyFor } from './policies/causes.js';
import { dependenciesOf, explainedBy } from './policies/dependencies.js';
import { alone } from './policies/placement.js';
import { ProgramArea } from './program-area.service.js';
import { Regrouper } from './regrouper.service.js';
import { SilenceArea } from './silence-area.service.js';

/**
 * Joins findings that share a cause and decides when an incident opens and ends:
 *
 *     finding changed ─> its fault is over? it leaves its incident, which ends with its last member
 *                    ├─> nothing but its own PC can be at fault: its incident is found or opened at once
 *                    └─> otherwise its area (a center's silence, a program) becomes due
 *     area due ────────> everything open in it is placed anew and regrouped: silence-area, program-area
 *
 * What is due stands in rows, so a restart in the middle changes nothing.
 */
@Injectable()
export class Correlator {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly findings: FindingRepository,
    private readonly areas: AreaRepository,
    private readonly silence: SilenceArea,
    private readonly programs: ProgramArea,
    private readonly regrouper: Regrouper,
    private readonly devices: Devices,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
  ) {}

  async apply(tx: Transaction, findingId: number, now: number): Promise<void> {
    const finding = await this.findings.byId(tx, findingId);
    if (!finding) return;
    const membership = await this.incidents.membership(tx, findingId);
    // One that ended before it was ever joined began and ended while nobody judged: nobody needs to hear of it.
    if (!membership && finding.endedAt !== null) return;
    const areas = await this.areasOf(tx, finding);
    for (const area of areas) await this.areas.schedule(tx, area, now);
    if (!membership) {
      if (areas.length === 0) await this.stand(tx, finding, now);
    } else if (finding.endedAt === null) await this.regrouper.announce(tx, membership.incidentId, now);
    else if (membership.leftAt === null) {
      await this.incidents.leave(tx, findingId, finding.endedAt);
      await this.regrouper.settle(tx, membership.incidentId, now);
    }
  }

  /** Judges the areas that are due, one in a transaction. */
  async sweep(now: number): Promise<void> {
    while (await this.areas.anyDue(this.reader, now)) {
      const taken = await this.work.runDerived(async (tx) => {
        const area = await this.areas.takeDue(tx, now);
        if (area) await this.judge(tx, area, now);
        return area;
      });
      // Another process has what is due.
      if (taken === null) return;
    }
  }

  private judge(tx: Transaction, area: Area, now: number): Promise<void> {
    const [kind, id] = [area.slice(0, area.indexOf(':')), area.slice(area.indexOf(':') + 1)];
    return kind === 'silence' ? this.silence.judge(tx, Number(id), now) : this.programs.judge(tx, id, now);
  }

  /** Where others may share its cause. */
  private async areasOf(tx: Transaction, finding: Finding): Promise<Area[]> {
    const { rule, thing, centerId, deviceId } = finding;
    if (rule === 'device-silent' && centerId !== null) {
      const standsNow = deviceId === null ? null : await this.devices.byId(deviceId);
      return [...new Set([centerId, standsNow?.centerId ?? centerId])].map(silenceArea);
    }
    if (policyFor(rule).family !== 'program') return [];
    const hidden = explainedBy(finding).map(programArea);
    const shared =
      mayBeShared(rule) ||
      hidden.length > 0 ||
      dependenciesOf(finding).length > 0 ||
      (await this.incidents.openParentsAbout(tx, thing)).length > 0;
    return shared ? [programArea(thing), ...hidden] : [];
  }

  private async stand(tx: Transaction, finding: Finding, now: number): Promise<void> {
    const code = finding.centerId === null ? 'opened-server' : 'opened-alone';
    const group = alone(finding, null, { code, facts: {} });
    const findings = [{ ...finding, clearSince: null, blind: false, incidentId: null }];
    await this.regrouper.regroup(tx, { group, findings, split: new Set() }, now);
  }
}
