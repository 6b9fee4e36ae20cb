import { Injectable } from '@nestjs/common';
import { Reachability } from '../detection/index.js';
import { type Policy, PolicyService } from '../inventory/index.js';
import type { Transaction } from '../platform/database/index.js';
import { type AreaFinding, AreaRepository, programArea } from './area.repository.js';
import { Clearing, LOOK_AGAIN_MS } from './clearing.service.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';
import { causeKey, isFoundOverDays, mayBeShared, widens } from './policies/causes.js';
import { DEPENDENCIES, explanationOf } from './policies/dependencies.js';
import {
  alone,
  explained,
  gather,
  type Group,
  type Placement,
  slowSystem,
  systemOfCenter,
  wholeSystem,
} from './policies/placement.js';
import { judgeReach, judgeSlowness, sidesOf, type SystemVerdict } from './policies/system-reach.js';
import { Regrouper } from './regrouper.service.js';

interface Scene {
  programId: string;
  verdict: SystemVerdict;
  /** The system's incident that stands, or should; null: none. */
  system: Group | null;
  /** Centers whose incident about the system stands, or should. */
  centers: ReadonlySet<number>;
  /** Open faults that may explain those judged. */
  explaining: readonly AreaFinding[];
}

/** Judges the faults of one watched program together: the system, a center, or each PC for itself. */
@Injectable()
export class ProgramArea {
  constructor(
    private readonly areas: AreaRepository,
    private readonly incidents: IncidentRepository,
    private readonly clearing: Clearing,
    private readonly reachability: Reachability,
    private readonly regrouper: Regrouper,
    private readonly policies: PolicyService,
  ) {}

  async judge(tx: Transaction, programId: string, now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const server = await this.reachability.ofServer(tx, programId, now);
    const verdict = judgeReach(await this.reachability.of(tx, programId), policy, server);
    const slow = judgeSlowness(await this.areas.slowWith(tx, programId), policy);
    const wide = verdict.system ? systemGroup(programId, verdict) : slow && slowSystem(programId, slow);
    const parents = await this.incidents.openParentsAbout(tx, programId);
    const held = await this.heldParents(tx, parents, wide, verdict, now);
    const settled = wide && (parents.find(({ scope }) => scope === 'system') ?? null);
    if (settled) await this.regrouper.restate(tx, settled, wide, now);
    const faults = await this.areas.faultsOf(tx, programId, settled?.id ?? null);
    const scene: Scene = {
      programId,
      verdict,
      // What is left of a cause that just ended hangs there for a moment more.
      system: wide ?? (held.some(({ scope }) => scope === 'system') ? systemGroup(programId, verdict) : null),
      centers: new Set([...verdict.wholeCenters, ...held.flatMap(({ centerId }) => centerId ?? [])]),
      explaining: await this.explaining(tx, programId),
    };
    const placements: Placement<AreaFinding>[] = scene.explaining.map((finding) => ({
      finding,
      group: explained(finding, { code: 'opened-alone', facts: {} }),
    }));
    for (const finding of faults) {
      const group = await this.groupFor(tx, finding, scene, now);
      if (finding.blind && group.scope === 'device') await this.park(tx, finding, parents, now);
      else if (await this.waits(tx, finding, group, verdict, policy, now)) continue;
      else placements.push({ finding, group });
    }
    for (const gathering of gather(placements))
      if (!this.isOnlyExplaining(gathering.findings, programId))
        await this.regrouper.regroup(tx, gathering, now);
    if (faults.some(({ rule }) => mayBeShared(rule)))
      await this.areas.schedule(tx, programArea(programId), now + LOOK_AGAIN_MS);
  }

  /**
   * A PC that cannot be heard neither keeps a system's ticket open nor gets one of its own: it is asked again when it is back.
   * What is its own already stays.
   */
  private async park(
    tx: Transaction,
    finding: AreaFinding,
    parents: readonly IncidentEntity[],
    now: number,
  ): Promise<void> {
    const parent = parents.find(({ id }) => id === finding.incidentId);
    if (!parent) return;
    await this.incidents.park(tx, finding.id);
    await this.regrouper.settle(tx, parent.id, now);
  }

  /**
   * The first PC that does not reach a system which others watch too: they may be about to notice. And one that was silent
   * while the incident ended that held it: back with its fault over, it gets no ticket for the moment until that is certain.
   */
  private async waits(
    tx: Transaction,
    finding: AreaFinding,
    group: Group,
    { reaching, failing }: SystemVerdict,
    policy: Policy,
    now: number,
  ): Promise<boolean> {
    if (group.scope === 'system' || finding.incidentId !== null) return false;
    const until = finding.openedAt + policy['web.gatherSeconds'] * 1000;
    if (finding.clearSince !== null && finding.clearSince > until) {
      await this.areas.schedule(tx, programArea(finding.thing), now + LOOK_AGAIN_MS);
      return true;
    }
    if (!widens(finding.rule) || until <= now || reaching + failing < 2) return false;
    if (await this.incidents.openByCause(tx, group.key)) return false;
    await this.areas.schedule(tx, programArea(finding.thing), until);
    return true;
  }

  /** Another program's fault that explains nothing here is judged with its own program. */
  private isOnlyExplaining(findings: readonly AreaFinding[], programId: string): boolean {
    return findings.every(({ thing }) => thing !== programId);
  }

  private async heldParents(
    tx: Transaction,
    parents: readonly IncidentEntity[],
    wide: Group | null,
    { wholeCenters }: SystemVerdict,
    now: number,
  ): Promise<IncidentEntity[]> {
    const held: IncidentEntity[] = [];
    for (const parent of parents) {
      const seen = wide !== null || (parent.scope === 'center' && wholeCenters.has(parent.centerId!));
      if (await this.clearing.holds(tx, parent, seen, programArea(parent.thing), now)) held.push(parent);
    }
    return held;
  }

  private async explaining(tx: Transaction, programId: string): Promise<AreaFinding[]> {
    const found: AreaFinding[] = [];
    for (const { from, hides } of DEPENDENCIES)
      if (hides.things.includes(programId)) found.push(...(await this.areas.openOn(tx, programId, from)));
    return found;
  }

  private async groupFor(tx: Transaction, finding: AreaFinding, scene: Scene, now: number): Promise<Group> {
    const { programId, verdict, system, centers, explaining } = scene;
    const { reaching, failing, failingCenters } = verdict;
    const { centerId } = finding;
    const facts = { reaching, failing, centers: failingCenters };
    if (isFoundOverDays(finding.rule)) return alone(finding, null, { code: 'opened-alone', facts: {} }, null);
    if (system) return system;
    if (centers.has(centerId))
      return systemOfCenter(centerId, programId, facts, sidesOf(verdict, 'center', centerId));
    const sides = widens(finding.rule) ? sidesOf(verdict, 'device', centerId) : null;
    const because = { code: 'opened-alone' as const, facts: sides ? { ...facts, sides } : {} };
    const by = explanationOf(finding, explaining);
    if (by) return explained(by, { code: 'opened-explained', facts: {} });
    return (
      (await this.stillExplained(tx, finding, now)) ?? alone(finding, sides && verdict.alone, because, sides)
    );
  }

  /** What explained it is over; it may need a moment to follow. */
  private async stillExplained(tx: Transaction, finding: AreaFinding, now: number): Promise<Group | null> {
    const incident = finding.incidentId === null ? null : await this.incidents.byId(tx, finding.incidentId);
    if (!incident || incident.scope !== 'device' || incident.causeKey === causeKey(finding)) return null;
    const lead = incident.thing === finding.thing;
    if (lead || !(await this.clearing.holds(tx, incident, false, programArea(finding.thing), now)))
      return null;
    const { causeKey: key, thing, centerId, deviceId } = incident;
    return {
      ...alone(finding, null, { code: 'opened-explained', facts: {} }),
      key,
      thing,
      centerId,
      deviceId,
    };
  }
}

function systemGroup(programId: string, verdict: SystemVerdict): Group {
  const { reaching, failing, failingCenters, wide } = verdict;
  const facts = { reaching, failing, centers: failingCenters };
  return wholeSystem(programId, wide, facts, sidesOf(verdict, 'system', null));
}
