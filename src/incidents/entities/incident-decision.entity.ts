import { Entity } from 'typeorm';
import { Id, Instant, Integer, Text } from '../../platform/database/index.js';
import type { DecisionCode } from '../policies/decisions.js';

/** Why an incident is what it is, one line for each thing that was decided about it. Never changed afterwards. */
@Entity('incident_decision')
export class IncidentDecisionEntity {
  @Id() id!: number;
  @Integer() incidentId!: number;
  @Instant() at!: number;
  @Text() code!: DecisionCode;
  /** JSON of DecisionFacts. */
  @Text() facts!: string;
}
