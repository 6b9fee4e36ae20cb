import { Entity } from 'typeorm';
import { Instant, Integer, Text, TextKey } from '../../../platform/database/index.js';

/** A picture for a guide. Its bytes lie beside the attachments of tickets; the name nobody can guess is its address. */
@Entity('guide_picture')
export class GuidePictureEntity {
  @TextKey() storedAs!: string;
  /** Found by looking at the bytes, never taken from the sender. */
  @Text() mediaType!: string;
  @Integer() bytes!: number;
  @Instant() at!: number;
}
