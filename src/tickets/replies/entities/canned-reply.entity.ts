import { Entity } from 'typeorm';
import type { ReportCategory } from '../../../contracts/api/index.js';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../../platform/database/index.js';

/** An answer that is written once and used often. */
@Entity('canned_reply')
export class CannedReplyEntity {
  @Id() id!: number;
  /** Names one that came with the software, so that it comes once; null: people wrote it. */
  @NullableText() shippedAs!: string | null;
  /** Null: it is shared. */
  @NullableInteger() ownerId!: number | null;
  @Text() title!: string;
  @Text() body!: string;
  @NullableText() category!: ReportCategory | null;
  @Integer() used!: number;
  @Instant() updatedAt!: number;
  @NullableText() updatedBy!: string | null;
  @Integer() version!: number;
  /** A shipped one that was removed must not come back with the next start. */
  @NullableInstant() removedAt!: number | null;
}
