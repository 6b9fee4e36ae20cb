import { Entity } from 'typeorm';
import { Integer, IntegerKey, Text } from '../../platform/database/index.js';

/** The mail that handed a ticket over to the vendor, word for word as whoever sent it had read it. */
@Entity('vendor_mail')
export class VendorMailEntity {
  /** The entry of the history that it belongs to. */
  @IntegerKey() eventId!: number;
  @Integer() ticketId!: number;
  @Text() recipient!: string;
  @Text() subject!: string;
  @Text() text!: string;
}
