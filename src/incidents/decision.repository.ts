import { Injectable } from '@nestjs/common';
import type { Reader, Transaction } from '../platform/database/index.js';
import { IncidentDecisionEntity } from './entities/incident-decision.entity.js';
import type { Decision, DecisionCode, DecisionFacts } from './policies/decisions.js';

/** A page shows no more than the beginning and what came last. */
const MOST_READ = 100;

@Injectable()
export class DecisionRepository {
  async record(
    tx: Transaction,
    incidentId: number,
    code: DecisionCode,
    facts: DecisionFacts,
    now: number,
  ): Promise<void> {
    await tx.insert(IncidentDecisionEntity, { incidentId, at: now, code, facts: JSON.stringify(facts) });
  }

  /** Oldest first. */
  async of(from: Transaction | Reader, incidentId: number): Promise<(Decision & { at: number })[]> {
    const rows = await from.find(IncidentDecisionEntity, {
      where: { incidentId },
      order: { id: 'ASC' },
      take: MOST_READ,
    });
    return rows.map(({ at, code, facts }) => ({ at, code, facts: JSON.parse(facts) as DecisionFacts }));
  }
}
