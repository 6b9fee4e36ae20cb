import { Entity } from 'typeorm';
import { Id, Instant, NullableInteger, NullableText, Text } from '../../platform/database/index.js';

/** One change of one policy. Values as text; null is the default of that time. Rows are never altered. */
@Entity('policy_change')
export class PolicyChangeEntity {
  @Id() id!: number;
  @Instant() at!: number;
  /** Null: the command line of the server. */
  @NullableInteger() userId!: number | null;
  @Text() author!: string;
  @Text() key!: string;
  @NullableText() oldValue!: string | null;
  @NullableText() newValue!: string | null;
  @NullableText() note!: string | null;
  /** The change that this one took back. */
  @NullableInteger() undoes!: number | null;
}
