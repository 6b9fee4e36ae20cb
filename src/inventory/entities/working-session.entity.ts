import { Entity } from 'typeorm';
import { Id, Integer, NullableInteger, NullableText } from '../../platform/database/index.js';

/** One stretch of a working day, in minutes after local midnight. */
@Entity('working_session')
export class WorkingSessionEntity {
  @Id() id!: number;
  /** Null: not one center's own. */
  @NullableInteger() centerId!: number | null;
  /** Of every center of a province without hours of its own. Both null: of every center. */
  @NullableText() provinceCode!: string | null;
  /** 1 = Thứ Hai … 7 = Chủ nhật, 8 = ngày lễ. */
  @Integer() weekday!: number;
  @Integer() fromMinute!: number;
  @Integer() toMinute!: number;
  /** Civil dates, both included; null: without such an end. */
  @NullableText() validFrom!: string | null;
  @NullableText() validUntil!: string | null;
  /** MM-dd, both or none. */
  @NullableText() seasonFrom!: string | null;
  @NullableText() seasonUntil!: string | null;
}
