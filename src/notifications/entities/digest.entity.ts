import { Entity } from 'typeorm';
import { Id, Instant, Integer, NullableInstant, NullableText } from '../../platform/database/index.js';

/** What is told once a working day. The one that is not made yet is the next. */
@Entity('digest')
export class DigestEntity {
  @Id() id!: number;
  /** Civil day (days since 1970-01-01) on which it is due. */
  @Integer() day!: number;
  /** It tells of what happened from here until it is made. */
  @Instant() coversFrom!: number;
  @Instant() dueAt!: number;
  @NullableInstant() madeAt!: number | null;
  /** JSON of DigestLine[]; empty when there was nothing to tell. */
  @NullableText() content!: string | null;
}
