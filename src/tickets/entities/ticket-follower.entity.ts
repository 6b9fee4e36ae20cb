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

/** A clerk who reported something, or joined what others had reported; knows it by a secret address. */
@Entity('ticket_follower')
export class TicketFollowerEntity {
  @Id() id!: number;
  @Integer() ticketId!: number;
  /** The ticket that was reported or joined; `ticketId` is another one while that is merged into it. */
  @Integer() originId!: number;
  /** The follower on whose page it is shown: the same clerk, who has words in both parts of a split ticket. Null: has a page. */
  @NullableInteger() twinOf!: number | null;
  /** Of the secret in the address of the clerk's own page. */
  @Text() digest!: string;
  @Text() name!: string;
  @NullableText() phone!: string | null;
  /** Where answers are mailed; null: they are read on the clerk's page alone. */
  @NullableText() email!: string | null;
  @NullableInteger() deviceId!: number | null;
  @Instant() beganAt!: number;
  /** What the clerk said once it was resolved; null: nothing yet. */
  @NullableText() verdict!: 'done' | 'still' | null;
  /** One to five; null: not asked or not answered. */
  @NullableInteger() rating!: number | null;
  @NullableInstant() saidAt!: number | null;
}
