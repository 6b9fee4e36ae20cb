import { Entity } from 'typeorm';
import { Instant, Integer, TextKey } from '../../platform/database/index.js';

/** A further address of a clerk's own page, for a mail that names one: the first is known to the clerk alone. */
@Entity('follower_page')
export class FollowerPageEntity {
  @TextKey() digest!: string;
  @Integer() followerId!: number;
  @Instant() createdAt!: number;
}
