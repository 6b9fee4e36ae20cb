import { Entity } from 'typeorm';
import { Instant, Integer, NullableInteger, Text, TextKey } from '../../platform/database/index.js';

/** Brings the answer to one mail of ours into its ticket. The secret itself is stored nowhere but in that mail's Message-ID. */
@Entity('reply_token')
export class ReplyTokenEntity {
  @TextKey() digest!: string;
  @Integer() ticketId!: number;
  @Text() kind!: 'staff' | 'reporter' | 'vendor';
  /** Where the mail went, in lower case. */
  @Text() address!: string;
  @NullableInteger() userId!: number | null;
  @NullableInteger() followerId!: number | null;
  @Instant() createdAt!: number;
}
