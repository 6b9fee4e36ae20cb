import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Role } from '../contracts/api/index.js';
import { Clock } from '../platform/clock/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Scheduler } from '../platform/scheduler/index.js';
import type { Hold } from './domain/hold.js';
import { IDLE_MS, isAlive, SESSION_MS, TOUCH_MS } from './domain/session-times.js';
import { LoginSessionEntity } from './entities/login-session.entity.js';
import { digestOf, newSecret } from './secret.js';

export interface SignedInUser extends Hold {
  id: number;
  login: string;
  name: string;
  role: Role;
  email: string | null;
}

interface SessionRow extends SignedInUser {
  lastUsedAt: number;
  expiresAt: number;
}

/** Sessions live in the database: a restart signs nobody out, and ending one works everywhere at once. */
@Injectable()
export class Sessions implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly scheduler: Scheduler,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('access.sessions', 3_600_000, (now) => this.forget(now));
  }

  /** Opens a session and returns the value of its cookie. */
  async open(tx: Transaction, userId: number, now: number): Promise<string> {
    const secret = newSecret();
    await tx.insert(LoginSessionEntity, {
      tokenHash: digestOf(secret),
      userId,
      createdAt: now,
      lastUsedAt: now,
      // Real time, like the other two: a person at the desk does not live a demo's squeezed day.
      expiresAt: now + SESSION_MS * this.clock.speed,
    });
    return secret;
  }

  /** The person behind a cookie, or null when the session is unknown, ended or idle. */
  async find(secret: string, now: number): Promise<SignedInUser | null> {
    const hash = digestOf(secret);
    const row = await this.reader.row<SessionRow>(
      `SELECT u.id, u.login, u.name, u.role, u.email, u.province_code AS "province", u.center_id AS "center",
              s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt"
         FROM login_session s JOIN user_account u ON u.id = s.user_id
        WHERE s.token_hash = ? AND u.disabled_at IS NULL`,
      [hash],
    );
    if (!row || !isAlive(row, now, this.clock.ago(IDLE_MS))) return null;
    if (row.lastUsedAt <= this.clock.ago(TOUCH_MS)) await this.touch(hash, now);
    const { id, login, name, role, email, province, center } = row;
    return { id, login, name, role, email, province, center };
  }

  async end(tx: Transaction, secret: string): Promise<void> {
    await tx.run('DELETE FROM login_session WHERE token_hash = ?', [digestOf(secret)]);
  }

  async endAllOf(tx: Transaction, userId: number): Promise<void> {
    await tx.run('DELETE FROM login_session WHERE user_id = ?', [userId]);
  }

  private async touch(hash: string, now: number): Promise<void> {
    await this.work.run((tx) =>
      tx.run('UPDATE login_session SET last_used_at = ? WHERE token_hash = ? AND last_used_at < ?', [
        now,
        hash,
        now,
      ]),
    );
  }

  private async forget(now: number): Promise<void> {
    const idleSince = this.clock.ago(IDLE_MS);
    await this.work.run((tx) =>
      tx.run('DELETE FROM login_session WHERE expires_at <= ? OR last_used_at <= ?', [now, idleSince]),
    );
  }
}
