import { Entity } from 'typeorm';
import type { Goodbye } from '../../contracts/agent/index.js';
import {
  Instant,
  Integer,
  IntegerKey,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
} from '../../platform/database/index.js';
import type { Presence } from '../domain/presence.js';

@Entity('device_state')
export class DeviceStateEntity {
  @IntegerKey() deviceId!: number;
  @Text() presence!: Presence;
  @Instant() since!: number;
  /** Folded from the journal: up to 30 s behind what was answered, and read again before any verdict. */
  @Instant() lastReceivedAt!: number;
  @NullableInstant() checkAt!: number | null;
  @NullableText() goodbye!: Goodbye | null;
  @NullableInstant() goodbyeAt!: number | null;
  @Instant() skewMs!: number;
  @NullableInteger() cpuPercent!: number | null;
  @NullableInteger() memoryPercent!: number | null;
  /** History the agent had to drop because its spool was full. */
  @Integer() spoolDropped!: number;
  @Text() agentVersion!: string;
}
