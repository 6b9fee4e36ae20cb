import { Entity } from 'typeorm';
import { Id, Instant, Integer, Text } from '../../platform/database/index.js';

/** A list of tickets that somebody keeps under a name. */
@Entity('saved_view')
export class SavedViewEntity {
  @Id() id!: number;
  @Integer() ownerId!: number;
  @Text() name!: string;
  /** 1: with everybody at the desk whose places its maker may see. */
  @Integer() shared!: number;
  /** Of the list's address, in one form. */
  @Text() query!: string;
  @Instant() createdAt!: number;
  @Integer() version!: number;
}
