import { Injectable } from '@nestjs/common';
import type { SetupRequest, SetupStatus } from '../contracts/api/index.js';
import { DAY_MS } from '../platform/civil/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import { setupLinkUnusable } from './access.refusals.js';
import { SetupLinkEntity } from './entities/setup-link.entity.js';
import { Passwords } from './passwords.js';
import { digestOf, newSecret } from './secret.js';
import { Sessions } from './sessions.service.js';
import type { OpenedSession } from './sign-in.service.js';
import { Users } from './users.service.js';

/** The one-time link by which an administrator is made without a password. One is valid at a time, for 24 hours. */
@Injectable()
export class SetupLinks {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly users: Users,
  ) {}

  /** A new token; every link that was not used is void from now on. */
  async renew(now: number): Promise<string> {
    const token = newSecret();
    await this.work.run(async (tx) => {
      await tx.run('DELETE FROM setup_link WHERE used_at IS NULL');
      await tx.insert(SetupLinkEntity, {
        tokenHash: digestOf(token),
        createdAt: now,
        expiresAt: now + DAY_MS,
        usedAt: null,
      });
    });
    return token;
  }

  async status(token: string, now: number): Promise<SetupStatus> {
    const link = await this.reader.findOne(SetupLinkEntity, { where: { tokenHash: digestOf(token) } });
    if (!link) return { valid: false, reason: 'unknown' };
    if (link.usedAt !== null) return { valid: false, reason: 'used' };
    if (link.expiresAt <= now) return { valid: false, reason: 'expired' };
    return { valid: true, reason: 'ok' };
  }

  /** Makes the administrator and signs in. Of two people with the same link one succeeds. */
  async use({ token, password, ...person }: SetupRequest, now: number): Promise<OpenedSession> {
    const { reason } = await this.status(token, now);
    if (reason !== 'ok') throw setupLinkUnusable(reason);
    const passwordHash = await this.passwords.hash(password);
    return this.work.run(async (tx) => {
      const taken = await tx.run(
        'UPDATE setup_link SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?',
        [now, digestOf(token), now],
      );
      if (taken !== 1) throw setupLinkUnusable('used');
      const account = { ...person, role: 'administrator', province: null, center: null } as const;
      const id = await this.users.insert(tx, account, passwordHash, null, now);
      return { user: { id, ...account }, secret: await this.sessions.open(tx, id, now) };
    });
  }
}
