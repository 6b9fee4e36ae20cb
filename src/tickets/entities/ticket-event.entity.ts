import { Entity } from 'typeorm';
import type { TicketStatus } from '../../contracts/api/index.js';
import { Id, Instant, Integer, NullableInteger, NullableText, Text } from '../../platform/database/index.js';

export type TicketEventKind =
  | 'opened'
  | 'evidence'
  | 'note'
  | 'reply'
  | 'clerk'
  | 'assigned'
  | 'acknowledged'
  | 'asked'
  | 'handed_over'
  | 'resumed'
  | 'prioritised'
  | 'categorised'
  | 'resolved'
  | 'closed'
  | 'reopened'
  | 'cancelled'
  | 'merged'
  | 'absorbed'
  | 'split'
  | 'snoozed'
  | 'woken'
  | 'due_soon'
  | 'overdue'
  | 'escalated'
  | 'vendor'
  | 'mail'
  | 'remote_help';

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
  /** What the mail program put below the words of a mail: earlier mails, the signature; null: nothing, or no mail. */
  @NullableText() quoted!: string | null;
  /** The state of the ticket from here on; null: as before. */
  @NullableText() status!: TicketStatus | null;
  /** The clerk who wrote it on a page of their own, or whom it asks; null: nobody. */
  @NullableInteger() followerId!: number | null;
  /** For whom alone it is: of `escalated`, null is everybody who supports the place; of `remote_help`, who asked and is answered. */
  @NullableInteger() toldId!: number | null;
  /** The ticket that it became a part of: here it stands only for what it did to the state. Null: it stands here. */
  @NullableInteger() movedTo!: number | null;
  /** The entry of another ticket that it was. */
  @NullableInteger() movedFrom!: number | null;
  /** 1: a person took the ticket up or answered, which ends the wait for the first answer. */
  @Integer() answers!: number;
}
