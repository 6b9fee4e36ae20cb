import { Entity } from 'typeorm';
import { Id, Instant, Integer, Text } from '../../../platform/database/index.js';

/** A file that somebody of the desk has uploaded and not sent yet. */
@Entity('ticket_upload')
export class TicketUploadEntity {
  @Id() id!: number;
  @Integer() ticketId!: number;
  @Integer() userId!: number;
  @Instant() at!: number;
  @Text() name!: string;
  @Text() mediaType!: string;
  @Integer() bytes!: number;
  @Text() storedAs!: string;
}
