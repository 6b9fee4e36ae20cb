import { Entity } from 'typeorm';
import {
  Big,
  Id,
  Instant,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';
import type { AsideReason } from '../mail/domain/placement.js';

export type MailOutcome = 'answered' | 'opened' | 'machine' | 'aside';

/** A mail that was dealt with: the row stands in the same unit of work as what the mail did, so that it does it once. */
@Entity('received_mail')
export class ReceivedMailEntity {
  @Id() id!: number;
  /** Of all its bytes: the same mail, whatever the mailbox calls it. */
  @Text() digest!: string;
  @Instant() at!: number;
  @Text() outcome!: MailOutcome;
  /** Why it was put aside; null: it was not. */
  @NullableText() reason!: AsideReason | null;
  @NullableInteger() ticketId!: number | null;
  @NullableText() messageId!: string | null;
  @Text() fromAddress!: string;
  @Text() fromName!: string;
  @Text() subject!: string;
  /** Without numbers that name a citizen; kept of what was put aside alone. */
  @NullableText() text!: string | null;
  @Big() bytes!: number;
  /** When and by whom it was looked at, of those that were put aside. */
  @NullableInstant() settledAt!: number | null;
  @NullableText() settledBy!: string | null;
}
