import { Entity } from 'typeorm';
import type { TicketPriority, WebhookView } from '../../../../contracts/api/index.js';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableText,
  Text,
} from '../../../../platform/database/index.js';

/** Where another system is told of tickets. */
@Entity('webhook_endpoint')
export class WebhookEndpointEntity {
  @Id() id!: number;
  @Text() name!: string;
  @Text() url!: string;
  /** `whsec_…` */
  @Text() secret!: string;
  /** The one before, with which messages are signed too until then. */
  @NullableText() previousSecret!: string | null;
  @NullableInstant() previousUntil!: number | null;
  /** WebhookKind, with commas between. */
  @Text() kinds!: string;
  @Text() leastPriority!: TicketPriority;
  /** Null: everywhere. */
  @NullableText() provinceCode!: string | null;
  @Integer() enabled!: number;
  /** Why it is off, and since when; null: it is on. */
  @NullableText() offReason!: NonNullable<WebhookView['off']>['reason'] | null;
  @NullableInstant() offAt!: number | null;
  /** Since when nothing got through; null: the last message did, or there was none. */
  @NullableInstant() failingSince!: number | null;
  @Instant() createdAt!: number;
}
