import { Entity } from 'typeorm';
import { Id, Instant, Integer, Text } from '../../../platform/database/index.js';

/** A stretch in which somebody cannot be on duty; `untilAt` is its first instant after. */
@Entity('duty_absence')
export class DutyAbsenceEntity {
  @Id() id!: number;
  @Integer() personId!: number;
  @Instant() fromAt!: number;
  @Instant() untilAt!: number;
  @Text() author!: string;
  @Instant() createdAt!: number;
}
