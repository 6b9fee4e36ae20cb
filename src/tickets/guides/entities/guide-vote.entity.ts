import { Entity } from 'typeorm';
import { Id, Instant, Integer, NullableText, Text } from '../../../platform/database/index.js';

/** Whether a guide helped somebody. */
@Entity('guide_vote')
export class GuideVoteEntity {
  @Id() id!: number;
  @Integer() guideId!: number;
  /** A digest: it tells one voter from another and says of none who it is. */
  @Text() voter!: string;
  @Integer() useful!: number;
  @NullableText() note!: string | null;
  @Instant() at!: number;
}
