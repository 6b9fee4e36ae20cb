import { Entity } from 'typeorm';
import { Id, Instant, Integer, Text } from '../../../platform/database/index.js';

/** Somebody has the shifts of another that begin on one date. */
@Entity('duty_swap')
export class DutySwapEntity {
  @Id() id!: number;
  @Integer() teamId!: number;
  /** yyyy-MM-dd */
  @Text() date!: string;
  @Integer() personId!: number;
  @Integer() takerId!: number;
  @Text() author!: string;
  @Instant() createdAt!: number;
}
