import { Injectable } from '@nestjs/common';
import type { SignInRequest } from '../contracts/api/index.js';
import { MINUTE_MS } from '../platform/civil/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { signInFailed } from './access.refusals.js';
import { AuditTrail } from './audit-trail.js';
import { UserAccountEntity } from './entities/user-account.entity.js';
import { Passwords } from './passwords.js';
import { Sessions, type SignedInUser } from './sessions.service.js';

const WRONG_TRIES = 5;
const LOCKED_MS = 15 * MINUTE_MS;

export interface OpenedSession {
  user: SignedInUser;
  secret: string;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  /** Opens a session, or refuses in one and the same way whatever was wrong. */
  async signIn({ login, password }: SignInRequest, now: number): Promise<OpenedSession> {
    const account = await this.reader.findOne(UserAccountEntity, { where: { login } });
    const right = await this.passwords.matches(account?.passwordHash ?? null, password);
    const opened = account && (await this.work.run((tx) => this.judge(tx, account, right, now)));
    if (!opened) throw signInFailed();
    return opened;
  }

  /**
   * Every try first counts as a wrong one, by an update that a locked account does not match. It also holds the row until
   * the end, so that a hundred guesses sent at once are judged one after the other and the sixth meets the lock.
   */
  private async judge(
    tx: Transaction,
    account: UserAccountEntity,
    right: boolean,
    now: number,
  ): Promise<OpenedSession | null> {
    const counted = await tx.run(
      `UPDATE user_account SET failed_sign_ins = failed_sign_ins + 1
        WHERE id = ? AND password_hash = ? AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= ?)`,
      [account.id, account.passwordHash, now],
    );
    if (counted !== 1) return null;
    if (!right) {
      await this.lockAfterTooMany(tx, account.id, now);
      return null;
    }
    await tx.update(UserAccountEntity, { id: account.id }, { failedSignIns: 0, lockedUntil: null });
    await this.audit.record(tx, {
      at: now,
      userId: account.id,
      action: 'user.signed-in',
      subject: `user:${account.id}`,
    });
    const { id, login, name, role, email, provinceCode: province, centerId: center } = account;
    return {
      user: { id, login, name, role, email, province, center },
      secret: await this.sessions.open(tx, id, now),
    };
  }

  private async lockAfterTooMany(tx: Transaction, id: number, now: number): Promise<void> {
    const locked = await tx.run(
      'UPDATE user_account SET failed_sign_ins = 0, locked_until = ? WHERE id = ? AND failed_sign_ins >= ?',
      [now + LOCKED_MS, id, WRONG_TRIES],
    );
    if (locked === 0) return;
    await this.audit.record(tx, { at: now, userId: id, action: 'user.locked', subject: `user:${id}` });
  }
}
