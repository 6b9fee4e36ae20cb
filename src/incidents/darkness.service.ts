import { Injectable } from '@nestjs/common';
import { Reachability } from '../detection/index.js';
import type { Transaction } from '../platform/database/index.js';
import { DecisionRepository } from './decision.repository.js';
import type { IncidentEntity } from './entities/incident.entity.js';
import { IncidentRepository } from './incident.repository.js';
import { causeOfDarkness, type Return } from './policies/center-silence.js';

/** So many returns are enough to tell power from line. */
const RETURNS_ASKED = 20;

/** Learns from the PCs that are back what made a whole center silent. */
@Injectable()
export class Darkness {
  constructor(
    private readonly incidents: IncidentRepository,
    private readonly decisions: DecisionRepository,
    private readonly reachability: Reachability,
  ) {}

  async learn(tx: Transaction, incident: IncidentEntity, now: number): Promise<void> {
    const back = await this.incidents.returns(tx, incident.id, RETURNS_ASKED);
    const returns: Return[] = [];
    for (const { deviceId, beganAt, endedAt } of back) {
      const evidence = await this.reachability.returnOf(tx, deviceId, beganAt, endedAt);
      if (evidence) returns.push(evidence);
    }
    const cause = causeOfDarkness(returns);
    if (cause === 'power-or-line' || cause === incident.cause) return;
    await this.incidents.change(tx, incident.id, { cause });
    await this.decisions.record(tx, incident.id, `cause-${cause}`, { returned: returns.length }, now);
  }
}
