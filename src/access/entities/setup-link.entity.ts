import { Entity } from 'typeorm';
import { Instant, NullableInstant, TextKey } from '../../platform/database/index.js';

@Entity('setup_link')
export class SetupLinkEntity {
  @TextKey() tokenHash!: string;
  @Instant() createdAt!: number;
  @Instant() expiresAt!: number;
  @NullableInstant() usedAt!: number | null;
}
