import { Injectable } from '@nestjs/common';
import { digestOf } from '../../access/index.js';
import type { GuideVote } from '../../contracts/api/index.js';
import { Centers } from '../../inventory/index.js';
import { DAY_MS, isoDate } from '../../platform/civil/index.js';
import { Clock } from '../../platform/clock/index.js';
import { forgetOlder, Reader, UnitOfWork } from '../../platform/database/index.js';
import { Followers } from '../clerks/followers.service.js';
import { ReportLinks } from '../clerks/report-links.service.js';
import { typedByClerk } from '../wording/as-typed.js';
import { GuideEntity } from './entities/guide.entity.js';
import { guideUnknown, notAVoter } from './guides.refusals.js';

/** An older vote speaks of a text that nobody reads any more. */
const KEPT_MS = 730 * DAY_MS;

/** "Hướng dẫn này có ích không?" One vote each; who voted is known to nobody. */
@Injectable()
export class GuideVotes {
  constructor(
    private readonly links: ReportLinks,
    private readonly followers: Followers,
    private readonly centers: Centers,
    private readonly reader: Reader,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A clerk, by the secret of the page that the guide was opened from. @throws Refusal NOT_FOUND, GUIDE_VOTE_REFUSED */
  async byClerk(slug: string, secret: string, vote: GuideVote): Promise<void> {
    const now = this.clock.now();
    await this.cast(slug, await this.voterOf(secret, now), vote, now);
  }

  /** @throws Refusal NOT_FOUND */
  byPerson(slug: string, userId: number, vote: GuideVote): Promise<void> {
    return this.cast(slug, `user:${userId}`, vote, this.clock.now());
  }

  forget(now: number): Promise<void> {
    return forgetOlder(this.reader, this.work, { table: 'guide_vote', key: 'id', at: 'at' }, now - KEPT_MS);
  }

  /** One who votes again changes their mind. */
  private async cast(slug: string, voter: string, { useful, note }: GuideVote, now: number): Promise<void> {
    await this.work.run(async (tx) => {
      const guide = await tx.findOne(GuideEntity, { where: { slug, state: 'published' } });
      if (!guide) throw guideUnknown();
      await tx.run(
        `INSERT INTO guide_vote (guide_id, voter, useful, note, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (guide_id, voter) DO UPDATE SET useful = EXCLUDED.useful, note = EXCLUDED.note, at = EXCLUDED.at`,
        [guide.id, digestOf(voter), useful ? 1 : 0, note === '' ? null : typedByClerk(note).vi, now],
      );
    });
  }

  /** Whoever has a center's link has no name: all of them together have one vote a day. */
  private async voterOf(secret: string, now: number): Promise<string> {
    if (await this.links.isOpen(secret, now)) return `link:${secret}`;
    if (await this.followers.knows(secret)) return `follower:${secret}`;
    const center = secret === '' ? null : await this.centers.byPublicLink(secret);
    if (center) return `center:${center.id}:${isoDate(now)}`;
    throw notAVoter();
  }
}
