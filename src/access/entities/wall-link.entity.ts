import { Entity } from 'typeorm';
import {
  Id,
  Instant,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';

@Entity('wall_link')
export class WallLinkEntity {
  @Id() id!: number;
  @Text() name!: string;
  /** Null: everything that the server serves. */
  @NullableText() provinceCode!: string | null;
  @Text() tokenHash!: string;
  /** Null: the command line of the server. */
  @NullableInteger() createdBy!: number | null;
  @Instant() createdAt!: number;
  @NullableInstant() lastUsedAt!: number | null;
  @NullableInstant() revokedAt!: number | null;
}
