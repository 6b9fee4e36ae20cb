import { Entity } from 'typeorm';
import { Id, Instant, Integer, NullableInteger, NullableText, Text } from '../../platform/database/index.js';

export type TicketEventKind =
  | 'opened'
  | 'evidence'
  | 'comment'
  | 'assigned'
  | 'resolved'
  | 'reopened'
  | 'absorbed'
  | 'clerk'
  | 'acknowledged'
  | 'snoozed'
  | 'woken';

/** One entry of a ticket's history; never changed afterwards. */
@Entity('ticket_event')
export class TicketEventEntity {
  @Id() id!: number;
  @Integer() ticketId!: number;
  @Instant() at!: number;
  /** Null: the system, or a clerk without an account (then `actorName` says who). */
  @NullableInteger() actorId!: number | null;
  @NullableText() actorName!: string | null;
  @Text() kind!: TicketEventKind;
  @Text() textVi!: string;
  @Text() textEn!: string;
}
