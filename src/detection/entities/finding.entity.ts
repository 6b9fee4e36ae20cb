import { Entity } from 'typeorm';
import {
  Id,
  Instant,
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
  /** `device:12`, `certificate:5` or `server:0`. */
  @Text() subject!: string;
  @Text() rule!: RuleId;
  @Text() thing!: string;
  @NullableInteger() deviceId!: number | null;
  @NullableInteger() certificateId!: number | null;
  /** Null: the server itself is meant. */
  @NullableInteger() centerId!: number | null;
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
