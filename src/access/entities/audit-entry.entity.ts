import { Entity } from 'typeorm';
import { Id, Instant, NullableInteger, NullableText, Text } from '../../platform/database/index.js';

@Entity('audit_entry')
export class AuditEntryEntity {
  @Id() id!: number;
  @Instant() at!: number;
  /** Null: the command line of the server. */
  @NullableInteger() userId!: number | null;
  /** Past tense, such as `join-code.created`. */
  @Text() action!: string;
  /** What it was done to, such as `center:12`. */
  @Text() subject!: string;
  @NullableText() detail!: string | null;
}
