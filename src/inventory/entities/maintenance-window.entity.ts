import { Entity } from 'typeorm';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';

/** Planned work: while it lasts, what it covers opens no ticket and sends no mail. */
@Entity('maintenance_window')
export class MaintenanceWindowEntity {
  @Id() id!: number;
  @Text() scope!: 'device' | 'center' | 'province';
  @NullableInteger() deviceId!: number | null;
  @NullableInteger() centerId!: number | null;
  @NullableText() provinceCode!: string | null;
  /** Null: everything there. */
  @NullableText() programId!: string | null;
  @Text() kind!: 'once' | 'weekly';
  @NullableInstant() fromAt!: number | null;
  @NullableInstant() untilAt!: number | null;
  /** "1,3,5": Thứ Hai is 1. */
  @NullableText() weekdays!: string | null;
  @NullableInteger() fromMinute!: number | null;
  @NullableInteger() toMinute!: number | null;
  @NullableText() fromDate!: string | null;
  @NullableText() untilDate!: string | null;
  @Text() reason!: string;
  /** 1: clerks are told. */
  @Integer() announced!: number;
  @Instant() createdAt!: number;
  /** Null: the command line of the server. */
  @NullableInteger() createdBy!: number | null;
  @Text() author!: string;
  @NullableInstant() endedAt!: number | null;
  @NullableText() endedBy!: string | null;
  /** Optimistic lock: grows with every change. */
  @Integer() version!: number;
}
