import { Entity } from 'typeorm';
import { Id, Instant, Integer, NullableInstant, Text } from '../../../platform/database/index.js';

/** People who answer for a province or for some of its centers. */
@Entity('duty_team')
export class DutyTeamEntity {
  @Id() id!: number;
  @Text() name!: string;
  @Text() provinceCode!: string;
  @Integer() headId!: number;
  @Instant() createdAt!: number;
  /** Null: it is on duty. */
  @NullableInstant() endedAt!: number | null;
  /** Optimistic lock. */
  @Integer() version!: number;
}
