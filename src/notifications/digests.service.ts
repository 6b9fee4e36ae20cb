import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mayDo, Users } from '../access/index.js';
import { Calendars, nextWorkingMoment, PolicyService } from '../inventory/index.js';
import { civilDay, startOfCivilDay } from '../platform/civil/index.js';
import { Config } from '../platform/config/index.js';
import { Reader, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Channels } from './channels/channels.js';
import { Courier } from './courier.service.js';
import { DigestContents } from './digest-contents.js';
import { DigestRepository } from './digest.repository.js';
import {
  type DigestLine,
  digestDueAt,
  lastWorkingDay,
  opensWeek,
  type WorksOn,
  worthSending,
} from './domain/digest.js';
import type { DigestEntity } from './entities/digest.entity.js';
import { NoticeRepository } from './notice.repository.js';

/**
 * Tells once a working day what deserved no ticket. The next digest is a row with its moment:
 *
 *     planned ─> due ─> made, with its notices and the row of the next one, in one transaction
 *
 * so that a restart at any instant neither loses nor repeats one; a server that was gone at that moment makes it late.
 */
@Injectable()
export class Digests {
  constructor(
    private readonly digests: DigestRepository,
    private readonly contents: DigestContents,
    private readonly notices: NoticeRepository,
    private readonly courier: Courier,
    private readonly channels: Channels,
    private readonly users: Users,
    private readonly calendars: Calendars,
    private readonly policies: PolicyService,
    private readonly work: UnitOfWork,
    private readonly reader: Reader,
    private readonly config: Config,
  ) {}

  async sweep(now: number): Promise<void> {
    const worksOn = await this.workingDays();
    const next = await this.digests.next(this.reader);
    if (!next) return this.planFirst(worksOn, now);
    const dueAt = await this.dueAt(next.coversFrom, worksOn, now);
    if (dueAt === null) return;
    if (dueAt !== next.dueAt) await this.work.run((tx) => this.digests.move(tx, next, dueAt));
    if (dueAt <= now) await this.make(next, worksOn, now);
  }

  /** What the next one would tell if it were made now. */
  async coming(now: number): Promise<{ since: number; dueAt: number | null; lines: DigestLine[] }> {
    const worksOn = await this.workingDays();
    const next = await this.digests.next(this.reader);
    const since = next?.coversFrom ?? now;
    return { since, dueAt: next?.dueAt ?? null, lines: await this.collect(since, worksOn, now) };
  }

  private collect(from: number, worksOn: WorksOn, now: number): Promise<DigestLine[]> {
    return this.contents.collect({ from, until: now, workedOn: lastWorkingDay(civilDay(now), worksOn) });
  }

  private async make(next: DigestEntity, worksOn: WorksOn, now: number): Promise<void> {
    const found = await this.collect(next.coversFrom, worksOn, now);
    const lines = worthSending(found, opensWeek(civilDay(now), worksOn)) ? found : [];
    await this.work.run(async (tx) => {
      if (!(await this.digests.make(tx, next.id, lines, now))) return;
      const following = await this.dueAt(now, worksOn, now);
      if (following !== null) await this.digests.plan(tx, now, following);
      if (lines.length > 0) await this.announce(tx, next.id, now);
    });
  }

  private async announce(tx: Transaction, digestId: number, now: number): Promise<void> {
    const canSend = this.channels.isSetUp('mail');
    for (const person of await this.users.withMail()) {
      if (!person.digest || !mayDo(person, 'digest.read')) continue;
      const notice = {
        about: { digestId },
        channel: 'mail' as const,
        recipient: person.email,
        userId: person.id,
        status: canSend ? ('queued' as const) : ('skipped' as const),
        reason: canSend ? ('DAILY_DIGEST' as const) : ('CHANNEL_NOT_SET_UP' as const),
        messageId: `${randomUUID()}@trucban`,
      };
      await this.notices.add(tx, notice, now);
    }
    tx.onCommit(() => this.courier.wake());
  }

  private async planFirst(worksOn: WorksOn, now: number): Promise<void> {
    const first = await this.dueAt(now, worksOn, now);
    if (first !== null) await this.work.run((tx) => this.digests.plan(tx, now, first));
  }

  private async dueAt(coversFrom: number, worksOn: WorksOn, now: number): Promise<number | null> {
    const { policy } = await this.policies.current();
    return digestDueAt(policy['digest.at'], worksOn, coversFrom, now);
  }

  /** The days on which the centers of the province work that have no hours of their own. */
  private async workingDays(): Promise<WorksOn> {
    const calendar = await this.calendars.ofPlace({ province: this.config.provinceCode });
    return (day) => {
      const work = nextWorkingMoment(calendar, startOfCivilDay(day));
      return work !== null && civilDay(work) === day;
    };
  }
}
