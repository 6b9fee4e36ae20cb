import { Entity } from 'typeorm';
import { Instant, Text, TextKey } from '../../platform/database/index.js';

@Entity('policy_value')
export class PolicyValueEntity {
  @TextKey() key!: string;
  @Text() value!: string;
  @Instant() changedAt!: number;
  @Text() changedBy!: string;
}
