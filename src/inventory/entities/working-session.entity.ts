import { Entity } from 'typeorm';
import { Id, Integer, NullableInteger } from '../../platform/database/index.js';

/** One stretch of a working day, in minutes after local midnight. */
@Entity('working_session')
export class WorkingSessionEntity {
  @Id() id!: number;
  /** Null: every center without sessions of its own. */
  @NullableInteger() centerId!: number | null;
  /** 1 = Thứ Hai … 7 = Chủ nhật. */
  @Integer() weekday!: number;
  @Integer() fromMinute!: number;
  @Integer() toMinute!: number;
}
