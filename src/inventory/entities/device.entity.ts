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

@Entity('device')
export class DeviceEntity {
  @Id() id!: number;
  @Integer() centerId!: number;
  @Text() name!: string;
  @Text() folded!: string;
  /** Digest of the hardware identity at enrolment; null when the PC has none that can be trusted. */
  @NullableText() hardware!: string | null;
  @Text() platform!: string;
  @Text() agentVersion!: string;
  /** SHA-256 of the token. */
  @Text() tokenHash!: string;
  @NullableInstant() tokenRevokedAt!: number | null;
  /** Set when the PC enrolled anew because it shared its token with this device. */
  @NullableInteger() clonedFrom!: number | null;
  /** Until when a person allowed this hardware to enrol again although it is reporting. */
  @NullableInstant() reenrolmentUntil!: number | null;
  /** ISO date entered by a person; wins over what the hardware says. */
  @NullableText() putIntoUse!: string | null;
  @Instant() enrolledAt!: number;
}
