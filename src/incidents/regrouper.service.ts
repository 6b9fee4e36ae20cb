import { Injectable } from '@nestjs/common';
import { PolicyService } from '../inventory/index.js';
import type { Transaction } from '../platform/database/index.js';
import { Outbox } from '../platform/outbox/index.js';
import type { PlacedFinding } from './area.repository.js';
import { Darkness } from './darkness.service.js';
import { DecisionRepository } from './decision.repository.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';
import { CAUSE_POLICIES, isCenterSilence, isWider } from './policies/causes.js';
import type { Gathering, Group } from './policies/placement.js';

const WIDENING = CAUSE_POLICIES.flatMap(({ widening }) => widening);
/** Of a storm's members the decision names so many. */
const MOST_NAMED = 20;

/**
 * Makes incidents of placements: every finding hangs on the incident whose cause it was given.
 *
 *     cause open? ── yes ─> join it; an incident that loses its last open member to a wider one is absorbed
 *       │ no
 *       ├─ what is left of a wider incident is one cause?  narrow that incident
 *       ├─ ended a moment ago?                             reopen it
 *       ├─ narrower ones hang here as a whole?             widen the oldest
 *       ├─ taken in by the wider one they leave?           give it back: it comes back alone
 *       └─ otherwise                                       open a new one
 */
@Injectable()
export class Regrouper {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly decisions: DecisionRepository,
    private readonly darkness: Darkness,
    private readonly policies: PolicyService,
    private readonly outbox: Outbox,
  ) {}

  async regroup(tx: Transaction, gathering: Gathering<PlacedFinding>, now: number): Promise<void> {
    const { group, findings } = gathering;
    const sources = await this.sourcesOf(tx, findings);
    const { target, made } = await this.targetOf(tx, gathering, sources, now);
    const arriving = findings.filter(({ incidentId }) => incidentId !== target.id);
    const touched = new Set<number>();
    for (const source of sources.filter(({ id }) => id !== target.id)) {
      await this.take(tx, source, target, group, findings, now);
      touched.add(source.id);
    }
    const fresh = findings.filter(({ incidentId }) => incidentId === null);
    for (const { id } of fresh) await this.incidents.join(tx, target.id, id, now);
    if (!made && fresh.length > 0) {
      const devices = fresh.slice(0, MOST_NAMED).flatMap(({ deviceId }) => deviceId ?? []);
      await this.decisions.record(tx, target.id, 'joined', { count: fresh.length, devices }, now);
    }
    const changed = await this.bringUpToDate(tx, target, group, findings, now);
    if (made || changed || arriving.length > 0) await this.announce(tx, target.id, now);
    for (const id of touched) await this.settle(tx, id, now);
  }

  /** After members have left: the incident ends with the last of them, or another words it. */
  async settle(tx: Transaction, incidentId: number, now: number): Promise<void> {
    const incident = await this.incidents.byId(tx, incidentId);
    if (!incident) return;
    if (incident.endedAt === null) {
      if (isCenterSilence(incident)) await this.darkness.learn(tx, incident, now);
      const { open, lastLeftAt } = await this.incidents.leadOf(tx, incidentId, WIDENING);
      if (open === null) await this.incidents.change(tx, incidentId, { endedAt: lastLeftAt ?? now });
      else if (!(await this.isOpenMember(tx, incident)))
        await this.incidents.change(tx, incidentId, { leadFindingId: open });
    }
    await this.announce(tx, incidentId, now);
  }

  /** What is said of an incident all of whose members stay where they are. */
  async restate(tx: Transaction, target: IncidentEntity, group: Group, now: number): Promise<void> {
    if (await this.changeTo(tx, target, await this.restated(tx, target, group, now)))
      await this.announce(tx, target.id, now);
  }

  announce(tx: Transaction, incidentId: number, now: number): Promise<void> {
    return this.outbox.emit(tx, 'incident.changed', String(incidentId), now);
  }

  private async isOpenMember(tx: Transaction, { id, leadFindingId }: IncidentEntity): Promise<boolean> {
    const lead = await this.incidents.membership(tx, leadFindingId);
    return lead !== null && lead.incidentId === id && lead.leftAt === null;
  }

  private async sourcesOf(tx: Transaction, findings: readonly PlacedFinding[]): Promise<IncidentEntity[]> {
    const ids = new Set(findings.flatMap(({ incidentId }) => incidentId ?? []));
    const found: IncidentEntity[] = [];
    for (const id of [...ids].sort((a, b) => a - b)) {
      const incident = await this.incidents.byId(tx, id);
      if (incident) found.push(incident);
    }
    return found;
  }

  private async targetOf(
    tx: Transaction,
    gathering: Gathering<PlacedFinding>,
    sources: readonly IncidentEntity[],
    now: number,
  ): Promise<{ target: IncidentEntity; made: boolean }> {
    const { group, findings } = gathering;
    const open = await this.incidents.openByCause(tx, group.key);
    if (open) return { target: open, made: false };
    const id =
      (await this.narrowed(tx, gathering, sources, now)) ??
      (await this.reopened(tx, group, findings, now)) ??
      (await this.widened(tx, group, findings, sources, now)) ??
      (await this.givenBack(tx, group, findings, sources, now)) ??
      (await this.opened(tx, group, findings, sources, now));
    return { target: (await this.incidents.byId(tx, id))!, made: true };
  }

  /** A system's incident goes on as that of the only center or PC that is left; a dark center's members get their own. */
  private async narrowed(
    tx: Transaction,
    { group, findings, split }: Gathering<PlacedFinding>,
    sources: readonly IncidentEntity[],
    now: number,
  ): Promise<number | null> {
    const [source] = sources;
    if (!source || sources.length > 1 || isCenterSilence(source) || split.has(source.id)) return null;
    if (!isWider(source.scope, group.scope) || !(await this.hangsHereWhole(tx, source, findings)))
      return null;
    await this.incidents.change(tx, source.id, this.placeOf(group));
    const code = group.scope === 'center' ? 'narrowed-center' : 'narrowed-device';
    await this.decisions.record(tx, source.id, code, group.because.facts, now);
    return source.id;
  }

  private async widened(
    tx: Transaction,
    group: Group,
    findings: readonly PlacedFinding[],
    sources: readonly IncidentEntity[],
    now: number,
  ): Promise<number | null> {
    for (const source of sources) {
      if (!isWider(group.scope, source.scope) || source.endedAt !== null) continue;
      if (!(await this.hangsHereWhole(tx, source, findings))) continue;
      await this.incidents.change(tx, source.id, this.placeOf(group));
      await this.decisions.record(tx, source.id, group.widenedBy, group.because.facts, now);
      return source.id;
    }
    return null;
  }

  private async reopened(
    tx: Transaction,
    group: Group,
    findings: readonly PlacedFinding[],
    now: number,
  ): Promise<number | null> {
    const { policy } = await this.policies.current();
    const since = now - policy['incident.reopenSeconds'] * 1000;
    const recent = await this.incidents.endedSince(tx, group.key, since);
    return recent && this.revive(tx, recent, group, findings, 'reopened', now);
  }

  private async givenBack(
    tx: Transaction,
    group: Group,
    findings: readonly PlacedFinding[],
    sources: readonly IncidentEntity[],
    now: number,
  ): Promise<number | null> {
    for (const source of sources) {
      const own = await this.incidents.absorbedBy(tx, group.key, source.id);
      if (own) return this.revive(tx, own, group, findings, 'came-back-alone', now);
    }
    return null;
  }

  private async revive(
    tx: Transaction,
    incident: IncidentEntity,
    group: Group,
    findings: readonly PlacedFinding[],
    code: 'reopened' | 'came-back-alone',
    now: number,
  ): Promise<number> {
    const timesReopened = incident.timesReopened + 1;
    const values = { ...this.placeOf(group), endedAt: null, absorbedBy: null, timesReopened };
    await this.incidents.change(tx, incident.id, { ...values, leadFindingId: findings[0]!.id });
    await this.decisions.record(tx, incident.id, code, { times: timesReopened }, now);
    return incident.id;
  }

  private async opened(
    tx: Transaction,
    group: Group,
    findings: readonly PlacedFinding[],
    sources: readonly IncidentEntity[],
    now: number,
  ): Promise<number> {
    const id = await this.incidents.create(tx, {
      ...this.placeOf(group),
      thing: group.thing,
      certificateId: findings[0]!.certificateId,
      leadFindingId: findings[0]!.id,
      beganAt: Math.min(...findings.map(({ beganAt }) => beganAt)),
      openedAt: now,
      timesReopened: 0,
    });
    const parent = sources.find(({ scope }) => !isWider(group.scope, scope));
    if (parent) await this.decisions.record(tx, id, 'came-back-alone', { incident: parent.id }, now);
    else await this.decisions.record(tx, id, group.because.code, group.because.facts, now);
    return id;
  }

  private placeOf(group: Group): Partial<IncidentEntity> {
    const { key, scope, centerId, deviceId, reach, cause } = group;
    return {
      causeKey: key,
      scope,
      centerId,
      deviceId,
      reach,
      cause,
      sides: sidesText(group),
      clearSince: null,
    };
  }

  /** Does everything that is still open in `source` now hang on one other cause? */
  private async hangsHereWhole(
    tx: Transaction,
    source: IncidentEntity,
    findings: readonly PlacedFinding[],
  ): Promise<boolean> {
    const here = new Set(findings.map(({ id }) => id));
    return (await this.incidents.openMemberIds(tx, source.id)).every((id) => here.has(id));
  }

  private async take(
    tx: Transaction,
    source: IncidentEntity,
    target: IncidentEntity,
    group: Group,
    findings: readonly PlacedFinding[],
    now: number,
  ): Promise<void> {
    const absorbs =
      (isWider(target.scope, source.scope) || group.explains) &&
      (await this.hangsHereWhole(tx, source, findings));
    if (!absorbs) {
      for (const { id, incidentId } of findings)
        if (incidentId === source.id) await this.incidents.moveMember(tx, id, target.id);
      return;
    }
    await this.incidents.moveMembers(tx, source.id, target.id);
    await this.incidents.change(tx, source.id, { endedAt: now, absorbedBy: target.id });
    await this.decisions.record(tx, source.id, 'absorbed-into', { incident: target.id }, now);
    const devices = source.deviceId === null ? [] : [source.deviceId];
    await this.decisions.record(tx, target.id, 'absorbed', { incident: source.id, count: 1, devices }, now);
  }

  /** What a person reads of it: whose fault, since when, worded by whom. Returns whether anything changed. */
  private async bringUpToDate(
    tx: Transaction,
    target: IncidentEntity,
    group: Group,
    findings: readonly PlacedFinding[],
    now: number,
  ): Promise<boolean> {
    const values = await this.restated(tx, target, group, now);
    const beganAt = Math.min(target.beganAt, ...findings.map((finding) => finding.beganAt));
    if (group.scope !== 'device' && beganAt < target.beganAt) values.beganAt = beganAt;
    const { open } = await this.incidents.leadOf(tx, target.id, WIDENING);
    if (open !== null && !(await this.isOpenMember(tx, target))) values.leadFindingId = open;
    return this.changeTo(tx, target, values);
  }

  /** Whose fault it is now, and what the sides say. */
  private async restated(
    tx: Transaction,
    target: IncidentEntity,
    group: Group,
    now: number,
  ): Promise<Partial<IncidentEntity>> {
    const values: Partial<IncidentEntity> = {};
    const sides = sidesText(group);
    if (sides !== null && sides !== target.sides) values.sides = sides;
    if (group.reach === null || group.reach === target.reach) return values;
    await this.decisions.record(tx, target.id, `reach-${group.reach}`, group.because.facts, now);
    return { ...values, reach: group.reach };
  }

  /** Returns whether people must hear of it: numbers that move while the verdict stands are for those who look. */
  private async changeTo(
    tx: Transaction,
    target: IncidentEntity,
    values: Partial<IncidentEntity>,
  ): Promise<boolean> {
    const changed = Object.keys(values);
    if (changed.length > 0) await this.incidents.change(tx, target.id, values);
    return changed.some((key) => key !== 'sides');
  }
}

function sidesText({ sides }: Group): string | null {
  return sides && JSON.stringify(sides);
}
