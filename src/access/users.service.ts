import { Injectable } from '@nestjs/common';
import type { NewUser, UserView } from '../contracts/api/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { notFound } from '../platform/http/index.js';
import { loginTaken, reachWrong } from './access.refusals.js';
import { AuditTrail } from './audit-trail.js';
import { type Hold, holds } from './domain/hold.js';
import { mayDo, mayReach } from './domain/permissions.js';
import { UserAccountEntity } from './entities/user-account.entity.js';
import { Passwords } from './passwords.js';
import { Places } from './places.service.js';
import { Sessions } from './sessions.service.js';

type PersonRow = Omit<UserView, 'disabled'> & { disabledAt: number | null; digest: number };

const PEOPLE = `SELECT person.id, person.login, person.name, person.role, person.email, person.digest,
    person.province_code AS "province", person.center_id AS "center", COALESCE(center.name, province.name) AS "place",
    person.disabled_at AS "disabledAt"
  FROM user_account person
  LEFT JOIN center ON center.id = person.center_id
  LEFT JOIN province ON province.code = person.province_code`;

@Injectable()
export class Users {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly places: Places,
    private readonly audit: AuditTrail,
  ) {}

  async all(): Promise<UserView[]> {
    return (await this.reader.rows<PersonRow>(`${PEOPLE} ORDER BY person.login`)).map(viewOf);
  }

  async byId(id: number): Promise<UserView | null> {
    const row = await this.reader.row<PersonRow>(`${PEOPLE} WHERE person.id = ?`, [id]);
    return row && viewOf(row);
  }

  async nameOf(id: number | null): Promise<string | null> {
    return id === null ? null : ((await this.byId(id))?.name ?? null);
  }

  /** Whom a ticket of `place` may be given to, by name. */
  async assignable(place: Hold): Promise<UserView[]> {
    return (await this.enabled('person.name')).filter(
      (user) => mayDo(user, 'tickets.work') && holds(user, place),
    );
  }

  /** Whose account is open; `digest`: the daily mail is wanted. */
  active(): Promise<(UserView & { digest: boolean })[]> {
    return this.enabled('person.id');
  }

  /** Whom a mail can reach. */
  async withMail(): Promise<(UserView & { email: string; digest: boolean })[]> {
    return (await this.active()).flatMap((person) =>
      person.email === null ? [] : [{ ...person, email: person.email }],
    );
  }

  private async enabled(order: string): Promise<(UserView & { digest: boolean })[]> {
    const rows = await this.reader.rows<PersonRow>(
      `${PEOPLE} WHERE person.disabled_at IS NULL ORDER BY ${order}`,
    );
    return rows.map((row) => ({ ...viewOf(row), digest: row.digest === 1 }));
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
   * @throws Refusal NOT_FOUND when there is no such place, REACH_WRONG when that role is not held so
   */
  async add(user: NewUser, by: number | null, now: number): Promise<UserView> {
    const hold = await this.places.holdOf({ province: user.province ?? null, center: user.center ?? null });
    if (!mayReach(user.role, hold)) throw reachWrong(user.role);
    const passwordHash = await this.passwords.hash(user.password);
    const id = await this.work.run((tx) => this.insert(tx, { ...user, ...hold }, passwordHash, by, now));
    const added = await this.byId(id);
    if (!added) throw new Error('the account is not there');
    return added;
  }

  /** Answers its id. */
  async insert(
    tx: Transaction,
    { login, name, role, email, province, center }: Omit<NewUser, 'password'> & Hold,
    passwordHash: string,
    by: number | null,
    now: number,
  ): Promise<number> {
    const row = await tx.row<{ id: number }>(
      `INSERT INTO user_account (login, name, role, email, province_code, center_id, password_hash, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (login) DO NOTHING RETURNING id`,
      [login, name, role, email, province, center, passwordHash, now],
    );
    if (!row) throw loginTaken();
    await this.audit.record(tx, {
      at: now,
      userId: by,
      action: 'user.added',
      subject: `user:${row.id}`,
      detail: [login, role, province, center].filter((part) => part !== null).join(' '),
    });
    return row.id;
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

function viewOf({ disabledAt, digest: _, ...person }: PersonRow): UserView {
  return { ...person, disabled: disabledAt !== null };
}
