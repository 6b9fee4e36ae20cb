import { Entity } from 'typeorm';
import { Instant, IntegerKey, Text } from '../../platform/database/index.js';

/** A year whose table a person vouches for; without a row it is what the law or the shipped notice says. */
@Entity('holiday_year')
export class HolidayYearEntity {
  @IntegerKey() year!: number;
  @Instant() confirmedAt!: number;
  @Text() confirmedBy!: string;
}
