import { Entity } from 'typeorm';
import { Instant, IntegerKey, Text } from '../../../platform/database/index.js';

/** What the program on the clerk's PC shows, sealed; the row goes with the end of the session, after half an hour at the latest. */
@Entity('remote_help_code')
export class RemoteHelpCodeEntity {
  @IntegerKey() helpId!: number;
  @Text() sealed!: string;
  @Instant() forgottenAt!: number;
}
