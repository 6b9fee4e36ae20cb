import { Entity } from 'typeorm';
import { Integer, NullableText, Text, TextKey } from '../../platform/database/index.js';
import type { HolidayKind } from '../domain/holiday-law.js';

/** One day of a year table that somebody imported or confirmed. */
@Entity('holiday')
export class HolidayEntity {
  /** yyyy-MM-dd. */
  @TextKey() date!: string;
  @Integer() year!: number;
  @Text() kind!: HolidayKind;
  @Text() name!: string;
  /** The day a make-up day is worked for. */
  @NullableText() standsFor!: string | null;
}
