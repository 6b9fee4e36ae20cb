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
import type { ChannelName } from '../channels/channel.js';
import type { NoticeReason, NoticeStatus } from '../domain/notice.js';

/** One message by one channel to one receiver, about one entry of a ticket's history or one digest. */
@Entity('notice')
export class NoticeEntity {
  @Id() id!: number;
  /** Both null when it is about a digest. */
  @NullableInteger() ticketEventId!: number | null;
  @NullableInteger() ticketId!: number | null;
  @NullableInteger() digestId!: number | null;
  @Text() channel!: ChannelName;
  @Text() recipient!: string;
  /** The account it is for; null: it is for none. */
  @NullableInteger() userId!: number | null;
  /** The endpoint of a webhook. */
  @NullableInteger() endpointId!: number | null;
  @Text() status!: NoticeStatus;
  @Text() reason!: NoticeReason;
  @Integer() attempts!: number;
  @Text() messageId!: string;
  @Instant() createdAt!: number;
  /** When the attempt that is under way, or was the last, began. */
  @NullableInstant() attemptedAt!: number | null;
  /** Not before. */
  @Instant() dueAt!: number;
  /** When the quiet hours ended that held it back; null: none did. */
  @NullableInstant() heldUntil!: number | null;
  @NullableInstant() settledAt!: number | null;
  @NullableText() error!: string | null;
  /** When it was read in the pages; null: not yet, or it did not come there. */
  @NullableInstant() readAt!: number | null;
}
