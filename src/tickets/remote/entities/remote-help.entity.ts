import { Entity } from 'typeorm';
import type { RemoteState, RemoteTool } from '../../../contracts/api/index.js';
import { Id, Instant, Integer, NullableInstant, Text } from '../../../platform/database/index.js';

/** A technician asks to see a clerk's screen; what became of that. */
@Entity('remote_help')
export class RemoteHelpEntity {
  @Id() id!: number;
  @Integer() ticketId!: number;
  /** The clerk who is asked. */
  @Integer() followerId!: number;
  @Text() tool!: RemoteTool;
  /** Written to the clerk; in no history. */
  @Text() sentence!: string;
  @Integer() askedBy!: number;
  @Text() askedName!: string;
  @Text() state!: RemoteState;
  @Instant() askedAt!: number;
  @NullableInstant() acceptedAt!: number | null;
  @NullableInstant() begunAt!: number | null;
  @NullableInstant() endedAt!: number | null;
  /** When the state passes by itself. */
  @Instant() expiresAt!: number;
  /** When time alone changes something: the state passes, or the codes are forgotten; null: nothing is open. */
  @NullableInstant() checkAt!: number | null;
}
