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
import type { Reach, Scope } from '../policies/causes.js';
import type { DarknessCause } from '../policies/center-silence.js';

/** One cause. Its members are the findings that share it. */
@Entity('incident')
export class IncidentEntity {
  @Id() id!: number;
  @Text() causeKey!: string;
  @Text() scope!: Scope;
  @Text() thing!: string;
  /** Null when the whole system is meant. */
  @NullableInteger() centerId!: number | null;
  @NullableInteger() deviceId!: number | null;
  @NullableInteger() certificateId!: number | null;
  /** The finding that words the incident: the oldest that is still open. */
  @Integer() leadFindingId!: number;
  @NullableText() reach!: Reach | null;
  @Instant() beganAt!: number;
  @Instant() openedAt!: number;
  @NullableInstant() endedAt!: number | null;
  @NullableInteger() absorbedBy!: number | null;
  @Integer() timesReopened!: number;
  /** Since when what its members had in common is no longer seen, though some of them still fail. */
  @NullableInstant() clearSince!: number | null;
  /** What silenced a whole center; null where nothing of the kind is asked. */
  @NullableText() cause!: DarknessCause | null;
  /** JSON of Sides: what PC, center and server said of it last; null where no probe is asked. */
  @NullableText() sides!: string | null;
}
