import { Entity, PrimaryColumn } from 'typeorm';
import { Instant, Integer, Text } from '../../platform/database/index.js';

/** One agent process. The current one of a session speaks for the present; the others only tell history. */
@Entity('agent_instance')
export class AgentInstanceEntity {
  @PrimaryColumn({ type: 'integer' }) deviceId!: number;
  @PrimaryColumn({ type: 'text' }) instance!: string;
  @Integer() session!: number;
  @Text() boot!: string;
  /** The youngest report that has been folded. */
  @Instant() sequence!: number;
  /** The youngest report that was answered, as far as the journal has been folded. */
  @Instant() heardSequence!: number;
  @Instant() firstSeenAt!: number;
  @Instant() lastReceivedAt!: number;
  @Integer() current!: number;
}
