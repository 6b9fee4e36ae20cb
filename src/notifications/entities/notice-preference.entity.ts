import { Entity } from 'typeorm';
import type { NoticeChoice, QuietChoice } from '../../contracts/api/index.js';
import { IntegerKey, Text } from '../../platform/database/index.js';

/** What a person chose; no row: nothing, and the defaults hold. */
@Entity('notice_preference')
export class NoticePreferenceEntity {
  @IntegerKey() userId!: number;
  @Text() mail!: NoticeChoice;
  @Text() browser!: NoticeChoice;
  @Text() zalo!: NoticeChoice;
  @Text() quiet!: QuietChoice;
  /** "22:00" */
  @Text() quietFrom!: string;
  @Text() quietTo!: string;
}
