import { Entity } from 'typeorm';
import { Instant, Integer, NullableInstant, TextKey } from '../../platform/database/index.js';

/** Lets whoever opens it report for one PC, once and for a few minutes. The secret itself is stored nowhere. */
@Entity('report_link')
export class ReportLinkEntity {
  @TextKey() digest!: string;
  @Integer() deviceId!: number;
  @Instant() createdAt!: number;
  @Instant() expiresAt!: number;
  /** Null: not used yet. */
  @NullableInstant() usedAt!: number | null;
}
