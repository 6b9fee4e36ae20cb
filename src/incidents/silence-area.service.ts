import { Injectable } from '@nestjs/common';
import { Reachability } from '../detection/index.js';
import { Calendars, type Policy, PolicyService, workBeganAt } from '../inventory/index.js';
import type { Transaction } from '../platform/database/index.js';
import { type AreaFinding, AreaRepository, silenceArea } from './area.repository.js';
import { Clearing } from './clearing.service.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';
import { centerSilenceKey } from './policies/causes.js';
import { type CenterSilence, judgeCenterSilence, silentNeeded } from './policies/center-silence.js';
import { alone, darkCenter, gather, type Placement } from './policies/placement.js';
import { Regrouper } from './regrouper.service.js';

interface Scene {
  centerId: number;
  silent: AreaFinding[];
  online: number;
  /** The center's own incident, while it holds. */
  parent: IncidentEntity | null;
  verdict: CenterSilence;
  policy: Policy;
}

/** Judges the silent PCs of one center together: its power or its line, or each PC for itself. */
@Injectable()
export class SilenceArea {
  constructor(
    private readonly areas: AreaRepository,
    private readonly incidents: IncidentRepository,
    private readonly clearing: Clearing,
    private readonly reachability: Reachability,
    private readonly regrouper: Regrouper,
    private readonly policies: PolicyService,
    private readonly calendars: Calendars,
  ) {}

  async judge(tx: Transaction, centerId: number, now: number): Promise<void> {
    const { policy } = await this.policies.current();
    const silent = await this.areas.silentIn(tx, centerId);
    // One that is back already counts among those online.
    const here = silent.filter((finding) => finding.centerId === centerId && finding.clearSince === null);
    const online = await this.reachability.onlineIn(tx, centerId);
    const known = here.map(({ id, beganAt }) => ({ findingId: id, beganAt }));
    const verdict = judgeCenterSilence(known, online, policy);
    const open = await this.incidents.openByCause(tx, centerSilenceKey(centerId));
    const parent = open && (await this.holds(tx, open, here, online, verdict, policy, now)) ? open : null;
    const scene = { centerId, silent, online, parent, verdict, policy };
    const placements: Placement<AreaFinding>[] = [];
    for (const finding of silent) {
      const placement = await this.place(tx, finding, scene, now);
      if (placement) placements.push(placement);
    }
    for (const gathering of gather(placements)) await this.regrouper.regroup(tx, gathering, now);
  }

  /** A center that was dark stays one cause until too few are left, and for a while after. */
  private async holds(
    tx: Transaction,
    open: IncidentEntity,
    here: readonly AreaFinding[],
    online: number,
    verdict: CenterSilence,
    policy: Policy,
    now: number,
  ): Promise<boolean> {
    const left = here.filter(({ incidentId }) => incidentId === open.id).length;
    const awaited = left > 0 && !(await this.shouldBeOn(open.centerId!, policy, now));
    const stillDark = awaited || verdict.together || left >= silentNeeded(online + left, policy);
    return this.clearing.holds(tx, open, stillDark, silenceArea(open.centerId!), now);
  }

  /** After a night without power PCs are switched on one by one: until a PC counts as late, one that is off proves nothing. */
  private async shouldBeOn(centerId: number, policy: Policy, now: number): Promise<boolean> {
    const began = workBeganAt(await this.calendars.of(centerId), now);
    return began !== null && now >= began + policy['presence.lateMinutes'] * 60_000;
  }

  private async place(
    tx: Transaction,
    finding: AreaFinding,
    scene: Scene,
    now: number,
  ): Promise<Placement<AreaFinding> | null> {
    const { centerId, parent, verdict, policy } = scene;
    const windowMs = policy['center.silentWithinSeconds'] * 1000;
    const together = verdict.together && verdict.findingIds.has(finding.id);
    const joins =
      parent !== null && (finding.incidentId === parent.id || finding.beganAt >= parent.beganAt - windowMs);
    if (finding.centerId === centerId && (together || joins)) {
      const facts = { silent: verdict.silent, total: verdict.total, minutes: Math.ceil(windowMs / 60_000) };
      return { finding, group: darkCenter(centerId, parent?.cause ?? 'power-or-line', facts) };
    }
    const waitedSeconds = await this.waits(tx, finding, scene, now);
    if (waitedSeconds === null) return null;
    const facts = { silent: verdict.silent, total: verdict.total, waitedSeconds };
    return { finding, group: alone(finding, null, { code: 'opened-alone', facts }) };
  }

  /**
   * One silent PC of a center with several waits for the others: their deadlines come within a beat. Null: it still waits;
   * otherwise how long it did, seconds.
   */
  private async waits(
    tx: Transaction,
    finding: AreaFinding,
    { centerId, verdict, policy }: Scene,
    now: number,
  ): Promise<number | null> {
    if (finding.incidentId !== null || verdict.total < 2) return 0;
    const gathered = finding.openedAt + policy['center.gatherSeconds'] * 1000;
    const until = finding.clearSince !== null ? now + policy['recovery.holdSeconds'] * 1000 : gathered;
    if (until <= now) return policy['center.gatherSeconds'];
    await this.areas.schedule(tx, silenceArea(centerId), until);
    return null;
  }
}
