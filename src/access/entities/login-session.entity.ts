import { Entity } from 'typeorm';
import { Instant, Integer, TextKey } from '../../platform/database/index.js';

@Entity('login_session')
export class LoginSessionEntity {
  /** SHA-256 of the cookie's value: who reads the database cannot sign in with it. */
  @TextKey() tokenHash!: string;
  @Integer() userId!: number;
  @Instant() createdAt!: number;
  @Instant() lastUsedAt!: number;
  @Instant() expiresAt!: number;
}
