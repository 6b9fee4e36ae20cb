import { Entity } from 'typeorm';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';
import type { NoticeReason, NoticeStatus } from '../domain/notice.js';

/** One message to one person about one entry of a ticket's history, or one digest. */
@Entity('notice')
export class NoticeEntity {
  @Id() id!: number;
  /** Both null when it is about a digest. */
  @NullableInteger() ticketEventId!: number | null;
  @NullableInteger() ticketId!: number | null;
  @NullableInteger() digestId!: number | null;
  @Text() channel!: 'mail';
  @Text() recipient!: string;
  @Text() status!: NoticeStatus;
  @Text() reason!: NoticeReason;
  @Integer() attempts!: number;
  @Text() messageId!: string;
  @Instant() createdAt!: number;
  /** When the attempt that is under way, or was the last, began. */
  @NullableInstant() attemptedAt!: number | null;
  /** Not before. */
  @Instant() dueAt!: number;
  @NullableInstant() settledAt!: number | null;
  @NullableText() error!: string | null;
}
