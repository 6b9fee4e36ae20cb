import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { NewUser, UserView } from '../contracts/api/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { loginTaken } from './access.refusals.js';
import { AuditTrail } from './audit-trail.js';
import { UserAccountEntity } from './entities/user-account.entity.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';

@Injectable()
export class Users {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  async all(): Promise<UserView[]> {
    return (await this.reader.find(UserAccountEntity, { order: { login: 'ASC' } })).map(viewOf);
  }

  async byId(id: number): Promise<UserView | null> {
    const account = await this.reader.findOne(UserAccountEntity, { where: { id } });
    return account && viewOf(account);
  }

  async nameOf(id: number | null): Promise<string | null> {
    return id === null ? null : ((await this.byId(id))?.name ?? null);
  }

  /** Whom a ticket of `province` may be given to; null: one that is of no province. */
  async assignable(province: string | null): Promise<UserView[]> {
    const accounts = await this.reader.find(UserAccountEntity, {
      where: { role: In(['administrator', 'technician']), disabledAt: IsNull() },
      order: { name: 'ASC' },
    });
    return accounts
      .map(viewOf)
      .filter((user) => province === null || user.province === null || user.province === province);
  }

  /** Whom a mail can reach; `digest`: the daily one too. */
  async withMail(): Promise<(UserView & { email: string; digest: boolean })[]> {
    const accounts = await this.reader.find(UserAccountEntity, {
      where: { email: Not(IsNull()), disabledAt: IsNull() },
      order: { id: 'ASC' },
    });
    return accounts.map((account) => ({
      ...viewOf(account),
      email: account.email ?? '',
      digest: account.digest === 1,
    }));
  }

  async wantsDigest(id: number): Promise<boolean> {
    return (await this.reader.findOne(UserAccountEntity, { where: { id } }))?.digest === 1;
  }

  /** What people decide for themselves. */
  async chooseDigest(id: number, wanted: boolean): Promise<void> {
    await this.work.run((tx) => tx.update(UserAccountEntity, { id }, { digest: wanted ? 1 : 0 }));
  }

  async none(): Promise<boolean> {
    return (await this.reader.row('SELECT id FROM user_account LIMIT 1')) === null;
  }

  /**
   * `by`: who asked for it; null is the command line of the server.
   * @throws Refusal NOT_FOUND when there is no such province
   */
  async add(user: NewUser, by: number | null, now: number): Promise<UserView> {
    const province = user.province ?? null;
    if (province !== null && !(await this.reader.row('SELECT code FROM province WHERE code = ?', [province])))
      throw notFound({ vi: `tỉnh ${province}`, en: `province ${province}` });
    const passwordHash = await this.passwords.hash(user.password);
    return this.work.run((tx) => this.insert(tx, user, passwordHash, by, now));
  }

  async insert(
    tx: Transaction,
    { login, name, role, email, province = null }: Omit<NewUser, 'password'>,
    passwordHash: string,
    by: number | null,
    now: number,
  ): Promise<UserView> {
    const row = await tx.row<{ id: number }>(
      `INSERT INTO user_account (login, name, role, email, province_code, password_hash, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (login) DO NOTHING RETURNING id`,
      [login, name, role, email, province, passwordHash, now],
    );
    if (!row) throw loginTaken();
    await this.audit.record(tx, {
      at: now,
      userId: by,
      action: 'user.added',
      subject: `user:${row.id}`,
      detail: province === null ? `${login} ${role}` : `${login} ${role} ${province}`,
    });
    return { id: row.id, login, name, role, email, province, disabled: false };
  }

  /** Ends the person's sessions too. */
  async disable(login: string, by: number | null, now: number): Promise<void> {
    await this.change(login, by, now, 'user.disabled', { disabledAt: now });
  }

  async changePassword(login: string, password: string, by: number | null, now: number): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.change(login, by, now, 'user.password-changed', {
      passwordHash,
      failedSignIns: 0,
      lockedUntil: null,
    });
  }

  private async change(
    login: string,
    by: number | null,
    now: number,
    action: string,
    values: Partial<UserAccountEntity>,
  ): Promise<void> {
    await this.work.run(async (tx) => {
      await tx.update(UserAccountEntity, { login }, values);
      const account = await tx.findOne(UserAccountEntity, { where: { login } });
      if (!account) throw notFound({ vi: `người dùng "${login}"`, en: `user "${login}"` });
      await this.sessions.endAllOf(tx, account.id);
      await this.audit.record(tx, { at: now, userId: by, action, subject: `user:${account.id}` });
    });
  }
}

function viewOf(account: UserAccountEntity): UserView {
  const { id, login, name, role, email, provinceCode: province, disabledAt } = account;
  return { id, login, name, role, email, province, disabled: disabledAt !== null };
}
