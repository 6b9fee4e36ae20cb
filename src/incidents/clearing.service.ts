import { Injectable } from '@nestjs/common';
import { PolicyService } from '../inventory/index.js';
import type { Transaction } from '../platform/database/index.js';
import { type Area, AreaRepository } from './area.repository.js';
import { DecisionRepository } from './decision.repository.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';

/** While an incident of many is open its area is looked at so often: PCs are switched off, moved, or first heard meanwhile. */
export const LOOK_AGAIN_MS = 30_000;

/** When a cause of many stops being one: not at once, since PCs come back one by one. */
@Injectable()
export class Clearing {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly areas: AreaRepository,
    private readonly decisions: DecisionRepository,
    private readonly policies: PolicyService,
  ) {}

  /** Does the incident still hold its members together, though `stillSeen` may be false since a moment ago? */
  async holds(
    tx: Transaction,
    incident: IncidentEntity,
    stillSeen: boolean,
    area: Area,
    now: number,
  ): Promise<boolean> {
    if (stillSeen) {
      if (incident.clearSince !== null) await this.incidents.change(tx, incident.id, { clearSince: null });
      await this.areas.schedule(tx, area, now + LOOK_AGAIN_MS);
      return true;
    }
    const { policy } = await this.policies.current();
    const clearSince = incident.clearSince ?? now;
    const until = clearSince + policy['incident.narrowSeconds'] * 1000;
    if (until <= now) {
      await this.decisions.record(
        tx,
        incident.id,
        'cleared',
        { minutes: Math.round((now - clearSince) / 60_000) },
        now,
      );
      return false;
    }
    if (incident.clearSince === null) await this.incidents.change(tx, incident.id, { clearSince });
    await this.areas.schedule(tx, area, Math.min(until, now + LOOK_AGAIN_MS));
    return true;
  }
}
