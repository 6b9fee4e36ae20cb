import { Injectable, type OnModuleInit } from '@nestjs/common';
import { digestOf, newSecret } from '../../access/index.js';
import { PolicyService } from '../../inventory/index.js';
import { DAY_MS } from '../../platform/civil/index.js';
import { forgetOlder, Reader, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { PublicAddress } from '../../platform/http/index.js';
import { Nightly } from '../../platform/scheduler/index.js';
import { FollowerPageEntity } from '../entities/follower-page.entity.js';
import { TicketFollowerEntity } from '../entities/ticket-follower.entity.js';

/** The secret addresses of clerks' own pages: the one they were given when they reported, and those that mails of ours name. */
@Injectable()
export class FollowerPages implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly address: PublicAddress,
    private readonly policies: PolicyService,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    // As long as the notices, whose addresses they are.
    this.nightly.forgetting('tickets.pages', async (now) => {
      const { policy } = await this.policies.current();
      await this.forget(now - policy['retention.noticeDays'] * DAY_MS);
    });
  }

  /** Whose page the secret opens. */
  async ownerOf(from: Transaction | Reader, secret: string): Promise<TicketFollowerEntity | null> {
    const digest = digestOf(secret);
    const owner = await from.findOne(TicketFollowerEntity, { where: { digest } });
    if (owner) return owner;
    const page = await from.findOne(FollowerPageEntity, { where: { digest } });
    return page && from.findOne(TicketFollowerEntity, { where: { id: page.followerId } });
  }

  /** A new address of the page, for a mail: of the first only the digest is known. */
  async addressFor(followerId: number, now: number): Promise<string> {
    const secret = newSecret();
    const page = { digest: digestOf(secret), followerId, createdAt: now };
    await this.work.run((tx) => tx.insert(FollowerPageEntity, page));
    return `${this.address.url}/my-report#${secret}`;
  }

  private forget(before: number): Promise<void> {
    const aging = { table: 'follower_page', key: 'digest', at: 'created_at' };
    return forgetOlder(this.reader, this.work, aging, before);
  }
}
