import { Entity } from 'typeorm';
import { Id, Integer, NullableInteger, NullableText, Text } from '../../../platform/database/index.js';

/** A shift of every week of a team. */
@Entity('duty_shift')
export class DutyShiftEntity {
  @Id() id!: number;
  @Integer() teamId!: number;
  /** The days on which it begins, such as `1,2,3,4,5`; 8 = ngày lễ. */
  @Text() weekdays!: string;
  @Integer() fromMinute!: number;
  /** Not after `fromMinute`: on the next day. */
  @Integer() toMinute!: number;
  @Integer() firstId!: number;
  @NullableInteger() secondId!: number | null;
  /** Civil dates on which it begins first and last; null: without an end. */
  @Text() fromDate!: string;
  @NullableText() untilDate!: string | null;
}
