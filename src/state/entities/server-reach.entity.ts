import { Entity } from 'typeorm';
import type { ProbeCode, ProbePhase } from '../../contracts/agent/index.js';
import {
  Instant,
  Integer,
  NullableInstant,
  NullableInteger,
  NullableText,
  Text,
  TextKey,
} from '../../platform/database/index.js';
import type { ServerReach } from '../domain/server-reach.js';

/** What the server's own probe sees of one web system, and when it looks next. */
@Entity('server_reach')
export class ServerReachEntity implements ServerReach {
  @TextKey() programId!: string;
  /** The address that was tried: another one begins anew. */
  @Text() url!: string;
  @Text() state!: ServerReach['state'];
  @Instant() since!: number;
  @NullableText() phase!: ProbePhase | null;
  @NullableText() code!: ProbeCode | null;
  @NullableInteger() httpStatus!: number | null;
  @Integer() badTries!: number;
  @NullableInstant() badSince!: number | null;
  @NullableInstant() reachedAt!: number | null;
  /** When the last try began; 0: none has. */
  @Instant() triedAt!: number;
  /** Until when the try that runs is nobody else's; 0: none runs. */
  @Instant() claimedUntil!: number;
  @Instant() checkAt!: number;
}
