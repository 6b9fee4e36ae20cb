import { Entity } from 'typeorm';
import {
  Id,
  Instant,
  Integer,
  NullableInteger,
  NullableText,
  Text,
} from '../../../platform/database/index.js';

/** One text of a guide; never changed afterwards. */
@Entity('guide_version')
export class GuideVersionEntity {
  @Id() id!: number;
  @Integer() guideId!: number;
  /** Counts from 1 for each guide. */
  @Integer() number!: number;
  @Text() titleVi!: string;
  @Text() bodyVi!: string;
  /** Empty: nobody wrote an English text. */
  @Text() titleEn!: string;
  @Text() bodyEn!: string;
  @Text() keywords!: string;
  /** `shipped`: word for word as it came with the software, whoever put it there. */
  @Text() origin!: 'person' | 'shipped';
  @Instant() at!: number;
  /** Null: the software itself. */
  @NullableInteger() authorId!: number | null;
  @NullableText() author!: string | null;
  /** Why it was changed. */
  @Text() note!: string;
  /** The number of the older text that it repeats. */
  @NullableInteger() restoredFrom!: number | null;
}
