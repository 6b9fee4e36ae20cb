import { Entity } from 'typeorm';
import { Id, Integer, Text } from '../../platform/database/index.js';

/** A file of an entry of the history. The bytes lie in the data folder under a name of our own. */
@Entity('ticket_attachment')
export class TicketAttachmentEntity {
  @Id() id!: number;
  @Integer() ticketId!: number;
  @Integer() eventId!: number;
  @Text() name!: string;
  /** Found by looking at the bytes, never taken from the sender. */
  @Text() mediaType!: string;
  @Integer() bytes!: number;
  @Text() storedAs!: string;
}
