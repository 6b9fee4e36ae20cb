import { Entity } from 'typeorm';
import {
  Instant,
  IntegerKey,
  NullableInstant,
  NullableText,
  Text,
} from '../../../../platform/database/index.js';

/** What the official account is spoken to with: one row, id 1. */
@Entity('zalo_token')
export class ZaloTokenEntity {
  @IntegerKey() id!: number;
  /** Serves once. */
  @Text() refreshToken!: string;
  @NullableText() accessToken!: string | null;
  @NullableInstant() accessUntil!: number | null;
  /** Of the token of the settings that this row began with; another one there begins anew. */
  @Text() seedDigest!: string;
  /** When a process began to use the refresh token; null: nobody does. */
  @NullableInstant() renewingAt!: number | null;
  /** What Zalo said when it refused the refresh token; null: it did not. */
  @NullableText() refused!: string | null;
}

/** A person's Zalo. */
@Entity('zalo_link')
export class ZaloLinkEntity {
  @IntegerKey() userId!: number;
  /** What Zalo calls the person towards this official account. */
  @Text() zaloId!: string;
  @Instant() linkedAt!: number;
}

/** A code that a person has not sent yet. */
@Entity('zalo_code')
export class ZaloCodeEntity {
  @IntegerKey() userId!: number;
  @Text() digest!: string;
  @Instant() expiresAt!: number;
}

export const ZALO_ENTITIES = [ZaloTokenEntity, ZaloLinkEntity, ZaloCodeEntity];
