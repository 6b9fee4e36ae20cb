import { Entity } from 'typeorm';
import type { Role } from '../../contracts/api/index.js';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';

@Entity('user_account')
export class UserAccountEntity {
  @Id() id!: number;
  @Text() login!: string;
  @Text() name!: string;
  @Text() role!: Role;
  @NullableText() email!: string | null;
  /** The province that the person is held to; null: none. */
  @NullableText() provinceCode!: string | null;
  /** The center of it that the person is held to; null: none. */
  @NullableInteger() centerId!: number | null;
  /** argon2id, in PHC form. */
  @Text() passwordHash!: string;
  @Integer() failedSignIns!: number;
  @NullableInstant() lockedUntil!: number | null;
  @NullableInstant() disabledAt!: number | null;
  /** Does the person want the daily digest? */
  @Integer() digest!: number;
  @Instant() createdAt!: number;
}
