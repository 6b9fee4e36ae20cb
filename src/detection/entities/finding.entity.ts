import { Entity } from 'typeorm';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  NullableReal,
  Text,
} from '../../platform/database/index.js';
import type { RuleId, Severity } from '../domain/finding.js';

/** Something wrong that has lasted long enough to be told. */
@Entity('finding')
export class FindingEntity {
  @Id() id!: number;
  /** `device:12` or `certificate:5`. */
  @Text() subject!: string;
  @Text() rule!: RuleId;
  @Text() thing!: string;
  @NullableInteger() deviceId!: number | null;
  @NullableInteger() certificateId!: number | null;
  @Integer() centerId!: number;
  @Text() severity!: Severity;
  /** JSON of Evidence. */
  @Text() evidence!: string;
  @Instant() beganAt!: number;
  @Instant() openedAt!: number;
  @NullableInstant() clearSince!: number | null;
  /** How restless it is: see domain/flapping. */
  @NullableReal() flapScore!: number | null;
  @NullableInstant() flapScoredAt!: number | null;
  @NullableInstant() flappingSince!: number | null;
  @NullableInstant() endedAt!: number | null;
}
