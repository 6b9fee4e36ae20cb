import { Entity } from 'typeorm';
import type { GuideState, ReportCategory } from '../../../contracts/api/index.js';
import {
  Id,
  Instant,
  Integer,
  NullableInteger,
  NullableText,
  Text,
} from '../../../platform/database/index.js';

/** Where a guide is filed. Its text is the version with its `number`. */
@Entity('guide')
export class GuideEntity {
  @Id() id!: number;
  /** The last part of its address; never changed. */
  @Text() slug!: string;
  @Text() category!: ReportCategory;
  /** The watched program it is about; null: none in particular. */
  @NullableText() programId!: string | null;
  @Text() state!: GuideState;
  @Integer() number!: number;
  /** Of the text that came with the software last; null: a person wrote the first one. */
  @NullableInteger() shippedVersion!: number | null;
  /** The ticket it was written from. */
  @NullableInteger() ticketId!: number | null;
  /** Optimistic lock. */
  @Integer() version!: number;
  @Instant() updatedAt!: number;
}
