import { Injectable } from '@nestjs/common';
import { digestOf, newSecret } from '../../access/index.js';
import { forgetOlder, Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { ReplyTokenEntity } from '../entities/reply-token.entity.js';
import { OWN_DOMAIN } from './domain/automatic.js';
import type { TokenOwner } from './domain/incoming-mail.js';

/** Secrets that bring answers to mails into their tickets: one a mail, which is its Message-ID (docs/decisions/0015). */
@Injectable()
export class ReplyTokens {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
  ) {}

  /** Answers the Message-ID, without its brackets, of a mail to `owner`. */
  async issue(tx: Transaction, owner: TokenOwner, now: number): Promise<string> {
    const secret = newSecret();
    const address = owner.address.toLowerCase();
    await tx.insert(ReplyTokenEntity, { ...owner, address, digest: digestOf(secret), createdAt: now });
    return `${secret}@${OWN_DOMAIN}`;
  }

  /** The first of `secrets` that is ours; null: none is. */
  async ownerOf(
    from: Transaction,
    secrets: readonly string[],
  ): Promise<{ owner: TokenOwner; messageId: string } | null> {
    for (const secret of secrets) {
      const owner = await from.findOne(ReplyTokenEntity, { where: { digest: digestOf(secret) } });
      if (owner) return { owner, messageId: `${secret}@${OWN_DOMAIN}` };
    }
    return null;
  }

  forget(before: number): Promise<void> {
    return forgetOlder(
      this.reader,
      this.work,
      { table: 'reply_token', key: 'digest', at: 'created_at' },
      before,
    );
  }
}
