import { Entity } from 'typeorm';
import { Instant, Integer, IntegerKey, NullableInstant } from '../../platform/database/index.js';

@Entity('incident_member')
export class IncidentMemberEntity {
  @IntegerKey() findingId!: number;
  @Integer() incidentId!: number;
  @Instant() joinedAt!: number;
  /** When its fault ended. */
  @NullableInstant() leftAt!: number | null;
}
