import { Entity } from 'typeorm';
import type {
  Grade,
  ReportCategory,
  SlaLevel,
  TicketPriority,
  TicketStatus,
} from '../../contracts/api/index.js';
import {
  Id,
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';

/** People's work. */
@Entity('ticket')
export class TicketEntity {
  @Id() id!: number;
  /** PH-2026-000123 */
  @Text() number!: string;
  @Text() origin!: 'detection' | 'clerk';
  @NullableInteger() incidentId!: number | null;
  @NullableInteger() centerId!: number | null;
  @NullableInteger() deviceId!: number | null;
  @Text() status!: TicketStatus;
  @Text() priority!: TicketPriority;
  @Text() titleVi!: string;
  @Text() titleEn!: string;
  @Text() place!: string;
  @NullableInteger() assigneeId!: number | null;
  /** When a person first worked on it. Untouched automatic tickets resolve themselves. */
  @NullableInstant() touchedAt!: number | null;
  @Instant() beganAt!: number;
  @Instant() openedAt!: number;
  /** When work on it ended, whatever its end was; null: it is open. */
  @NullableInstant() resolvedAt!: number | null;
  @Integer() resolvedBySystem!: number;
  @NullableText() reporterName!: string | null;
  @NullableText() reporterPhone!: string | null;
  @NullableText() category!: ReportCategory | null;
  /** When and by whom it was said to be known; null: not. */
  @NullableInstant() acknowledgedAt!: number | null;
  @NullableText() acknowledgedBy!: string | null;
  /** Null: awake. */
  @NullableInstant() snoozedUntil!: number | null;
  @NullableText() snoozedBy!: string | null;
  /** How often its incident had come back when the ticket was last brought up to date. */
  @Integer() incidentReopens!: number;
  /** As somebody judged, in the place of what its incident says; null: nobody did. */
  @NullableText() impact!: Grade | null;
  @NullableText() urgency!: Grade | null;
  /** The ticket that it is a duplicate of. */
  @NullableInteger() mergedInto!: number | null;
  /** The ticket whose entries it was made of. */
  @NullableInteger() splitFrom!: number | null;
  /** By its SLA: the next instant at which it is due, and how pressing that is. Recomputed from the history, never counted. */
  @NullableInstant() dueAt!: number | null;
  @Text() slaLevel!: SlaLevel;
  /** When time alone may change the two; null: not by itself. */
  @NullableInstant() slaCheckAt!: number | null;
  /** The incident that took its own in; null while its cause is its own. */
  @NullableInteger() absorbedInto!: number | null;
  /** Optimistic lock: grows with every change a person can see. */
  @Integer() version!: number;
}
