import { Entity } from 'typeorm';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  Text,
} from '../../platform/database/index.js';

@Entity('join_code')
export class JoinCodeEntity {
  @Id() id!: number;
  @Integer() centerId!: number;
  @Text() codeHash!: string;
  @Instant() createdAt!: number;
  @NullableInteger() createdBy!: number | null;
  @Instant() expiresAt!: number;
  @Integer() usesLeft!: number;
  @NullableInstant() revokedAt!: number | null;
}
