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
import type { SpanSource, SpanState } from '../domain/fold-spans.js';

/** History as spans (decision 4): what one source said of one thing, from when until when. Open = it holds now. */
@Entity('state_span')
export class StateSpanEntity {
  @Id() id!: number;
  @Integer() deviceId!: number;
  @Integer() session!: number;
  /** Watched program's id; empty for the PC itself (source `presence`). */
  @Text() thing!: string;
  @Text() source!: SpanSource;
  @Text() state!: SpanState;
  @Instant() fromAt!: number;
  @NullableInstant() untilAt!: number | null;
  @Instant() agentFrom!: number;
  @NullableText() phase!: string | null;
  @NullableText() code!: string | null;
  @NullableInteger() httpStatus!: number | null;
  /** When it was first told: it may have begun earlier, and what came from a backlog was over by then. */
  @Instant() observedAt!: number;
}
